import { z } from 'zod';
import { abilities, email, id, newId, orgParams, pageQuery, time } from '../common.ts';
import { currency, micros, microsInput, moneyLine, month } from '../money.ts';
import { defineRoute } from '../route.ts';
import { forecastFrom, forecastRange, viewMoney } from './costs.ts';

export const manageMoney = { for: 'organization', action: 'manage_billing' } as const;

/** What a budget watches: all of the organization, or one of its teams, members or apps. */
const budgetScope = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('organization') }),
  z.strictObject({ type: z.literal('team'), id }),
  z.strictObject({ type: z.literal('member'), id }),
  z.strictObject({ type: z.literal('app'), id }),
]);
export type BudgetScope = z.infer<typeof budgetScope>;

const threshold = z.strictObject({
  percent: z.number().int().min(1).max(1000),
  /** What has been spent, or what the month will cost at least: the low end of its forecast. */
  basis: z.enum(['actual', 'forecast']),
});
export type BudgetThreshold = z.infer<typeof threshold>;

const thresholds = z
  .array(threshold)
  .min(1, 'is empty')
  .max(10)
  .refine(
    (list) => new Set(list.map(({ percent, basis }) => `${percent} ${basis}`)).size === list.length,
    'repeats one',
  );
export const DEFAULT_THRESHOLDS: readonly BudgetThreshold[] = [
  { percent: 80, basis: 'actual' },
  { percent: 100, basis: 'actual' },
  { percent: 100, basis: 'forecast' },
];

/** A sum for each calendar month, and when to say that it runs out. */
export const budget = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.object({
    type: z.enum(['organization', 'team', 'member', 'app']),
    id: z.string().optional(),
    name: z.string(),
  }),
  currency,
  amount_micros: micros,
  thresholds: z.array(threshold),
  /** Who is mailed beside the organization's billing address. */
  recipients: z.array(z.string()),
  month,
  spent_micros: micros,
  /** What the month is expected to cost. Null before `forecast_from`: the range and the percentage are too. */
  forecast_micros: micros.nullable(),
  forecast_range: forecastRange.nullable().optional(),
  forecast_from: forecastFrom,
  /** Of the amount, in percent with one decimal place, rounded down. */
  spent_percent: z.number(),
  forecast_percent: z.number().nullable(),
  /** `warning`: a threshold is reached, or will be by the low end of the forecast; `over`: more is spent than the amount. */
  state: z.enum(['ok', 'warning', 'over']),
  created_at: time,
  modified_at: time,
  abilities,
});
export type Budget = z.infer<typeof budget>;

export const budgetsList = defineRoute('budgets.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/budgets',
  summary: 'Budgets by name with what is spent and expected this month',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject(pageQuery),
  answer: z.object({ budgets: z.array(budget), next_cursor: z.string().optional() }),
  offline: true,
});

const recipients = z.array(email).max(20);

export const budgetsCreate = defineRoute('budgets.create', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/billing/budgets',
  summary: 'Create budgets, all or none',
  access: manageMoney,
  params: orgParams,
  body: z.strictObject({
    budgets: z
      .array(
        z.strictObject({
          id: newId,
          name: moneyLine(80),
          scope: budgetScope,
          amount_micros: microsInput,
          thresholds: thresholds.optional(),
          recipients: recipients.optional(),
        }),
      )
      .min(1)
      .max(20),
  }),
  answer: z.object({ budgets: z.array(budget) }),
  keepsAccess: true,
});

export const budgetsUpdate = defineRoute('budgets.update', {
  method: 'PATCH',
  path: '/v2/organizations/{org_id}/billing/budgets',
  summary: 'Change budgets, all or none; what a budget watches stays',
  access: manageMoney,
  params: orgParams,
  body: z.strictObject({
    budgets: z
      .array(
        z
          .strictObject({ id, name: moneyLine(80), amount_micros: microsInput, thresholds, recipients })
          .partial()
          .required({ id: true }),
      )
      .min(1)
      .max(20),
    action: z.enum(['overwrite']).default('overwrite'),
  }),
  answer: z.object({ budgets: z.array(budget) }),
  keepsAccess: true,
});

export const budgetsDelete = defineRoute('budgets.delete', {
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/billing/budgets',
  summary: 'Delete budgets, all or none; their alerts stay',
  access: manageMoney,
  params: orgParams,
  body: z.strictObject({ ids: z.array(id).min(1).max(100) }),
  answer: z.object({}),
  keepsAccess: true,
});

/** A threshold that was reached, or is expected to be: once for each budget, month and threshold. */
export const budgetAlert = z.object({
  id: z.string(),
  budget: z.object({ id: z.string(), name: z.string() }),
  month,
  percent: z.number().int(),
  basis: z.enum(['actual', 'forecast']),
  currency,
  amount_micros: micros,
  /** Spending when the alert was raised, or the low end of the forecast then. */
  reached_micros: micros,
  created_at: time,
});
export type BudgetAlert = z.infer<typeof budgetAlert>;

export const budgetAlertsList = defineRoute('budget_alerts.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/alerts',
  summary: 'Thresholds of budgets that were reached, newest first',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject({ ...pageQuery, budget_id: id.optional() }),
  answer: z.object({ alerts: z.array(budgetAlert), next_cursor: z.string().optional() }),
  offline: true,
});
