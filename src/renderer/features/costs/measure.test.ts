import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalOf } from '../../lib/money.ts';
import { millionthsOf, plainDecimal, usageMeasure } from './measure.ts';

it('reads a quantity exactly and writes it as it was', () => {
  const millionths = fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }).map(String);
  fc.assert(
    fc.property(millionths, (amount) => {
      expect(millionthsOf(decimalOf(amount))).toBe(amount);
      expect(millionthsOf(plainDecimal(amount))).toBe(amount);
    }),
  );
  expect(plainDecimal('12500000')).toBe('12.5');
  expect(plainDecimal('0')).toBe('0');
  expect(plainDecimal('1000000000')).toBe('1000');
});

it('says what a quantity counts', () => {
  const { format, change } = usageMeasure('compute');
  expect(format('1204500000')).toBe('1,204.5 hours');
  expect(change('1000000')).toBe('+1 hours');
  expect(change('-1000000')).toBe('-1 hours');
});
