import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  divideHalfEven,
  formatAmount,
  formatDecimal,
  minorUnit,
  parseDecimal,
  plainDecimal,
  roundToMinor,
} from './decimal.ts';

describe('decimals', () => {
  it('come back as they were written', () => {
    const millionths = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    fc.assert(fc.property(millionths, (value) => parseDecimal(formatDecimal(value)) === value));
    expect(['0.000001', '-12.5', '3.000000', '0'].map((text) => formatDecimal(parseDecimal(text)))).toEqual([
      '0.000001',
      '-12.5',
      '3',
      '0',
    ]);
    for (const text of ['', '1.', '.5', '1e3', '1.0000001', ' 1', '+1', '--1'])
      expect(() => parseDecimal(text)).toThrow(RangeError);
  });

  it('lose the zeros that mean nothing, and no others', () => {
    expect(['100', '12.500000', '7.000000', '0.000000', '-0.100000'].map(plainDecimal)).toEqual([
      '100',
      '12.5',
      '7',
      '0',
      '-0.1',
    ]);
  });

  it.each([
    ['0.5', 0],
    ['1.5', 2],
    ['2.5', 2],
    ['3.5', 4],
    ['-0.5', 0],
    ['-1.5', -2],
    ['-2.5', -2],
    ['2.500001', 3],
    ['2.499999', 2],
  ])('round %s to %d: half to even', (text, expected) => {
    expect(divideHalfEven(parseDecimal(text), 1_000_000n)).toBe(BigInt(expected));
  });

  it('are never further from what they round than a half, and turn around with their sign', () => {
    const numbers = fc.tuple(fc.bigInt(-(10n ** 24n), 10n ** 24n), fc.bigInt(1n, 10n ** 12n));
    fc.assert(
      fc.property(numbers, ([numerator, denominator]) => {
        const rounded = divideHalfEven(numerator, denominator);
        const off = numerator - rounded * denominator;
        const twice = (off < 0n ? -off : off) * 2n;
        expect(twice <= denominator).toBe(true);
        if (twice === denominator) expect(rounded % 2n).toBe(0n);
        expect(divideHalfEven(-numerator, denominator)).toBe(-rounded);
      }),
    );
  });

  it('know the smallest coin of a currency', () => {
    expect(['USD', 'EUR', 'JPY', 'BHD'].map(minorUnit)).toEqual([10_000n, 10_000n, 1_000_000n, 1_000n]);
    expect([15_000n, 25_000n, -25_000n, 25_001n].map((micros) => roundToMinor(micros, 10_000n))).toEqual([
      20_000n,
      20_000n,
      -20_000n,
      30_000n,
    ]);
    expect(formatAmount(1_234_567_890_000n, 'USD')).toBe('1,234,567.89');
    expect(formatAmount(-1_000_000n, 'JPY')).toBe('-1');
  });
});
