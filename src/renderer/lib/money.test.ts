import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setLocale } from './locale.ts';
import {
  changePercent,
  decimalOf,
  exactMoney,
  formatMoney,
  formatMoneyChange,
  moneyInput,
  parseMoney,
  perDay,
  sumMicros,
} from './money.ts';

beforeEach(() => setLocale('en-US'));
afterEach(() => setLocale('system'));

describe('formatMoney', () => {
  it.each([
    ['0', 'USD', '$0.00'],
    ['1204500000', 'USD', '$1,204.50'],
    ['-5000', 'USD', '-$0.01'],
    ['4999', 'USD', '$0.00'],
    ['1500000', 'JPY', '¥2'],
    ['1234500', 'KWD', 'KWD\u00a01.235'],
  ])('%s %s is %s', (micros, currency, text) => expect(formatMoney(micros, currency)).toBe(text));

  it('keeps every digit of sums that a double cannot hold', () => {
    expect(exactMoney('123456789012345678901234567', 'USD')).toBe('$123,456,789,012,345,678,901.234567');
  });

  it('follows the locale that was set', () => {
    setLocale('de-DE');
    expect(formatMoney('1204500000', 'EUR')).toBe('1.204,50\u00a0€');
  });
});

it('shows differences with their sign', () => {
  expect(formatMoneyChange('12000000', 'USD')).toBe('+$12.00');
  expect(formatMoneyChange('-3500000', 'USD')).toBe('-$3.50');
  expect(formatMoneyChange('0', 'USD')).toBe('$0.00');
});

it('is the same amount as a decimal and back, whatever its size', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }), (value) => {
      const [whole = '', fraction = ''] = decimalOf(String(value)).split('.');
      expect(BigInt(whole.replace('-', '') + fraction)).toBe(value < 0n ? -value : value);
    }),
  );
});

it('reads what it writes for typing', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999_999n }), (value) => {
      expect(parseMoney(moneyInput(String(value)))).toBe(String(value));
    }),
  );
});

it.each([
  ['1,200.50', '1200500000'],
  [' 12 ', '12000000'],
  ['0', null],
  ['-3', null],
  ['1,5', null],
  ['1.2345678', null],
  ['', null],
])('reads %j as %s', (text, micros) => expect(parseMoney(text)).toBe(micros));

it('adds and divides without loss', () => {
  expect(sumMicros(['9007199254740993', '1', '-2'])).toBe('9007199254740992');
  expect(perDay('10', 4)).toBe('3');
  expect(perDay('-10', 4)).toBe('-3');
  expect(changePercent('8000000', '9000000')).toBe(12.5);
  expect(changePercent('0', '1')).toBeNull();
});
