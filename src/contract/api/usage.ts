import { z } from 'zod';
import { id, line, orgParams, timeInput } from '../common.ts';
import { problemDetail } from '../errors.ts';
import { currency, micros, moneyLine } from '../money.ts';
import { defineRoute } from '../route.ts';
import { type UsageCategory, usageCategories } from '../vocabulary.ts';

export { type UsageCategory, usageCategories } from '../vocabulary.ts';
export const usageCategory = z.enum(usageCategories);

/** What a quantity of each category counts. */
export const USAGE_UNITS: Readonly<Record<UsageCategory, string>> = {
  prediction: 'requests',
  search: 'requests',
  training: 'hours',
  storage: 'inputs',
  compute: 'hours',
  tokens: 'tokens',
};

/** A decimal, as a string or a number: not negative, at most 15 digits before and 6 after the point. */
const quantity = z
  .union([z.number().finite(), z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, 'is not a decimal with at most 6 places')])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, 'is negative, too large, or has more than 6 places'));

const signedQuantity = z
  .union([z.number().finite(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'is not a decimal with at most 15 digits and 6 places'));

const eventId = z.string().regex(/^[\w.:-]{1,80}$/, 'use 1 to 80 letters, digits, "_", ".", ":" or "-"');

export const usageEvent = z.strictObject({
  id: eventId,
  timestamp: timeInput,
  user_id: id,
  app_id: id.optional(),
  category: usageCategory,
  kind: line(60).optional(),
  model_id: line(80).optional(),
  model_type: line(80).optional(),
  quantity,
});
export type UsageEvent = z.output<typeof usageEvent>;

/**
 * Corrects an event by a difference: `-2` takes two away, `0.5` adds a half. It has an id of its own, so that sending it
 * again changes nothing; it takes everything else, and the price, from the event that it corrects, which stays as it is.
 * All corrections of an event together never take away more than it counted.
 */
export const usageCorrection = z.strictObject({
  id: eventId,
  corrects: eventId,
  quantity: signedQuantity,
  reason: moneyLine(200).optional(),
});
export type UsageCorrection = z.output<typeof usageCorrection>;

/** What the organization has spent this month against the limit that it has set itself. Usage is recorded all the same. */
export const spendLimitState = z.object({
  currency,
  limit_micros: micros,
  spent_micros: micros,
  over: z.boolean(),
});

export type SpendLimitState = z.infer<typeof spendLimitState>;

export const usageRecord = defineRoute('usage.record', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/usage_events',
  summary:
    'Record metered usage and corrections; deduplicated by event id; refused rows are named and the rest kept (207)',
  access: { for: 'organization', action: 'record_usage' },
  params: orgParams,
  body: z.strictObject({ events: z.array(z.unknown()).min(1).max(10_000) }),
  answer: z.object({
    accepted: z.number().int(),
    duplicates: z.number().int(),
    refused: z.array(z.object({ index: z.number().int(), details: z.array(problemDetail) })),
    /** Of the accepted ones, those of a month that is already invoiced: they stand on the next invoice. */
    late: z.number().int(),
    spend_limit: spendLimitState.nullable(),
  }),
  keepsAccess: true,
  lock: 'none',
  bodyLimit: 8 * 1024 * 1024,
});
