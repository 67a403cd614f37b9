/** A day in UTC as it is billed, `2026-11-24`, of the years 2000 to 2199: its form. */
export const DAY = /^2[01]\d\d-\d\d-\d\d$/;

/** A calendar month in UTC, `2026-11`. */
export const MONTH = /^2[01]\d\d-(0[1-9]|1[0-2])$/;

/** Whether it is a day of the calendar, of any year: there is no `2026-02-30`. */
export function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export const isDay = (text: string): boolean => DAY.test(text) && isRealDay(text);
export const isMonth = (text: string): boolean => MONTH.test(text);

/** UTC+14, where a day begins first (Kiritimati). */
const FIRST_ZONE_MS = 14 * 3_600_000;

/**
 * Whether a day has begun nowhere in the world at a time (milliseconds since 1970). What people type as "today" is in the
 * future for nobody, wherever they are.
 */
export const isFutureDay = (day: string, now: number): boolean =>
  day > new Date(now + FIRST_ZONE_MS).toISOString().slice(0, 10);
