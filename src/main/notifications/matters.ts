import type { Notification } from '../../contract/api/notifications.ts';
import { notificationPlace } from '../../contract/notification-place.ts';
import { notificationText } from '../../contract/notification-text.ts';
import { NOTIFICATION_KINDS } from '../../contract/vocabulary.ts';
import type { Matter } from './pending.ts';

const MICROS = 1_000_000;
const LONG = { day: 'numeric', month: 'long' } as const;

/** What is unread as something that can be shown outside of the window. The locale is that of numbers and dates. */
export function matterOf(told: Notification, locale: string | undefined, now: number): Matter {
  const { title, text } = notificationText(told, {
    date: (time) => new Intl.DateTimeFormat(locale, LONG).format(Date.parse(time)),
    day: (time) => new Intl.DateTimeFormat(locale, { ...LONG, timeZone: 'UTC' }).format(Date.parse(time)),
    money: (micros, currency) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(micros) / MICROS),
    now,
  });
  return { id: told.id, kind: NOTIFICATION_KINDS[told.kind], title, body: text, ...notificationPlace(told) };
}
