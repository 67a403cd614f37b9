import { describe, expect, it } from 'vitest';
import { HISTORIES, type HistoryKind, makeHistory } from '../testing/usage-histories.ts';
import { FIRST_FORECAST_DAY, forecastFrom, forecastMonth, HISTORY_DAYS } from './forecast.ts';
import { addMonths, listDays, periodOf } from './months.ts';

/** More for figures that go into the documents: `FORECAST_SEEDS=1000 npx vitest run …`. */
const SEEDS = Number(process.env.FORECAST_SEEDS ?? 100);
const KINDS = Object.keys(HISTORIES) as HistoryKind[];
const DAYS = [1, 2, 3, 4, 5, 6, 7, 10, 15, 20, 25];
/** What FIRST_FORECAST_DAY promises, in parts of the month's final cost. */
const MEDIAN_BOUND = 0.06;
const FOUR_IN_FIVE_BOUND = 0.15;

interface Outcome {
  readonly kind: HistoryKind;
  readonly day: number;
  /** The absolute error, in parts of what the month cost. */
  readonly error: number;
  readonly within: boolean;
  /** Even the low end was more than the month cost: a forecast alert that turned out wrong. */
  readonly above: boolean;
  /** Half of the range's width, in parts of what was expected. */
  readonly margin: number;
  readonly enoughHistory: boolean;
}

function forecastOn(kind: HistoryKind, seed: number): Outcome[] {
  const month = addMonths('2026-07', seed % 8);
  const { from, to } = periodOf(month);
  const all = makeHistory(kind, month, seed * 7919);
  const total = listDays(from, to).reduce((sum, day) => sum + (all.get(day) ?? 0), 0);
  return DAYS.flatMap((day) => {
    const today = `${month}-${String(day).padStart(2, '0')}`;
    const known = new Map([...all].filter(([one]) => one < today));
    const begun = [...known.keys()].sort()[0];
    if (begun === undefined) return [];
    const { expected, low, high } = forecastMonth(known, month, today, 0);
    return [
      {
        kind,
        day,
        error: Math.abs(expected - total) / total,
        within: low <= total && total <= high,
        above: low > total,
        margin: (high - low) / 2 / expected,
        enoughHistory: listDays(begun, today).length > HISTORY_DAYS,
      },
    ];
  });
}

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(part * values.length)] ?? Number.NaN;
const shareOf = (outcomes: readonly Outcome[], pick: (one: Outcome) => boolean): number =>
  outcomes.filter(pick).length / outcomes.length;

const everything = KINDS.flatMap((kind) =>
  Array.from({ length: SEEDS }, (_, seed) => forecastOn(kind, seed + 1)).flat(),
);
const given = everything.filter(({ enoughHistory }) => enoughHistory);
const onDay = (outcomes: readonly Outcome[], day: number) => outcomes.filter((one) => one.day === day);
const errorsOf = (outcomes: readonly Outcome[]) => outcomes.map(({ error }) => error);

/** The rows of the table in the decision about forecasts. */
function figures() {
  const percent = (value: number): string => `${(value * 100).toFixed(1)}%`;
  const row = (name: string, outcomes: readonly Outcome[]) => ({
    name,
    forecasts: outcomes.length,
    median: percent(quantile(errorsOf(outcomes), 0.5)),
    four_in_five: percent(quantile(errorsOf(outcomes), 0.8)),
    within: percent(shareOf(outcomes, ({ within }) => within)),
    above: percent(shareOf(outcomes, ({ above }) => above)),
    margin: percent(
      quantile(
        outcomes.map(({ margin }) => margin),
        0.5,
      ),
    ),
  });
  const first = onDay(given, FIRST_FORECAST_DAY);
  const early = onDay(everything, FIRST_FORECAST_DAY).filter(({ enoughHistory }) => !enoughHistory);
  return [
    ...DAYS.map((day) => row(`day ${day}`, onDay(given, day))),
    ...KINDS.map((kind) =>
      row(
        `day ${FIRST_FORECAST_DAY}, ${kind}`,
        first.filter((one) => one.kind === kind),
      ),
    ),
    row(`day ${FIRST_FORECAST_DAY}, less than ${HISTORY_DAYS} days of history`, early),
  ];
}

describe('forecasts of generated months', () => {
  it('are good enough from the documented day on, and not before', () => {
    if (process.env.FORECAST_SEEDS !== undefined) console.table(figures());
    const goodEnough = (day: number): boolean => {
      const errors = errorsOf(onDay(given, day));
      return quantile(errors, 0.5) <= MEDIAN_BOUND && quantile(errors, 0.8) <= FOUR_IN_FIVE_BOUND;
    };
    expect(DAYS.filter((day) => day >= FIRST_FORECAST_DAY && !goodEnough(day))).toEqual([]);
    // The two days before are as near to the bound as these figures are exact.
    expect(DAYS.filter((day) => day < FIRST_FORECAST_DAY - 2 && goodEnough(day))).toEqual([]);
  });

  it('have a range that holds the month at least as often as it says, for every kind of history', () => {
    for (const day of DAYS.filter((one) => one >= FIRST_FORECAST_DAY)) {
      expect(shareOf(onDay(given, day), ({ within }) => within)).toBeGreaterThanOrEqual(0.85);
      for (const kind of KINDS) {
        const own = onDay(given, day).filter((one) => one.kind === kind);
        expect([kind, day, shareOf(own, ({ within }) => within) >= 0.7]).toEqual([kind, day, true]);
      }
    }
  });

  it('have a low end that at most one month in twenty stays below, so that alerts can be trusted', () => {
    for (const day of DAYS.filter((one) => one >= FIRST_FORECAST_DAY))
      expect(shareOf(onDay(given, day), ({ above }) => above)).toBeLessThanOrEqual(0.05);
  });

  it('would be twice as far off without four weeks of history', () => {
    const early = onDay(everything, FIRST_FORECAST_DAY).filter(({ enoughHistory }) => !enoughHistory);
    expect(early.length).toBeGreaterThan(20);
    expect(quantile(errorsOf(early), 0.5)).toBeGreaterThan(
      2 * quantile(errorsOf(onDay(given, FIRST_FORECAST_DAY)), 0.5),
    );
  });
});

describe('the day from which a forecast is given', () => {
  const since = (...days: string[]) => new Map(days.map((day) => [day, 1]));

  it('is the same in every month for an organization that has used Steward for long', () => {
    expect(forecastFrom(since('2026-08-03', '2026-11-30'), '2026-12-01')).toBe('2026-12-07');
    expect(forecastFrom(since('2026-08-03', '2026-11-30'), '2026-12-31')).toBe('2026-12-07');
    expect(forecastFrom(since('2027-12-01'), '2028-02-29')).toBe('2028-02-07');
  });

  it('comes after four weeks of usage, and never before the month is far enough', () => {
    expect(forecastFrom(since('2026-11-20'), '2026-12-01')).toBe('2026-12-18');
    expect(forecastFrom(since('2026-12-06'), '2026-12-15')).toBe('2027-01-07');
    expect(forecastFrom(since('2026-12-20'), '2026-12-31')).toBe('2027-01-17');
  });

  it('is not known where nothing was used before today', () => {
    expect(forecastFrom(new Map(), '2026-12-15')).toBeNull();
    expect(forecastFrom(since('2026-12-15'), '2026-12-15')).toBeNull();
  });
});
