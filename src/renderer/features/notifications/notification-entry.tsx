import { Check } from 'lucide-react';
import type { Notification } from '../../../contract/api/notifications.ts';
import { NOTIFICATION_KINDS } from '../../../contract/vocabulary.ts';
import { cx } from '../../lib/cx.ts';
import { useNow } from '../../lib/now.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { wordsOf } from './notification-words.ts';
import { TOPICS } from './topics.ts';

interface NotificationEntryProps {
  readonly notification: Notification;
  /** Whether Tab reaches it. */
  readonly active: boolean;
  /** Why nothing can be marked now. */
  readonly blocked: string | undefined;
  readonly onFocus: (id: string) => void;
  readonly onOpen: (notification: Notification) => void;
  readonly onMarkRead: (id: string) => void;
}

/** Where it comes from: the organization in its colour, or what it is about. */
function Mark({ notification: { organization, kind } }: Pick<NotificationEntryProps, 'notification'>) {
  if (organization !== null)
    return <Avatar id={organization.id} name={organization.name} kind="organization" size={24} />;
  const Icon = TOPICS[NOTIFICATION_KINDS[kind]].icon;
  return (
    <span className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm bg-active text-text">
      <Icon aria-hidden size={14} />
    </span>
  );
}

/** One notification: a mark and a word where it is unread, what happened, and a way to its place. */
export function NotificationEntry(props: NotificationEntryProps) {
  const { notification, active, blocked, onFocus, onOpen, onMarkRead } = props;
  const { id, organization, read_at, created_at } = notification;
  const { title, text } = wordsOf(notification, useNow());
  const unread = read_at === null;
  const tabIndex = active ? 0 : -1;
  return (
    <li className="group relative flex items-start">
      <button
        type="button"
        data-notification={id}
        tabIndex={tabIndex}
        onFocus={() => onFocus(id)}
        onClick={() => onOpen(notification)}
        className="flex min-w-0 flex-1 items-start gap-3 rounded-md py-2.5 pr-11 pl-2 text-left hover:bg-hover"
      >
        <span className="flex h-6 w-2 shrink-0 items-center">
          {unread && <span aria-hidden className="size-2 rounded-full bg-blue-text" />}
        </span>
        <Mark notification={notification} />
        <span className="min-w-0 flex-1">
          {unread && <VisuallyHidden>Unread: </VisuallyHidden>}
          <span className={cx('block break-words', unread ? 'font-semibold' : 'font-normal')}>{title}</span>
          {text !== '' && <span className="block break-words text-muted">{text}</span>}
          <span className="mt-0.5 block truncate text-muted text-xs">
            {organization !== null && (
              <>
                <bdi>{organization.name}</bdi> ·{' '}
              </>
            )}
            <RelativeTime time={created_at} />
          </span>
        </span>
      </button>
      {unread && (
        <span className="absolute top-2 right-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
          <IconButton
            label={blocked ?? 'Mark as read'}
            icon={Check}
            size="sm"
            shortcut={blocked === undefined ? 'E' : undefined}
            tabIndex={tabIndex}
            aria-disabled={blocked !== undefined}
            onClick={() => blocked === undefined && onMarkRead(id)}
          />
        </span>
      )}
    </li>
  );
}
