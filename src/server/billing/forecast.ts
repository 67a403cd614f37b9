import { addDays, listDays, periodOf, weekday } from './months.ts';

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
/** Of ten months, eight end within the range: 1.2816 standard deviations to either side. */
const Z = 1.2816;
/** A trend of the past seldom goes on unbroken: half of it does. */
const DAMPING = 0.5;

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

/** What each day from `from` to `to` is expected to cost, from the days before `from`. Days without usage cost nothing. */
export function expectDays(history: ReadonlyMap<string, number>, from: string, to: string): ExpectedDay[] {
  const known = listDays(addDays(from, -WEEKS * 7), addDays(from, -1));
  const begin = known.findIndex((day) => history.has(day));
  const days = begin === -1 ? [] : known.slice(begin).map((day) => ({ day, cost: history.get(day) ?? 0 }));
  const pattern = patternOf(days);
  return listDays(from, to).map((day, index) => {
    const level = Math.max(0, pattern.level + pattern.slope * (index + 1));
    const expected = level * (pattern.factors[weekday(day)] ?? 1);
    const margin = Z * pattern.deviation;
    return { day, expected, low: Math.max(0, expected - margin), high: expected + margin };
  });
}

export interface MonthForecast {
  readonly actual: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly days: readonly ExpectedDay[];
}

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
  const days = expectDays(history, today, to).map((one) =>
    one.day === today
      ? {
          ...one,
          expected: Math.max(one.expected, soFar),
          low: Math.max(one.low, soFar),
          high: Math.max(one.high, soFar),
        }
      : one,
  );
  const rest = days.reduce((sum, one) => sum + one.expected, 0);
  // Days vary each for itself; the level, seen over two weeks, may be wrong for all of them at once.
  const deviation = days.length === 0 ? 0 : mean(days.map((one) => (one.high - one.expected) / Z));
  const margin = Z * deviation * Math.sqrt(days.length + days.length ** 2 / 14);
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
    if (addDays(origin, -28) < first || total <= 0) return [];
    const before = new Map([...history].filter(([day]) => day < origin));
    return [Math.abs(forecastMonth(before, month, origin, 0).expected - total) / total];
  });
  return errors.length === 0 ? null : { mape_percent: Math.round(mean(errors) * 1000) / 10, months: errors.length };
}
