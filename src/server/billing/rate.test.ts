import { describe, expect, it } from 'vitest';
import { choosePrice, type PriceEntry, rate, unitPriceOf } from './rate.ts';

const price = (unit: string, more: Partial<PriceEntry> = {}): PriceEntry => ({
  category: 'tokens',
  kind: '',
  model_type: '',
  valid_from: '2026-01-01T00:00:00.000000Z',
  valid_to: null,
  unit_price_micros: unit,
  ...more,
});
const event = (more: object = {}) => ({ category: 'tokens', timestamp: '2026-06-15T12:00:00.000000Z', ...more });

describe('the price of an event', () => {
  it.each([
    ['the category alone', event(), '1'],
    ['a model type before the category', event({ model_type: 'large' }), '2'],
    ['a kind before a model type', event({ kind: 'output', model_type: 'small' }), '3'],
    ['both together before all', event({ kind: 'output', model_type: 'large' }), '4'],
    ['nothing of another category', event({ category: 'search' }), undefined],
  ])('is that of %s', (_, given, expected) => {
    const list = [
      price('1'),
      price('2', { model_type: 'large' }),
      price('3', { kind: 'output' }),
      price('4', { kind: 'output', model_type: 'large' }),
    ];
    expect(choosePrice(list, given)?.unit_price_micros).toBe(expected);
  });

  it('is the one that was valid then: from its first microsecond until before its end', () => {
    const list = [
      price('1', { valid_to: '2026-03-01T00:00:00.000000Z' }),
      price('2', { valid_from: '2026-02-01T00:00:00.000000Z', valid_to: '2026-04-01T00:00:00.000000Z' }),
    ];
    const at = (timestamp: string) => choosePrice(list, event({ timestamp }))?.unit_price_micros;
    expect(at('2025-12-31T23:59:59.999999Z')).toBeUndefined();
    expect(at('2026-01-31T23:59:59.999999Z')).toBe('1');
    expect(at('2026-02-01T00:00:00.000000Z')).toBe('2');
    expect(at('2026-03-31T23:59:59.999999Z')).toBe('2');
    expect(at('2026-04-01T00:00:00.000000Z')).toBeUndefined();
  });

  it("is the organization's own before the standard one, and nothing where neither has one", () => {
    expect(unitPriceOf([price('7')], [price('1', { kind: 'output' })], event({ kind: 'output' }))).toBe('7');
    expect(unitPriceOf([], [price('1')], event())).toBe('1');
    expect(unitPriceOf([], [], event())).toBe('0');
  });

  it.each([
    ['1', '0.5', 0n],
    ['3', '0.5', 2n],
    ['5', '0.5', 2n],
    ['-5', '0.5', -2n],
    ['0.000001', '1000000', 1n],
    ['999999999999999.999999', '999999999999.999999', 999_999_999_999_999_998_999_000_000n],
  ])('rates %s at %s to %d whole micro-units', (quantity, unit, expected) => {
    expect(rate(quantity, unit)).toBe(expected);
  });
});
