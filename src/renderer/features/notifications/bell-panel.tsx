import { Link } from '@tanstack/react-router';
import { BellOff, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { clockTime, relativeTime } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { MarkAllButton } from './mark-all-button.tsx';
import { NotificationList } from './notification-list.tsx';
import { NotificationSkeleton } from './notification-skeleton.tsx';
import { useNewest } from './use-notifications.ts';

/** How many the panel shows: the others are on the page. */
const SHOWN = 20;

function Age({ asOf }: { readonly asOf: number }) {
  const now = useNow();
  return (
    <p role="status" className="flex items-center gap-2 border-line border-b px-4 py-1.5 text-amber-text text-xs">
      <WifiOff aria-hidden size={13} className="shrink-0" />
      Offline · as of {clockTime(asOf)}, {relativeTime(asOf, now)}
    </p>
  );
}

const Key = ({ keys, children }: { readonly keys: string; readonly children: ReactNode }) => (
  <span className="inline-flex items-center gap-1">
    <Kbd keys={keys} /> {children}
  </span>
);

/** What the bell opens: the newest notifications, and the way to all of them. */
export function BellPanel({ onClose }: { readonly onClose: () => void }) {
  const { data, asOf, source, error, isPending, refetch } = useNewest();
  const rows = data?.notifications.slice(0, SHOWN) ?? [];
  return (
    <>
      <div className="flex h-11 shrink-0 items-center justify-between gap-2 border-line border-b pr-2 pl-4">
        <h2 className="font-semibold text-base">Notifications</h2>
        <MarkAllButton shown={rows} unreadCount={data?.unread_count ?? 0} />
      </div>
      {source === 'cache' && asOf !== null && <Age asOf={asOf} />}
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {data === undefined && error !== null && <ErrorState error={error} onRetry={refetch} />}
        {data === undefined && isPending && <NotificationSkeleton />}
        {data !== undefined && rows.length === 0 && (
          <EmptyState icon={BellOff} title="Nothing to tell you yet" text={WHAT_COMES} />
        )}
        <NotificationList rows={rows} onOpened={onClose} />
      </div>
      <div className="flex h-10 shrink-0 items-center justify-between gap-3 border-line border-t pr-4 pl-4 text-muted text-xs">
        <Link to="/notifications" onClick={onClose} className="rounded-sm font-medium text-accent-text hover:underline">
          All notifications
        </Link>
        <span aria-hidden className="flex items-center gap-3">
          <Key keys="↑↓">move</Key>
          <Key keys="Enter">open</Key>
          <Key keys="E">mark as read</Key>
        </span>
      </div>
    </>
  );
}

export const WHAT_COMES =
  'Invitations, changes to your roles and teams, rules that concern you and what expires soon appear here.';
