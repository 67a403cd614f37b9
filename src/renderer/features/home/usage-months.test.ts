import { expect, it } from 'vitest';
import { type CategoryUsage, monthName, summarizeUsage } from './usage-months.ts';

const months = (...quantities: number[]): CategoryUsage['months'] =>
  quantities.map((quantity, i) => ({ month: `2026-${String(i + 7).padStart(2, '0')}`, quantity, events: 1 }));
const usage = (more: Partial<CategoryUsage>): CategoryUsage => ({
  category: 'compute',
  unit: 'hours',
  months: months(1, 2, 3, 4, 40, 30),
  ...more,
});
const days = (from: string, to: string, quantity: number) => ({ from, to, quantity });
const at = (time: string) => Date.parse(time);

it('compares full days with as many of the month before', () => {
  const compared = days('2026-12-01', '2026-12-12', 27);
  const previous = days('2026-11-01', '2026-11-12', 20);
  const summary = summarizeUsage(usage({ compared, previous }), at('2026-12-13T12:00:00Z'));
  expect(summary).toMatchObject({ latest: 30, when: 'in Dec so far', running: true, reason: undefined });
  expect(summary.change).toMatchObject({ share: 0.35, versus: 'vs. first 12 days of Nov' });
});

it('has a reason instead of a change where nothing compares', () => {
  const none = { compared: null, previous: null };
  const first = summarizeUsage(usage(none), at('2026-12-01T00:10:00Z'));
  expect(first.change).toBeNull();
  expect(first.reason).toMatch(/^Comparisons start on .*2.* \(UTC\), after its first full day\.$/);
  const unused = { compared: days('2026-12-01', '2026-12-01', 5), previous: days('2026-11-01', '2026-11-01', 0) };
  expect(summarizeUsage(usage(unused), at('2026-12-02T00:10:00Z'))).toMatchObject({
    change: null,
    reason: 'No usage in the first day of Nov',
  });
  expect(summarizeUsage(usage({}), at('2026-12-02T00:10:00Z'))).toMatchObject({ change: null, reason: undefined });
});

it('compares a level with what it was at the same point, on the 1st as well', () => {
  const compared = days('2026-12-01', '2026-12-01', 1100);
  const previous = days('2026-11-01', '2026-11-01', 1000);
  const stored = usage({ category: 'storage', unit: 'inputs', compared, previous });
  const summary = summarizeUsage(stored, at('2026-12-01T00:10:00Z'));
  expect(summary.when).toBe('now');
  expect(summary.change?.share).toBeCloseTo(0.1);
  expect(summary.change?.versus).toMatch(/^vs\. (1 Nov|Nov 1)$/);
});

it('names months whatever the time zone', () => {
  expect(monthName('2026-11', 'short')).toBe('Nov');
  expect(monthName('2026-01-01', 'long')).toBe('January 2026');
  expect(monthName('soon', 'short')).toBe('soon');
});
