import { addDays, firstDay, listDays, monthOf, periodOf, weekday } from './months.ts';

/** What a day cost, in micro-units: fit for estimates, not for bills. */
export interface DailyCost {
  readonly day: string;
  readonly cost: number;
}

export interface ExpectedDay {
  readonly day: string;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** How far back a forecast looks. */
const WEEKS = 8;
/** Eight of ten normal values are within 1.2816 standard deviations to either side. */
const Z = 1.2816;
/** A trend of the past seldom goes on unbroken: half of it does. */
const DAMPING = 0.5;
/**
 * What the back-test adds to a range, so that it holds 88 of 100 months and at least 70 of every kind: days vary by a
 * fifth more than around a pattern that was fitted to them; a trend may end or go on, by 3.5 times what is expected of
 * it; and the level drifts by 2.5% with eight weeks of history, by the square root more with less.
 */
const UNFITTED = 1.2;
const TREND = 3.5;
const DRIFT = 0.025;
/**
 * The day of the month from which a forecast is given, on its morning. From then on, half of the forecasts of the
 * back-test are off by at most 6% of the month's cost (5.5% on the 7th, 6.1% on the 5th) and four in five by at most 15%
 * (13.0% and 14.4%). See forecast-back-test.test.ts and docs/decisions/0030-forecasts.md.
 */
export const FIRST_FORECAST_DAY = 7;
/** How many days of usage a forecast needs before it: with fewer, half of those on the 7th are off by 44% or more. */
export const HISTORY_DAYS = 28;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The median of all slopes between two points (Theil and Sen): one odd week does not turn it. */
function slopeOf(values: readonly number[]): number {
  const slopes: number[] = [];
  for (let right = 1; right < values.length; right++)
    for (let left = 0; left < right; left++) slopes.push(((values[right] ?? 0) - (values[left] ?? 0)) / (right - left));
  return slopes.length === 0 ? 0 : median(slopes);
}

interface Pattern {
  /** How much of a mean day each weekday makes, from Sunday. */
  readonly factors: readonly number[];
  /** The mean day of the last week, and how much it changes a day. */
  readonly level: number;
  readonly slope: number;
  /** The standard deviation of a day around the pattern. */
  readonly deviation: number;
  readonly days: number;
}

/** The weekdays' factors, the level and the trend of the days up to the last given, oldest first. */
function patternOf(days: readonly DailyCost[]): Pattern {
  const average = mean(days.map(({ cost }) => cost));
  const factors = Array.from({ length: 7 }, (_, index) => {
    const own = days.filter(({ day }) => weekday(day) === index).map(({ cost }) => cost);
    // With less than two of a weekday, nothing is known about it.
    return own.length < 2 || average === 0 ? 1 : mean(own) / average;
  });
  const weeks: number[] = [];
  for (let end = days.length; end >= 7; end -= 7) weeks.unshift(mean(days.slice(end - 7, end).map(({ cost }) => cost)));
  const slope = weeks.length < 3 ? 0 : (slopeOf(weeks) / 7) * DAMPING;
  const level = weeks.length === 0 ? average : mean(weeks.slice(-2)) + (weeks.length < 2 ? 0 : slope * 3.5);
  const residuals = days.map(({ day, cost }, index) => {
    const trend = level - slope * (days.length - index);
    return cost - Math.max(0, trend) * (factors[weekday(day)] ?? 1);
  });
  const deviation = Math.sqrt(mean(residuals.map((value) => value ** 2)));
  return { factors, level, slope, deviation, days: days.length };
}

/** The days before `from` on which a forecast rests, from the first with usage on. Days without usage cost nothing. */
function recentDays(history: ReadonlyMap<string, number>, from: string): DailyCost[] {
  const known = listDays(addDays(from, -WEEKS * 7), addDays(from, -1));
  const begin = known.findIndex((day) => history.has(day));
  return begin === -1 ? [] : known.slice(begin).map((day) => ({ day, cost: history.get(day) ?? 0 }));
}

function expectDay(pattern: Pattern, day: string, index: number): ExpectedDay {
  const level = Math.max(0, pattern.level + pattern.slope * (index + 1));
  const expected = level * (pattern.factors[weekday(day)] ?? 1);
  const margin = Z * pattern.deviation;
  return { day, expected, low: Math.max(0, expected - margin), high: expected + margin };
}

/** How far the sum of the next `days` days may be from what is expected of them. */
function marginOf({ deviation, slope, days: known }: Pattern, days: number, expected: number): number {
  // Each day varies by itself; the level, seen over two weeks, can be wrong for all of them.
  const noise = Z * UNFITTED * deviation * Math.sqrt(days + days ** 2 / 14);
  const trend = (TREND * Math.abs(slope) * days * (days + 1)) / 2;
  const drift = Z * DRIFT * expected * Math.sqrt((WEEKS * 7) / Math.max(1, known));
  return Math.hypot(noise, trend, drift);
}

const firstUse = (history: ReadonlyMap<string, number>, today: string): string =>
  [...history.keys()].reduce((least, day) => (day < least ? day : least), today);

const firstForecastIn = (month: string): string => addDays(firstDay(month), FIRST_FORECAST_DAY - 1);

/**
 * The first day, in this month or the next, on whose morning a forecast is good enough to be given; null where nothing
 * was used before today. `history` reaches back at least `HISTORY_DAYS` days before the month.
 */
export function forecastFrom(history: ReadonlyMap<string, number>, today: string): string | null {
  const first = firstUse(history, today);
  if (first === today) return null;
  const known = addDays(first, HISTORY_DAYS);
  if (monthOf(known) < monthOf(today)) return firstForecastIn(monthOf(today));
  const early = firstForecastIn(monthOf(known));
  if (known < early) return early;
  return known;
}

export interface MonthForecast {
  readonly actual: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly days: readonly ExpectedDay[];
}

const atLeast = ({ day, expected, low, high }: ExpectedDay, cost: number): ExpectedDay => ({
  day,
  expected: Math.max(expected, cost),
  low: Math.max(low, cost),
  high: Math.max(high, cost),
});

/**
 * What a month costs in the end, seen on the morning of `today` or during it: the days before are what they were, and
 * `soFar` is what today has cost until now.
 */
export function forecastMonth(
  history: ReadonlyMap<string, number>,
  month: string,
  today: string,
  soFar: number,
): MonthForecast {
  const { from, to } = periodOf(month);
  const past = listDays(from, addDays(today, -1)).reduce((sum, day) => sum + (history.get(day) ?? 0), 0);
  const pattern = patternOf(recentDays(history, today));
  const days = listDays(today, to).map((day, index) => {
    const one = expectDay(pattern, day, index);
    return day === today ? atLeast(one, soFar) : one;
  });
  const rest = days.reduce((sum, one) => sum + one.expected, 0);
  const margin = marginOf(pattern, days.length, rest);
  const actual = past + soFar;
  return {
    actual,
    expected: past + rest,
    low: Math.max(actual, past + rest - margin),
    high: past + rest + margin,
    days,
  };
}

/**
 * The mean absolute error, in per cent, of forecasts made on the same day of each whole month before `today`'s, each from
 * what was known that morning; null where no month has four weeks of history before it.
 */
export function backTest(
  history: ReadonlyMap<string, number>,
  today: string,
  months: readonly string[],
): { mape_percent: number; months: number } | null {
  const [first] = [...history.keys()].sort();
  if (first === undefined) return null;
  const errors = months.flatMap((month) => {
    const { from, to } = periodOf(month);
    const wanted = `${month}-${today.slice(8)}`;
    const origin = wanted > to ? to : wanted;
    const total = listDays(from, to).reduce((sum, day) => sum + (history.get(day) ?? 0), 0);
    if (addDays(origin, -HISTORY_DAYS) < first || total <= 0) return [];
    const before = new Map([...history].filter(([day]) => day < origin));
    return [Math.abs(forecastMonth(before, month, origin, 0).expected - total) / total];
  });
  return errors.length === 0 ? null : { mape_percent: Math.round(mean(errors) * 1000) / 10, months: errors.length };
}
