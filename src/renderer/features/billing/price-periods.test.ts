import { describe, expect, it } from 'vitest';
import type { Price } from '../../../contract/api/prices.ts';
import { pricePeriods } from './price-periods.ts';
import { termSentences } from './prices-tab.tsx';
import { priceDecimal } from './unit-price.ts';

const NOW = '2026-11-24T12:00:00.000Z';
const price = (valid_from: string, more: Partial<Price> = {}): Price => ({
  category: 'compute',
  kind: null,
  model_type: null,
  unit: 'hours',
  unit_price_micros: '1000000',
  valid_from: `${valid_from}T00:00:00.000000Z`,
  valid_to: null,
  source: 'standard',
  ...more,
});
const shown = (prices: readonly Price[]) =>
  pricePeriods(prices, NOW).map(({ valid_from, until, state, replaced }) => [
    valid_from.slice(0, 10),
    until?.slice(0, 10) ?? null,
    state,
    replaced,
  ]);

describe('the time of a price', () => {
  it('ends where a later one for the same begins, or earlier where that was agreed', () => {
    const gap = price('2026-01-01', { valid_to: '2026-03-01T00:00:00.000000Z' });
    expect(shown([gap, price('2026-05-01'), price('2026-12-01')])).toEqual([
      ['2026-05-01', '2026-12-01', 'current', false],
      ['2026-12-01', null, 'coming', false],
      ['2026-01-01', '2026-03-01', 'past', false],
    ]);
  });

  it('is not ended by the price of something else; one’s own comes before every standard one that it covers', () => {
    const own = price('2026-10-01', { source: 'organization' });
    const deep = price('2026-02-01', { kind: 'g5.xlarge' });
    const tokens = price('2026-02-01', { category: 'tokens' });
    expect(shown([price('2026-01-01'), deep, tokens, own])).toEqual([
      ['2026-01-01', null, 'current', true],
      ['2026-10-01', null, 'current', false],
      ['2026-02-01', null, 'current', true],
      ['2026-02-01', null, 'current', false],
    ]);
    const narrow = price('2026-10-01', { source: 'organization', kind: 'g5.xlarge' });
    expect(shown([price('2026-01-01'), narrow]).map((row) => row[3])).toEqual([false, false]);
  });
});

it('writes a price with all its places, and terms as sentences', () => {
  expect(['0.6', '1206000', '1.5', '37600', '0.000001'].map(priceDecimal)).toEqual([
    '0.0000006',
    '1.206000',
    '0.0000015',
    '0.037600',
    '0.000000000001',
  ]);
  expect(
    termSentences({
      allowances: [{ category: 'search', kind: null, quantity: '5000' }],
      tiers: [{ category: 'tokens', kind: 'output', from_quantity: '5000000', discount_percent: '10' }],
      taxes: [{ name: 'VAT', percent: '19' }],
      payment_days: 1,
    }),
  ).toEqual([
    'Searches: 5,000 requests a month are free.',
    'Tokens, output: 10% less from 5,000,000 tokens a month on.',
    'VAT: 19% on what is left after allowances and discounts.',
    'Invoices are due 1 day after they are issued.',
  ]);
});
