import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainChange } from './changes.ts';
import { sumOf } from './decimal.ts';

describe('what changed', () => {
  it('adds up to the difference exactly, largest first, in at most eleven lines', () => {
    const amount = fc.bigInt(0n, 10n ** 15n);
    const rows = fc.array(fc.record({ id: fc.string(), name: fc.string(), before: amount, after: amount }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, (given) => {
        const listed = explainChange(given, (count) => `${count} others`);
        const whole = given.reduce((sum, row) => sum + row.after - row.before, 0n);
        expect(sumOf(listed.map((row) => row.difference_micros))).toBe(whole);
        expect(listed.length).toBeLessThanOrEqual(11);
        const sizes = listed.slice(0, 10).map((row) => BigInt(row.difference_micros.replace('-', '')));
        expect(sizes).toEqual([...sizes].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
      }),
    );
  });
});
