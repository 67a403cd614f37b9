import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupByDay } from './group-by-day.ts';

const NOON = new Date(2026, 10, 24, 12).getTime();
const HOUR = 3_600_000;
const row = (hoursAgo: number) => ({ created_at: new Date(NOON - hoursAgo * HOUR).toISOString() });
const names = (...hours: number[]) => groupByDay(hours.map(row), NOON).map(({ name, rows }) => [name, rows.length]);

it('names days as the reader’s calendar has them, not by hours', () => {
  expect(names(-0.1, 0, 11.9, 12.1, 35, 36.5)).toEqual([
    ['Today', 3],
    ['Yesterday', 2],
    [expect.stringContaining('22'), 1],
  ]);
  expect(names(24 * 400)[0]?.[0]).toContain('2025');
});

it('keeps every row, in its order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 24 * 500 }), { maxLength: 30 }), (hours) => {
      const rows = hours.sort((a, b) => a - b).map(row);
      expect(groupByDay(rows, NOON).flatMap((day) => day.rows)).toEqual(rows);
    }),
    { seed: 20261124 },
  );
});
