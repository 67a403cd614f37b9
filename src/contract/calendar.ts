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

/** Days in UTC, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;
const toTime = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The UTC day of a moment. */
export const dayOf = (millis: number): string => new Date(millis).toISOString().slice(0, 10);

/** The day `count` days later. */
export const addDays = (day: string, count: number): string => dayOf(toTime(day) + count * DAY_MS);

export const earlierDay = (one: string, other: string): string => (one < other ? one : other);

/** How many days from one day to another, both included. */
export const daysBetween = (from: string, to: string): number => Math.round((toTime(to) - toTime(from)) / DAY_MS) + 1;

/** Every day from one to another, both included. */
export const listDays = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, index) => addDays(from, index));

/** `2026-11` of a day or a month. */
export const monthOf = (day: string): string => day.slice(0, 7);
export const firstDay = (month: string): string => `${month}-01`;

/** The month `count` months later. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export const lastDay = (month: string): string => addDays(firstDay(addMonths(month, 1)), -1);

/** UTC+14, where a day begins first (Kiritimati). */
const FIRST_ZONE_MS = 14 * 3_600_000;

/**
 * Whether a day has begun nowhere in the world at a time (milliseconds since 1970). What people type as "today" is in the
 * future for nobody, wherever they are.
 */
export const isFutureDay = (day: string, now: number): boolean => day > dayOf(now + FIRST_ZONE_MS);
