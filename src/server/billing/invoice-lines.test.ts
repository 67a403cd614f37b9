import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriceTerms } from '../../contract/api/prices.ts';
import { sumOf } from './decimal.ts';
import { type BilledUsage, invoiceLines } from './invoice-lines.ts';

const CENT = 10_000n;
const NONE: PriceTerms = { allowances: [], tiers: [], taxes: [], payment_days: 30 };
const usage = (more: Partial<BilledUsage>): BilledUsage => ({
  category: 'tokens',
  kind: '',
  used_in: '2026-10',
  quantity: '0',
  cost_micros: '0',
  unit_price_micros: '0',
  ...more,
});

describe('an invoice', () => {
  it('is what one works out by hand: allowance, tiers, tax, credit, each line rounded once', () => {
    const terms: PriceTerms = {
      allowances: [{ category: 'tokens', kind: null, quantity: '1000' }],
      tiers: [
        { category: 'tokens', kind: null, from_quantity: '5000', discount_percent: '10' },
        { category: 'tokens', kind: null, from_quantity: '8000', discount_percent: '25' },
      ],
      taxes: [{ name: 'VAT', percent: '19' }],
      payment_days: 14,
    };
    const { lines, ...sums } = invoiceLines({
      month: '2026-10',
      terms,
      minor_unit: CENT,
      credit_balance_micros: 5_004_321n,
      usage: [
        // 10,000 tokens at 2,345.5 micro-units: 23.455 USD, half to even 23.46 (…455 is between 45 and 46: 23.455 → 23.46).
        usage({ quantity: '10000', cost_micros: '23455000', unit_price_micros: '2345.5' }),
        // 2.5 hours at 1.206: 3.015 USD, a tie: to the even 3.02.
        usage({
          category: 'compute',
          kind: 'g5.xlarge',
          quantity: '2.5',
          cost_micros: '3015000',
          unit_price_micros: '1206000',
        }),
        // Late, of September: 3 requests at 0.335 are 1.005 USD, a tie: to the even 1.00.
        usage({
          category: 'search',
          used_in: '2026-09',
          quantity: '3',
          cost_micros: '1005000',
          unit_price_micros: '335000',
        }),
      ],
    });
    expect(lines.map(({ type, quantity, amount_micros }) => [type, quantity, amount_micros])).toEqual([
      ['usage', '10000', '23460000'],
      ['usage', '2.5', '3020000'],
      ['late_usage', '3', '1000000'],
      // 1,000 of 10,000: 2.3455 → 2.35.
      ['allowance', '-1000', '-2350000'],
      // 5,000 to 8,000: 3,000 × 2,345.5 = 7.0365, a tenth of it 0.70365 → 0.70.
      ['tier', '3000', '-700000'],
      // 8,000 to 10,000: 4.691, a quarter of it 1.17275 → 1.17.
      ['tier', '2000', '-1170000'],
      // 19 % of 23.46 + 3.02 + 1.00 − 2.35 − 0.70 − 1.17 = 23.26: 4.4194 → 4.42.
      ['tax', null, '4420000'],
      // Of 5.004321, whole cents.
      ['credit', null, '-5000000'],
    ]);
    expect(sums).toEqual({
      subtotal_micros: 23_260_000n,
      tax_micros: 4_420_000n,
      credit_micros: 5_000_000n,
      total_micros: 22_680_000n,
    });
    expect(lines[2]?.description).toBe('Searches: late, used in September 2026');
  });

  it('takes nothing off twice: a tier lowers what the allowance leaves', () => {
    const { lines } = invoiceLines({
      month: '2026-10',
      minor_unit: CENT,
      credit_balance_micros: 0n,
      terms: {
        ...NONE,
        allowances: [{ category: 'tokens', kind: null, quantity: '600' }],
        tiers: [{ category: 'tokens', kind: null, from_quantity: '500', discount_percent: '100' }],
      },
      usage: [usage({ quantity: '1000', cost_micros: '10000000', unit_price_micros: '10000' })],
    });
    expect(lines.map((line) => line.amount_micros)).toEqual(['10000000', '-6000000', '-4000000']);
  });

  it('becomes a credit where corrections outweigh the month', () => {
    const made = invoiceLines({
      month: '2026-10',
      minor_unit: CENT,
      credit_balance_micros: 1_000_000n,
      terms: NONE,
      usage: [usage({ used_in: '2026-09', quantity: '-5', cost_micros: '-2500000' })],
    });
    expect([made.total_micros, made.credit_micros]).toEqual([0n, -2_500_000n]);
    expect(made.lines.at(-1)).toMatchObject({ type: 'credit', amount_micros: '2500000' });
  });

  it('is the sum of its lines, whatever was used and agreed, and uses no more credit than there is', () => {
    const category = fc.constantFrom('tokens' as const, 'search' as const, 'compute' as const);
    const kind = fc.constantFrom('', 'a', 'b');
    const decimal = fc.nat(2_000_000).map(String);
    const rows = fc.array(
      fc.record({
        category,
        kind,
        used_in: fc.constantFrom('2026-10', '2026-09'),
        quantity: fc.integer({ min: -10, max: 5_000_000 }).map(String),
        cost_micros: fc.bigInt(-1000n, 10n ** 12n).map(String),
        unit_price_micros: fc.constant(null),
      }),
      { maxLength: 12 },
    );
    const terms = fc.record({
      allowances: fc.uniqueArray(fc.record({ category, kind: fc.constant(null), quantity: decimal }), {
        selector: (one) => one.category,
      }),
      tiers: fc.array(
        fc.record({
          category,
          kind: fc.constant(null),
          from_quantity: decimal,
          discount_percent: fc.nat(100).map(String),
        }),
        { maxLength: 4 },
      ),
      taxes: fc.array(fc.record({ name: fc.constant('Tax'), percent: fc.constantFrom('0', '7.7', '19') }), {
        maxLength: 2,
      }),
      payment_days: fc.constant(30),
    });
    fc.assert(
      fc.property(
        rows,
        terms,
        fc.bigInt(0n, 10n ** 12n),
        fc.constantFrom(CENT, 1_000_000n),
        (used, agreed, balance, unit) => {
          const made = invoiceLines({
            month: '2026-10',
            usage: used,
            terms: agreed,
            credit_balance_micros: balance,
            minor_unit: unit,
          });
          expect(sumOf(made.lines.map((line) => line.amount_micros))).toBe(made.total_micros);
          for (const line of made.lines) expect(BigInt(line.amount_micros) % unit).toBe(0n);
          expect(made.total_micros >= 0n).toBe(true);
          expect(made.credit_micros <= balance).toBe(true);
          expect(made.subtotal_micros + made.tax_micros - made.credit_micros).toBe(made.total_micros);
        },
      ),
    );
  });
});
