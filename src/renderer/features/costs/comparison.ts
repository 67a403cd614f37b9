import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  earlierDay,
  firstDay,
  lastDay,
  monthOf,
} from '../../../contract/calendar.ts';
import { comparePeriods, type NotComparable } from '../../../contract/compare-periods.ts';
import { dayLong, daysSoFar, type Period, periodText } from './period.ts';

const monthFormat = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });

/** "Nov", or "Nov 2025" beside a month a year later. */
function monthText(month: string, besides: string): string {
  const name = monthFormat.format(Date.parse(`${firstDay(month)}T00:00:00Z`));
  return addMonths(month, 12) > besides ? name : `${name} ${month.slice(0, 4)}`;
}

/** "Oct", "first 12 days of Nov", or the days: in a sentence beside days of another month. */
function daysText(days: Period, besides = monthOf(days.to)): string {
  const month = monthOf(days.from);
  const startsMonth = days.from === firstDay(month);
  if (!startsMonth || monthOf(days.to) !== month) return periodText(days);
  if (days.to === lastDay(month)) return monthText(month, besides);
  const count = daysBetween(days.from, days.to);
  return `${count === 1 ? 'first day' : `first ${count} days`} of ${monthText(month, besides)}`;
}

export interface ComparedDays {
  readonly compared: Period;
  readonly earlier: Period;
}

/** "vs. Oct", "vs. first 12 days of Nov"; where only a part of the days so far is compared, "vs. Feb (first 28 days)". */
export function versus({ compared, earlier }: ComparedDays): string {
  const before = daysText(earlier, monthOf(compared.to));
  const isCut = compared.from === firstDay(monthOf(compared.from)) && earlier.to === lastDay(monthOf(earlier.to));
  const isWhole = compared.to === lastDay(monthOf(compared.to));
  const days = daysBetween(compared.from, compared.to);
  return isCut && !isWhole ? `vs. ${before} (first ${days} days)` : `vs. ${before}`;
}

interface PeriodTotal extends Period {
  readonly total_micros: string;
}

/** What the totals of a period say of its comparison. */
export interface Totals {
  readonly compared?: PeriodTotal | undefined;
  readonly previous?: PeriodTotal | undefined;
  readonly total_micros: string;
}

export type CostComparison =
  | (ComparedDays & { readonly after: string; readonly before: string; readonly reason?: undefined })
  | { readonly reason: string };

/** How a period's costs compare, or why they don't. Older servers send the earlier period alone: all of this one counts. */
export function comparisonOf(period: Period, totals: Totals, now: number): CostComparison {
  const { previous, compared = { ...period, total_micros: totals.total_micros } } = totals;
  if (previous === undefined) return { reason: notComparable(period, now) ?? 'There is nothing to compare with.' };
  if (previous.total_micros === '0') return { reason: nothingBefore(previous) };
  const days = ({ from, to }: Period): Period => ({ from, to });
  return {
    compared: days(compared),
    earlier: days(previous),
    after: compared.total_micros,
    before: previous.total_micros,
  };
}

/** Amounts as they are averaged: over the days that are over, else, on a first day, over what there is of it. */
export interface Average<A> {
  readonly amount: A;
  readonly days: number;
}

/** What to average: the compared days, where they are all of the period's that are over, so that today counts for nothing. */
export function averageOf<A>(
  period: Period,
  all: A,
  compared: (Period & { readonly amount: A }) | undefined,
  now: number,
): Average<A> {
  const last = earlierDay(period.to, addDays(dayOf(now), -1));
  const isWhole = compared !== undefined && compared.from === period.from && compared.to === last;
  return isWhole
    ? { amount: compared.amount, days: daysBetween(period.from, last) }
    : { amount: all, days: daysSoFar(period, now) };
}

/** The compared days in full, for a tooltip. */
export const comparedText = ({ compared, earlier }: ComparedDays): string =>
  `Compares only days that are over in UTC: ${periodText(compared)} vs. ${periodText(earlier)}.`;

/** "No usage in Oct", "No usage in the first 12 days of Nov", "No usage 7 Nov – 9 Nov 2026". */
export function nothingBefore(earlier: Period): string {
  const days = daysText(earlier);
  if (days === periodText(earlier)) return `No usage ${days}`;
  return `No usage in ${days.startsWith('first') ? 'the ' : ''}${days}`;
}

const REASONS: Readonly<Record<NotComparable, string>> = {
  not_begun: 'This period has not begun in UTC yet.',
  no_full_day: 'No day of this period is over in UTC yet.',
  no_days_before: 'There are no costs from before 2000.',
};

/** Why a period stands beside no other at a time; undefined where it can. */
export function notComparable(period: Period, now: number): string | undefined {
  const { reason } = comparePeriods(period, dayOf(now));
  return reason && REASONS[reason];
}

/** From which day on a month is compared that has begun on the day before. */
export const comparesFrom = (day: string): string =>
  `Comparisons start on ${dayLong(day)} (UTC), after its first full day.`;
