import { Notification } from 'electron';
import type { Notice } from '../notifications/pending.ts';

/** Notifications that can still be clicked: without a reference they would be collected with their listener. */
const shown = new Set<Notification>();
const MOST = 20;

/** Shows native notifications; a click leads to the place. */
export function showNotices(notices: readonly Notice[], go: (notice: Notice) => void): void {
  if (!Notification.isSupported()) return;
  for (const notice of notices) {
    const notification = new Notification({ title: notice.title, body: notice.body });
    shown.add(notification);
    for (const oldest of shown) if (shown.size > MOST) shown.delete(oldest);
    notification.on('click', () => {
      shown.delete(notification);
      go(notice);
    });
    notification.on('close', () => shown.delete(notification));
    notification.show();
  }
}
