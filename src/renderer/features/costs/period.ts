import { MAX_RANGE_DAYS } from '../../../contract/api/costs.ts';
import type { CostsAddress, PeriodName } from './costs-address.ts';

type PeriodAddress = Pick<CostsAddress, 'period' | 'from' | 'to'>;

/** Days in UTC, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const DAY = 86_400_000;
export const dayOf = (millis: number): string => new Date(millis).toISOString().slice(0, 10);
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

/** The name of the period that the address asks for; undefined where it names its days. */
export const periodNameOf = ({ period, from, to }: PeriodAddress): PeriodName | undefined =>
  period ?? (from === undefined && to === undefined ? 'month' : undefined);

export const daysIn = ({ from, to }: Period): number => Math.round((millisOf(to) - millisOf(from)) / DAY) + 1;

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
  const earliest = dayOf(millisOf(ordered.to) - (MAX_RANGE_DAYS - 1) * DAY);
  return ordered.from < earliest ? { ...ordered, from: earliest } : ordered;
}

/** The period of the same length before it, as the API compares. */
export function periodBefore(period: Period): Period {
  const before = (day: string) => dayOf(millisOf(day) - daysIn(period) * DAY);
  return { from: before(period.from), to: before(period.to) };
}

/** The days of a period. */
export function eachDay(period: Period): string[] {
  return Array.from({ length: daysIn(period) }, (_, index) => dayOf(millisOf(period.from) + index * DAY));
}

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
