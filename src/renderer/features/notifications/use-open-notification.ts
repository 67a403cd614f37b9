import { useCallback } from 'react';
import type { Notification } from '../../../contract/api/notifications.ts';
import { notificationPlace } from '../../../contract/notification-place.ts';
import { useGoTo } from '../../app/use-go-to.ts';
import { useBlocked } from '../members/use-blocked.ts';
import { useMarkRead } from './use-mark-read.ts';

/** Answers how to go where a notification leads. It is read by that, as far as that can be noted now. */
export function useOpenNotification(): (notification: Notification) => void {
  const goTo = useGoTo();
  const { markRead } = useMarkRead();
  const blocked = useBlocked();
  return useCallback(
    (notification) => {
      const { path, search } = notificationPlace(notification);
      goTo(path, search);
      if (notification.read_at === null && blocked === undefined) void markRead({ ids: [notification.id] });
    },
    [goTo, markRead, blocked],
  );
}
