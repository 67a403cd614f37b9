/** Days and months are texts in UTC, `2026-11-24` and `2026-11`: they compare, and no time zone touches them. */

const DAY_MS = 86_400_000;
const toTime = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day `count` days later. */
export const addDays = (day: string, count: number): string =>
  new Date(toTime(day) + count * DAY_MS).toISOString().slice(0, 10);

/** How many days from one day to another, both included. */
export const daysBetween = (from: string, to: string): number => Math.round((toTime(to) - toTime(from)) / DAY_MS) + 1;

/** Every day from one to another, both included. */
export const listDays = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, index) => addDays(from, index));

/** 0 for Sunday. */
export const weekday = (day: string): number => new Date(toTime(day)).getUTCDay();

/** `2026-11` of a day or a month. */
export const monthOf = (day: string): string => day.slice(0, 7);
export const firstDay = (month: string): string => `${month}-01`;

/** The month `count` months later. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export const lastDay = (month: string): string => addDays(firstDay(addMonths(month, 1)), -1);

/** The first and the last day of a month. */
export const periodOf = (month: string): { from: string; to: string } => ({
  from: firstDay(month),
  to: lastDay(month),
});

/** The days just before, as many. */
export function periodBefore(from: string, to: string): { from: string; to: string } {
  const length = daysBetween(from, to);
  return { from: addDays(from, -length), to: addDays(from, -1) };
}

const NAMES = 'January February March April May June July August September October November December'.split(' ');

/** `November 2026`. */
export const monthName = (month: string): string => `${NAMES[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
