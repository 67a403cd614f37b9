import { CheckCheck } from 'lucide-react';
import type { Notification } from '../../../contract/api/notifications.ts';
import { ReasonButton } from '../members/reason-button.tsx';
import { useBlocked } from '../members/use-blocked.ts';
import { useMarkRead } from './use-mark-read.ts';

interface MarkAllButtonProps {
  /** What is on screen, newest first: what came since then stays unread. */
  readonly shown: readonly Notification[];
  /** Whether filters hide others, which then stay as they are. */
  readonly filtered?: boolean;
  readonly unreadCount: number;
}

/** Marks all, or with filters what they show, as read. */
export function MarkAllButton({ shown, filtered = false, unreadCount }: MarkAllButtonProps) {
  const { markRead, isPending } = useMarkRead();
  const blocked = useBlocked();
  const unread = shown.filter(({ read_at }) => read_at === null);
  const [newest] = shown;
  const count = filtered ? unread.length : unreadCount;
  const none = count === 0 || newest === undefined;
  const mark = () => {
    if (newest === undefined) return;
    void markRead(filtered ? { ids: unread.map(({ id }) => id) } : { until: newest.created_at });
  };
  return (
    <ReasonButton
      size="sm"
      variant="ghost"
      icon={CheckCheck}
      loading={isPending}
      reason={none ? 'Everything is read.' : blocked}
      onClick={mark}
    >
      {filtered ? 'Mark these as read' : 'Mark all as read'}
    </ReasonButton>
  );
}
