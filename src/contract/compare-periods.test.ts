import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, addMonths, type DayRange, dayOf, daysBetween, firstDay, lastDay, monthOf } from './calendar.ts';
import { type Comparison, comparePeriods, levelDays } from './compare-periods.ts';

const show = (comparison: Comparison): string =>
  comparison.reason ??
  `${comparison.compared.from}..${comparison.compared.to} vs ${comparison.earlier.from}..${comparison.earlier.to}`;
const compare = (from: string, to: string, today: string) => show(comparePeriods({ from, to }, today));

it.each([
  [
    'a month that is over',
    '2026-11-01',
    '2026-11-30',
    '2026-12-01',
    '2026-11-01..2026-11-30 vs 2026-10-01..2026-10-31',
  ],
  ['the month so far', '2026-12-01', '2026-12-13', '2026-12-13', '2026-12-01..2026-12-12 vs 2026-11-01..2026-11-12'],
  ['all of the month', '2026-12-01', '2026-12-31', '2026-12-13', '2026-12-01..2026-12-12 vs 2026-11-01..2026-11-12'],
  ['its first day', '2026-12-01', '2026-12-01', '2026-12-01', 'no_full_day'],
  ['its last day', '2026-12-01', '2026-12-31', '2026-12-31', '2026-12-01..2026-12-30 vs 2026-11-01..2026-11-30'],
  ['a shorter month', '2026-03-01', '2026-03-31', '2026-03-31', '2026-03-01..2026-03-28 vs 2026-02-01..2026-02-28'],
  ['a leap year', '2028-03-01', '2028-03-31', '2028-03-31', '2028-03-01..2028-03-29 vs 2028-02-01..2028-02-29'],
  ['February 29', '2028-02-01', '2028-02-29', '2028-02-29', '2028-02-01..2028-02-28 vs 2028-01-01..2028-01-28'],
  ['a new year', '2027-01-01', '2027-01-02', '2027-01-02', '2027-01-01..2027-01-01 vs 2026-12-01..2026-12-01'],
  ['a quarter', '2026-07-01', '2026-09-30', '2026-12-01', '2026-07-01..2026-09-30 vs 2026-04-01..2026-06-30'],
  ['three months', '2026-10-01', '2026-12-12', '2026-12-12', '2026-10-01..2026-12-11 vs 2026-07-20..2026-09-29'],
  ['seven days', '2026-11-25', '2026-12-01', '2026-12-01', '2026-11-25..2026-11-30 vs 2026-11-18..2026-11-23'],
  ['past days', '2026-11-10', '2026-11-12', '2026-12-01', '2026-11-10..2026-11-12 vs 2026-11-07..2026-11-09'],
  ['today', '2026-12-02', '2026-12-02', '2026-12-02', 'no_full_day'],
  ['tomorrow', '2026-12-03', '2026-12-05', '2026-12-02', 'not_begun'],
  ['the first month', '2000-01-01', '2000-01-31', '2026-12-02', 'no_days_before'],
])('compares like with like: %s', (_, from, to, today, expected) => {
  expect(compare(from, to, today)).toBe(expected);
});

const day = fc.integer({ min: Date.UTC(2003, 0, 1), max: Date.UTC(2199, 0, 1) }).map(dayOf);
const period = fc
  .tuple(day, fc.integer({ min: 0, max: 400 }))
  .map(([from, length]): DayRange => ({ from, to: addDays(from, length) }));
const month = fc
  .tuple(day, fc.integer({ min: 0, max: 12 }))
  .map(([from, more]) => ({ from: firstDay(monthOf(from)), to: lastDay(addMonths(monthOf(from), more)) }));
/** A day before, in or after a period. */
const around = fc
  .tuple(fc.oneof(period, month), fc.integer({ min: -3, max: 420 }))
  .map(([range, days]) => ({ range, today: addDays(range.from, days) }));

it('compares full days only, with as many days right before, or whole months with whole months', () => {
  fc.assert(
    fc.property(around, ({ range, today }) => {
      const found = comparePeriods(range, today);
      if (found.reason !== undefined) {
        expect(found.reason).toBe(range.from > today ? 'not_begun' : 'no_full_day');
        expect(range.from >= today).toBe(true);
        return;
      }
      const { compared, earlier } = found;
      expect(compared.from).toBe(range.from);
      expect(compared.to <= range.to && compared.to < today).toBe(true);
      expect(earlier.to < compared.from).toBe(true);
      const isWhole = ({ from, to }: DayRange) => from.endsWith('-01') && to === lastDay(monthOf(to));
      if (!(isWhole(compared) && isWhole(earlier)))
        expect(daysBetween(earlier.from, earlier.to)).toBe(daysBetween(compared.from, compared.to));
    }),
    { numRuns: 2000 },
  );
});

it('decides the same in every time zone', () => {
  const before = process.env.TZ;
  try {
    for (const zone of ['Pacific/Auckland', 'Asia/Kolkata', 'Pacific/Honolulu', 'Europe/Berlin']) {
      process.env.TZ = zone;
      expect(compare('2026-03-01', '2026-03-31', '2026-03-30')).toBe(
        '2026-03-01..2026-03-28 vs 2026-02-01..2026-02-28',
      );
      expect(compare('2026-10-01', '2026-10-31', '2026-11-01')).toBe(
        '2026-10-01..2026-10-31 vs 2026-09-01..2026-09-30',
      );
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

it.each([
  ['on the 1st', '2026-12-01', '2026-12-01', '2026-12-01', '2026-12-01', '2026-11-01'],
  ['within a month', '2026-12-01', '2026-12-13', '2026-12-13', '2026-12-13', '2026-11-13'],
  ['past the end of a shorter month', '2026-03-01', '2026-03-31', '2026-03-31', '2026-03-31', '2026-02-28'],
  ['of a month that is over', '2026-11-01', '2026-11-30', '2026-12-01', '2026-11-30', '2026-10-31'],
  ['of other days', '2026-11-10', '2026-11-12', '2026-12-01', '2026-11-12', '2026-11-09'],
])('reads a level at the same point of the period before: %s', (_, from, to, today, at, earlier) => {
  expect(levelDays({ from, to }, today)).toEqual({ at, earlier });
});

it('reads no level before a period begins', () => {
  expect(levelDays({ from: '2026-12-02', to: '2026-12-03' }, '2026-12-01')).toBeNull();
});
