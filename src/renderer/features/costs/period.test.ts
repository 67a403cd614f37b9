import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_RANGE_DAYS } from '../../../contract/vocabulary.ts';
import { dayOf, daysIn, daysSoFar, eachDay, monthOf, periodAt, periodOf } from './period.ts';

const NOW = Date.parse('2026-11-24T16:00:00Z');
const day = fc.integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2199, 0, 1) }).map(dayOf);

it('is the month so far, unless the address says otherwise', () => {
  expect(periodOf({}, NOW)).toEqual({ from: '2026-11-01', to: '2026-11-24' });
  expect(periodOf({ from: '2026-10-05' }, NOW)).toEqual({ from: '2026-10-05', to: '2026-11-24' });
  expect(periodOf({ to: '2026-10-05' }, NOW)).toEqual({ from: '2026-10-01', to: '2026-10-05' });
  expect(monthOf(NOW, 9)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
});

it('is always one that the API takes', () => {
  fc.assert(
    fc.property(fc.option(day, { nil: undefined }), fc.option(day, { nil: undefined }), (from, to) => {
      const period = periodOf({ from, to }, NOW);
      expect(period.from <= period.to).toBe(true);
      expect(daysIn(period)).toBeLessThanOrEqual(MAX_RANGE_DAYS);
      expect(eachDay(period).at(-1)).toBe(period.to);
    }),
  );
});

it('narrows to the part of a month that the period has', () => {
  const period = { from: '2026-08-10', to: '2026-11-24' };
  expect(periodAt(period, '2026-08')).toEqual({ from: '2026-08-10', to: '2026-08-31' });
  expect(periodAt(period, '2026-09-02')).toEqual({ from: '2026-09-02', to: '2026-09-02' });
  expect(periodAt(period, undefined)).toEqual(period);
});

it('averages over the days that have begun', () => {
  expect(daysSoFar({ from: '2026-11-01', to: '2026-11-30' }, NOW)).toBe(24);
  expect(daysSoFar({ from: '2026-10-01', to: '2026-10-31' }, NOW)).toBe(31);
  expect(daysSoFar({ from: '2026-12-01', to: '2026-12-31' }, NOW)).toBe(31);
});
