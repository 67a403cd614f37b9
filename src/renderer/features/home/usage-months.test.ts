import { expect, it } from 'vitest';
import { type CategoryUsage, monthName, summarizeUsage } from './usage-months.ts';

const usage = (...quantities: number[]): CategoryUsage => ({
  category: 'compute',
  unit: 'hours',
  months: quantities.map((quantity, i) => ({ month: `2026-${String(i + 6).padStart(2, '0')}`, quantity, events: 1 })),
});
const now = Date.parse('2026-11-24T12:00:00Z');

it('compares the latest month with the one before and says when it is still running', () => {
  expect(summarizeUsage(usage(1, 2, 3, 4, 40, 30), now)).toEqual({
    latest: 30,
    change: -10,
    share: -0.25,
    running: true,
    empty: false,
  });
  expect(summarizeUsage(usage(5), now)).toMatchObject({ latest: 5, change: 5, share: null, running: false });
  expect(summarizeUsage(usage(), now)).toMatchObject({ latest: 0, empty: true });
});

it('names months whatever the time zone', () => {
  expect(monthName('2026-11', 'short')).toBe('Nov');
  expect(monthName('2026-01-01', 'long')).toBe('January 2026');
  expect(monthName('soon', 'short')).toBe('soon');
});
