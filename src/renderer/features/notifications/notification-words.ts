import type { Notification } from '../../../contract/api/notifications.ts';
import { type NotificationText, notificationText } from '../../../contract/notification-text.ts';
import { byLocale } from '../../lib/locale.ts';
import { formatMoney } from '../../lib/money.ts';

const SHORT = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const local = byLocale((locale) => new Intl.DateTimeFormat(locale, SHORT));
const utc = byLocale((locale) => new Intl.DateTimeFormat(locale, { ...SHORT, timeZone: 'UTC' }));

/** What a notification says, with dates and money as the reader writes them. */
export const wordsOf = (notification: Notification, now: number): NotificationText =>
  notificationText(notification, {
    date: (time) => local().format(Date.parse(time)),
    day: (time) => utc().format(Date.parse(time)),
    money: formatMoney,
    now,
  });
