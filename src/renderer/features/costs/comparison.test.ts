import { expect, it } from 'vitest';
import { comparePeriods } from '../../../contract/compare-periods.ts';
import { comparisonOf, versus } from './comparison.ts';

function text(from: string, to: string, today: string): string {
  const found = comparePeriods({ from, to }, today);
  return found.reason ?? versus(found);
}

it('names what a period is compared with', () => {
  expect(text('2026-11-01', '2026-11-30', '2026-12-01')).toBe('vs. Oct');
  expect(text('2026-12-01', '2026-12-13', '2026-12-13')).toBe('vs. first 12 days of Nov');
  expect(text('2026-12-01', '2026-12-02', '2026-12-02')).toBe('vs. first day of Nov');
  expect(text('2026-03-01', '2026-03-31', '2026-03-31')).toBe('vs. Feb (first 28 days)');
  expect(text('2027-01-01', '2027-01-10', '2027-01-10')).toBe('vs. first 9 days of Dec');
  expect(versus({ compared: november, earlier: { from: '2025-11-01', to: '2025-11-30' } })).toBe('vs. Nov 2025');
  expect(text('2026-11-10', '2026-11-12', '2026-12-01')).toMatch(/^vs\. .*7.* – .*9.*2026$/);
});

const december = { from: '2026-12-01', to: '2026-12-01' };
const november = { from: '2026-11-01', to: '2026-11-30' };
const at = Date.parse('2026-12-01T00:10:00Z');

it('has a reason where there is nothing to compare, and never a percentage', () => {
  expect(comparisonOf(december, { total_micros: '5' }, at)).toEqual({
    reason: 'No day of this period is over in UTC yet.',
  });
  expect(comparisonOf({ from: '2026-12-02', to: '2026-12-02' }, { total_micros: '0' }, at)).toEqual({
    reason: 'This period has not begun in UTC yet.',
  });
  const previous = { from: '2026-10-01', to: '2026-10-31', total_micros: '0' };
  expect(comparisonOf(november, { previous, total_micros: '5' }, at)).toEqual({
    reason: 'No usage in Oct',
  });
});

it('takes all of the period where an older server names the earlier one alone', () => {
  const previous = { from: '2026-10-02', to: '2026-10-31', total_micros: '4' };
  expect(comparisonOf(november, { previous, total_micros: '5' }, at)).toEqual({
    compared: november,
    earlier: { from: '2026-10-02', to: '2026-10-31' },
    after: '5',
    before: '4',
  });
});
