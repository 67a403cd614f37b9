import { addDays, type DayRange, dayOf, daysBetween, listDays } from '../../../contract/calendar.ts';
import { MAX_RANGE_DAYS } from '../../../contract/vocabulary.ts';
import type { CostsAddress, PeriodName } from './costs-address.ts';

type PeriodAddress = Pick<CostsAddress, 'period' | 'from' | 'to'>;

export type Period = DayRange;
export { dayOf };

const DAY = 86_400_000;
const millisOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** A month of the calendar, `back` months before the one of `now`: all its days, or until today. */
export function monthOf(now: number, back = 0): Period {
  const at = new Date(now);
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - back, 1);
  const last = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - back + 1, 0);
  return { from: dayOf(first), to: dayOf(Math.min(last, now)) };
}

export const PERIOD_NAMES: Readonly<Record<PeriodName, string>> = {
  month: 'This month',
  today: 'Today',
  week: 'Last 7 days',
  last_month: 'Last month',
  quarter: 'Last 3 months',
  half_year: 'Last 6 months',
};

/** The days that a named period has now. */
export function namedPeriod(name: PeriodName, now: number): Period {
  const today = dayOf(now);
  return {
    month: monthOf(now),
    today: { from: today, to: today },
    week: { from: dayOf(now - 6 * DAY), to: today },
    last_month: monthOf(now, 1),
    quarter: { from: monthOf(now, 2).from, to: today },
    half_year: { from: monthOf(now, 5).from, to: today },
  }[name];
}

/** Whether the address leaves the period to the page: the current month, or the last one with usage. */
export const isDefaultPeriod = ({ period, from, to }: PeriodAddress): boolean =>
  period === undefined && from === undefined && to === undefined;

/** The name of the period that the address asks for; undefined where it names its days. */
export const periodNameOf = ({ period, from, to }: PeriodAddress): PeriodName | undefined =>
  period ?? (isDefaultPeriod({ from, to }) ? 'month' : undefined);

export const daysIn = ({ from, to }: Period): number => daysBetween(from, to);

/** How many days of a period have begun by `now`: what an average is over. All of them where none has. */
export function daysSoFar({ from, to }: Period, now: number): number {
  const today = dayOf(now);
  return daysIn({ from, to: from <= today && today < to ? today : to });
}

/** The period that the address asks for, as the API takes it: ordered, at most two years, the current month unless told. */
export function periodOf(address: PeriodAddress, now: number): Period {
  const name = periodNameOf(address);
  if (name !== undefined) return namedPeriod(name, now);
  const { from, to } = address;
  const end = to ?? (from !== undefined && from > dayOf(now) ? from : dayOf(now));
  const start = from ?? `${end.slice(0, 7)}-01`;
  const ordered = start <= end ? { from: start, to: end } : { from: end, to: start };
  const earliest = addDays(ordered.to, 1 - MAX_RANGE_DAYS);
  return ordered.from < earliest ? { ...ordered, from: earliest } : ordered;
}

/** The days of a period. */
export const eachDay = ({ from, to }: Period): string[] => listDays(from, to);

/** Longer than this, a chart has a mark for each month instead of each day. */
const DAILY = 92;
export const marksOf = (period: Period): 'day' | 'month' => (daysIn(period) <= DAILY ? 'day' : 'month');
export const markOf = (day: string, marks: 'day' | 'month'): string => (marks === 'day' ? day : day.slice(0, 7));

/** The part of the period that a mark stands for. */
export function periodAt(period: Period, mark: string | undefined): Period {
  if (mark === undefined) return period;
  const days = eachDay(period).filter((day) => day.startsWith(mark));
  return { from: days[0] ?? period.from, to: days.at(-1) ?? period.to };
}

const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const longFormat = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthFormat = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "12 Nov" for a day, "Nov 2026" for a month. */
export const markText = (mark: string): string =>
  mark.length === 7 ? monthText(mark) : dayFormat.format(millisOf(mark));
export const monthText = (month: string): string => monthFormat.format(millisOf(`${month}-01`));
export const dayLong = (day: string): string => longFormat.format(millisOf(day));

/** "1 Nov – 24 Nov 2026" */
export function periodText({ from, to }: Period): string {
  if (from === to) return dayLong(from);
  return `${from.slice(0, 4) === to.slice(0, 4) ? markText(from) : dayLong(from)} – ${dayLong(to)}`;
}
