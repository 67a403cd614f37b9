import type { Notification } from '../../../contract/api/notifications.ts';
import { type NotificationText, notificationText } from '../../../contract/notification-text.ts';
import { byLocale } from '../../lib/locale.ts';
import { formatMoney } from '../../lib/money.ts';

const day = byLocale((locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' }));

/** What a notification says, with dates and money as the reader writes them. */
export const wordsOf = (notification: Notification, now: number): NotificationText =>
  notificationText(notification, { date: (time) => day().format(Date.parse(time)), money: formatMoney, now });
