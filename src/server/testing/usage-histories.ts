import { addDays, daysBetween, listDays, periodOf, weekday } from '../billing/months.ts';
import { createRandom, type Random } from '../sample-data/random.ts';

/** What each day costs, by the number of days since the history began. */
type Course = (day: string, age: number) => number;

/** How long before the month a history begins. */
const DAYS_BEFORE = 240;
const MEAN = 1000;

const weekly = (day: string): number => (weekday(day) === 0 || weekday(day) === 6 ? 0.3 : 1);
/** A day is a fifth more or less than its like. */
const jitter = (random: Random): number => 0.8 + random.next() * 0.4;
const bell = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
const changing =
  (random: Random, daily: number): Course =>
  (day, age) =>
    MEAN * weekly(day) * Math.exp(daily * age) * jitter(random);
/** Between 5 and 30% a month. */
const rateOf = (random: Random): number => Math.log(1.05 + random.next() * 0.25) / 30;

/** The kinds of histories that forecasts are tested on. All have weekends. */
export const HISTORIES = {
  steady: (random) => changing(random, 0),
  growing: (random) => changing(random, rateOf(random)),
  shrinking: (random) => changing(random, -rateOf(random)),
  /** On one day in twenty a batch runs that costs three to six times as much. */
  bursts: (random) => (day) => MEAN * weekly(day) * jitter(random) * (random.next() < 0.05 ? 3 + random.next() * 3 : 1),
  /** Days differ by a factor of 1.8 (one standard deviation). */
  erratic: (random) => (day) => MEAN * weekly(day) * Math.exp(0.6 * bell(random)),
  /** An app is added or removed in the four months around the forecast. */
  shifted: (random) => {
    const at = DAYS_BEFORE / 2 + random.between(0, 119);
    const factor = random.next() < 0.5 ? 0.5 : 1.8;
    return (day, age) => MEAN * weekly(day) * jitter(random) * (age < at ? 1 : factor);
  },
  /** An organization that began in the two months before and takes one to five weeks to settle in. */
  new: (random) => {
    const begin = DAYS_BEFORE - random.between(0, 59);
    const settled = 7 + random.next() * 30;
    return (day, age) =>
      age < begin ? 0 : MEAN * weekly(day) * jitter(random) * Math.min(1, (age - begin + 1) / settled);
  },
} as const satisfies Record<string, (random: Random) => Course>;
export type HistoryKind = keyof typeof HISTORIES;

/** Costs by day until the end of a month, in whole numbers; the same seed gives the same history. Days without usage are missing. */
export function makeHistory(kind: HistoryKind, month: string, seed: number): ReadonlyMap<string, number> {
  const { from, to } = periodOf(month);
  const begin = addDays(from, -DAYS_BEFORE);
  const course = HISTORIES[kind](createRandom(seed));
  const days = listDays(begin, to).map((day) => [day, Math.round(course(day, daysBetween(begin, day) - 1))] as const);
  return new Map(days.filter(([, cost]) => cost > 0));
}
