import { useMemo } from 'react';
import type { Notification } from '../../../contract/api/notifications.ts';
import { useNow } from '../../lib/now.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { toast } from '../../ui/toast.tsx';
import { groupByDay } from './group-by-day.ts';
import { NotificationEntry } from './notification-entry.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useMarkRead } from './use-mark-read.ts';
import { useOpenNotification } from './use-open-notification.ts';

interface NotificationListProps {
  /** Newest first. */
  readonly rows: readonly Notification[];
  /** After one was opened. */
  readonly onOpened?: () => void;
}

/** Notifications by day. Arrow keys move, Enter opens what one is about, `e` marks it as read. */
export function NotificationList({ rows, onOpened }: NotificationListProps) {
  const now = useNow();
  const blocked = useBlocked();
  const { markRead } = useMarkRead();
  const open = useOpenNotification();
  const days = useMemo(() => groupByDay(rows, now), [rows, now]);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const markOne = (id: string) => {
    const isUnread = rows.some((row) => row.id === id && row.read_at === null);
    if (!isUnread) return;
    // A key has no hint that says it, as the button has.
    if (blocked !== undefined) toast.info('This was not marked as read', { description: blocked });
    else void markRead({ ids: [id] });
  };
  const { ref, onKeyDown, activeId, onEntryFocus } = useListKeys(ids, markOne);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the entries in it have the focus, and their keys come by here
    <div ref={ref} onKeyDown={onKeyDown}>
      {days.map((day) => (
        <section key={day.name} aria-label={day.name}>
          <h2 className="px-2 pt-3 pb-1 font-medium text-muted text-xs">{day.name}</h2>
          <ul>
            {day.rows.map((row) => (
              <NotificationEntry
                key={row.id}
                notification={row}
                active={row.id === activeId}
                blocked={blocked}
                onFocus={onEntryFocus}
                onOpen={(opened) => {
                  open(opened);
                  onOpened?.();
                }}
                onMarkRead={markOne}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
