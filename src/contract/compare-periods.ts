import { addDays, addMonths, type DayRange, daysBetween, earlierDay, firstDay, lastDay, monthOf } from './calendar.ts';

/** Why a period stands beside no other. */
export type NotComparable = 'not_begun' | 'no_full_day' | 'no_days_before';

export type Comparison =
  | {
      /** The part of the period that is compared: its days that are over, and no more than the earlier period has. */
      readonly compared: DayRange;
      /** The days that it is compared with. */
      readonly earlier: DayRange;
      readonly reason?: undefined;
    }
  | { readonly reason: NotComparable };

const EARLIEST_DAY = '2000-01-01';

const dayOfMonth = (day: string): number => Number(day.slice(8));

/** How many calendar months a period touches. */
function monthsIn({ from, to }: DayRange): number {
  let count = 1;
  for (let month = monthOf(from); month < monthOf(to); month = addMonths(month, 1)) count += 1;
  return count;
}

const startsMonth = ({ from }: DayRange): boolean => from === firstDay(monthOf(from));

/** Whether a period consists of calendar months that are over. */
const isWholeMonths = (period: DayRange, today: string): boolean =>
  startsMonth(period) && period.to === lastDay(monthOf(period.to)) && period.to < today;

/** Whether a period is a month, or a month's first days. */
const isStartOfMonth = (period: DayRange): boolean =>
  startsMonth(period) && monthOf(period.from) === monthOf(period.to);

const check = (compared: DayRange, earlier: DayRange): Comparison =>
  earlier.from < EARLIEST_DAY ? { reason: 'no_days_before' } : { compared, earlier };

/**
 * What a period is compared with, for every page and the API:
 * - calendar months that are over, with as many calendar months before them: November with October, 30 days with 31;
 * - a month so far, and any first days of a month, with the same first days of the month before. Where that month is
 *   shorter, both sides end with it: on March 31, the first 28 days of March stand beside February;
 * - any other period, with the equally long one before it, day by day.
 * Only days that are over in UTC are compared: on the 13th that is 12 days with 12 days, and on the 1st nothing.
 */
export function comparePeriods(period: DayRange, today: string): Comparison {
  const { from } = period;
  if (from > today) return { reason: 'not_begun' };
  const to = earlierDay(period.to, addDays(today, -1));
  if (to < from) return { reason: 'no_full_day' };
  if (isWholeMonths(period, today)) {
    const months = monthsIn(period);
    const earlier = {
      from: firstDay(addMonths(monthOf(from), -months)),
      to: lastDay(addMonths(monthOf(to), -months)),
    };
    return check(period, earlier);
  }
  if (isStartOfMonth(period)) {
    const before = addMonths(monthOf(from), -1);
    const days = Math.min(dayOfMonth(to), dayOfMonth(lastDay(before)));
    const first = (day: string): DayRange => ({ from: day, to: addDays(day, days - 1) });
    return check(first(from), first(firstDay(before)));
  }
  const length = daysBetween(from, period.to);
  return check({ from, to }, { from: addDays(from, -length), to: addDays(to, -length) });
}

/**
 * The days at which a level, such as the number of stored inputs, is read: the latest day of the period, and the same
 * point of the period before. Unlike a sum, a level needs no full day: on the 1st it stands beside that of the month
 * before's 1st. Null for a period that has not begun.
 */
export function levelDays(period: DayRange, today: string): { readonly at: string; readonly earlier: string } | null {
  if (period.from > today) return null;
  const at = earlierDay(period.to, today);
  if (isWholeMonths(period, today)) return { at, earlier: lastDay(addMonths(monthOf(at), -monthsIn(period))) };
  if (isStartOfMonth(period)) {
    const before = addMonths(monthOf(at), -1);
    const days = Math.min(dayOfMonth(at), dayOfMonth(lastDay(before)));
    return { at, earlier: addDays(firstDay(before), days - 1) };
  }
  return { at, earlier: addDays(at, -daysBetween(period.from, period.to)) };
}
