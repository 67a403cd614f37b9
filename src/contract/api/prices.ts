import { z } from 'zod';
import { orgParams, time } from '../common.ts';
import { currency, decimal } from '../money.ts';
import { defineRoute } from '../route.ts';
import { viewMoney } from './costs.ts';
import { usageCategory } from './usage.ts';

/** The most particular price that fits an event and was valid at its time counts; an organization's own come first. */
export const price = z.object({
  category: usageCategory,
  kind: z.string().nullable(),
  model_type: z.string().nullable(),
  unit: z.string(),
  unit_price_micros: decimal,
  valid_from: time,
  /** Null while nothing ends it. */
  valid_to: time.nullable(),
  source: z.enum(['standard', 'organization']),
});
export type Price = z.infer<typeof price>;

/** What the invoice of a month takes off or adds, line by line. */
export const priceTerms = z.object({
  allowances: z.array(z.object({ category: usageCategory, kind: z.string().nullable(), quantity: decimal })),
  /** From this quantity of a month on, each further unit costs so much less. */
  tiers: z.array(
    z.object({
      category: usageCategory,
      kind: z.string().nullable(),
      from_quantity: decimal,
      discount_percent: decimal,
    }),
  ),
  taxes: z.array(z.object({ name: z.string(), percent: decimal })),
  /** Days between issue and due date. */
  payment_days: z.number().int(),
});
export type PriceTerms = z.infer<typeof priceTerms>;

export const pricesGet = defineRoute('prices.get', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/prices',
  summary: 'The prices that hold for the organization, with allowances, tiers and taxes; the operator sets them',
  access: viewMoney,
  params: orgParams,
  answer: z.object({ currency, prices: z.array(price), terms: priceTerms }),
  offline: true,
});
