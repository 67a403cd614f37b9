import { z } from 'zod';
import { flag, id, orgParams, pageQuery, time } from '../common.ts';
import { currency, day, dayText, decimal, micros, month } from '../money.ts';
import { defineDownload, defineRoute } from '../route.ts';
import { usageCategory } from './usage.ts';

export const viewMoney = { for: 'organization', action: 'view_financial_data' } as const;

/** What costs can be grouped by. A team is the one through which the usage was made; see the decision on attribution. */
export const costDimensions = ['day', 'member', 'team', 'app', 'category', 'kind', 'model', 'model_type'] as const;
export type CostDimension = (typeof costDimensions)[number];

const dimensionList = z
  .string()
  .max(100)
  .refine(
    (text) => text.split(',').every((word) => (costDimensions as readonly string[]).includes(word)),
    `is not a list of ${costDimensions.join(', ')}`,
  )
  .refine((text) => new Set(text.split(',')).size === text.split(',').length, 'names something twice');

/** Several words with commas, as the address carries them: `day,team`. */
export const groupBy = (...dimensions: readonly CostDimension[]): string => dimensions.join(',');

/** The value of a filter that stands for "none": usage without a team, an app or a model. */
export const NONE = '-';
const idOrNone = z.literal(NONE).or(id);
const textOrNone = z.string().min(1).max(80);

/** Narrows costs to one member, team, app and so on. `-` is what has none. */
export const costFilters = {
  member_id: id.optional(),
  team_id: idOrNone.optional(),
  app_id: idOrNone.optional(),
  category: usageCategory.optional(),
  kind: textOrNone.optional(),
  model_id: textOrNone.optional(),
  model_type: textOrNone.optional(),
} as const;

/** Both days are included, in UTC; at most `MAX_RANGE_DAYS`. */
const range = { from: day, to: day } as const;

/** Each is null where the usage has none, and missing where the costs are not grouped by it. */
const groupKeys = {
  day: dayText.optional(),
  member: z.object({ id: z.string(), first_name: z.string(), last_name: z.string() }).optional(),
  /** The name is the id where the team or the app is gone. */
  team: z.object({ id: z.string(), name: z.string() }).nullable().optional(),
  app: z.object({ id: z.string(), name: z.string() }).nullable().optional(),
  category: usageCategory.optional(),
  kind: z.string().nullable().optional(),
  model: z.object({ id: z.string() }).nullable().optional(),
  model_type: z.string().nullable().optional(),
};

export const costRow = z.object({
  ...groupKeys,
  /** A sum over unlike units where the grouping has no category. */
  quantity: decimal,
  events: z.number().int(),
  cost_micros: micros,
  /** With `compare=true`, and not where grouped by day: the group in the days of `compared` and of `previous`. */
  compared_cost_micros: micros.optional(),
  previous_cost_micros: micros.optional(),
  /** With the filter `category` of a level such as `storage`: the latest value by the row's day, or the period's end. */
  level: decimal.optional(),
});
export type CostRow = z.infer<typeof costRow>;

const period = z.object({ from: dayText, to: dayText });
const periodTotal = period.extend({ total_micros: micros });
const periodQuantity = period.extend({ quantity: decimal });

export const quantityTotal = z.object({
  category: usageCategory,
  unit: z.string(),
  quantity: decimal,
  /** Of a category that is a level: the latest value by the end of the period. `quantity` sums all readings, as billed. */
  level: decimal.optional(),
  /** With `compare=true` and something to compare with. Of a level: its values at the end of the days named. */
  compared: periodQuantity.optional(),
  previous: periodQuantity.optional(),
});
export type QuantityTotal = z.infer<typeof quantityTotal>;

export const costSorts = ['-cost', 'cost', 'day', '-day', '-quantity', 'quantity'] as const;
export type CostSort = (typeof costSorts)[number];

const costQuery = {
  ...range,
  ...costFilters,
  group_by: dimensionList.optional(),
  /** Default: `day` where grouped by day, else `-cost`. */
  sort: z.enum(costSorts).optional(),
} as const;

export const costsList = defineRoute('costs.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/costs',
  summary:
    'Consolidated costs of a period, grouped by any of day, member, team, app, category, kind, model, model_type',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject({ ...pageQuery, ...costQuery, compare: flag.optional() }),
  answer: z.object({
    currency,
    period,
    /** Of the whole answer, not of the page: the rows of all pages add up to it exactly. */
    total_micros: micros,
    events: z.number().int(),
    quantity_totals: z.array(quantityTotal),
    /**
     * With `compare=true` and something to compare with: the days of the period that are over, beside days that are like
     * them, see `comparePeriods`. Older servers compare the whole period and send `previous` alone.
     */
    compared: periodTotal.optional(),
    previous: periodTotal.optional(),
    /** Where the period has no usage: the latest day before it with any. Null where there is none. */
    last_used_on: dayText.nullable().optional(),
    costs: z.array(costRow),
    next_cursor: z.string().optional(),
  }),
  offline: true,
});

export const costsCsv = defineDownload('costs.csv', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/costs.csv',
  summary: 'The same costs, all of them, as CSV that is safe to open',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject(costQuery),
});

export const costsUsage = defineRoute('costs.usage', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/usage',
  summary: 'Quantities of a period, always by category, and grouped like costs',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject({ ...pageQuery, ...costQuery }),
  answer: z.object({
    period,
    events: z.number().int(),
    quantity_totals: z.array(quantityTotal),
    usage: z.array(
      z.object({
        ...groupKeys,
        category: usageCategory,
        unit: z.string(),
        quantity: decimal,
        events: z.number().int(),
      }),
    ),
    next_cursor: z.string().optional(),
  }),
  offline: true,
});

/** One metered event with what it costs: rated once, when it arrived. */
export const ratedEvent = z.object({
  id: z.string(),
  timestamp: time,
  received_at: time,
  user: z.object({ id: z.string(), first_name: z.string(), last_name: z.string() }),
  team_id: z.string().nullable(),
  app_id: z.string().nullable(),
  category: usageCategory,
  kind: z.string().nullable(),
  model_id: z.string().nullable(),
  model_type: z.string().nullable(),
  quantity: decimal,
  unit_price_micros: decimal,
  cost_micros: micros,
  /** The event that it corrects, and why. */
  corrects: z.string().nullable(),
  reason: z.string().nullable(),
  /** The month on whose invoice it stands: a later one than its own where it came late. */
  billed_month: month,
  late: z.boolean(),
});
export type RatedEvent = z.infer<typeof ratedEvent>;

export const costsEvents = defineRoute('costs.events', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/events',
  summary: 'The metered events behind a mark of a chart, newest first',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject({ ...pageQuery, ...range, ...costFilters }),
  answer: z.object({ events: z.array(ratedEvent), next_cursor: z.string().optional() }),
  offline: true,
});

/** A group's part in the difference between two periods. */
export const costChange = z.object({
  /** Null for the rest beyond the listed ones, and for what has no app or model: `name` says which. */
  id: z.string().nullable(),
  name: z.string(),
  before_micros: micros,
  after_micros: micros,
  difference_micros: micros,
});
export type CostChange = z.infer<typeof costChange>;

export const costsChanges = defineRoute('costs.changes', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/changes',
  summary: 'What explains the difference to another period: each list adds up to it exactly',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject({
    ...range,
    ...costFilters,
    /** Default: as `costs.list` compares; a period without a full day with the equally long one before. Both or neither. */
    compare_from: day.optional(),
    compare_to: day.optional(),
  }),
  answer: z.object({
    currency,
    /** Without `compare_from`: the days of the period that are compared. */
    period,
    compared_with: period,
    before_micros: micros,
    after_micros: micros,
    difference_micros: micros,
    /** The largest differences first, at most ten of each and one line for the rest. */
    by_member: z.array(costChange),
    by_app: z.array(costChange),
    by_model: z.array(costChange),
  }),
  offline: true,
});

/** A day that costs far more than its like: measured against the median of the four weeks before and their deviation. */
export const costSpike = z.object({
  day: dayText,
  cost_micros: micros,
  /** What such a day usually costs. */
  typical_micros: micros,
  /** How many robust standard deviations above: 3.5 and more is a spike. */
  score: z.number(),
});
export type CostSpike = z.infer<typeof costSpike>;

export const costsSpikes = defineRoute('costs.spikes', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/spikes',
  summary: 'Days that cost far more than their like',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject({ ...range, ...costFilters }),
  answer: z.object({ currency, spikes: z.array(costSpike) }),
  offline: true,
});

/** What a month is likely to cost: it ends within the range in at least 8 of 10 cases. */
export const forecastRange = z.object({ low_micros: micros, high_micros: micros });

/** The first day with a forecast, in this month or the next. Null where nothing was used before today. */
export const forecastFrom = dayText.nullable().optional();

/** What the month will cost. Past days are what they cost; later ones are expected, with a range. */
export const forecast = z.object({
  period,
  currency,
  actual_micros: micros,
  expected_micros: micros,
  low_micros: micros,
  high_micros: micros,
  days: z.array(
    z.object({
      day: dayText,
      /** Null for days that are not over. */
      actual_micros: micros.nullable(),
      expected_micros: micros,
      low_micros: micros,
      high_micros: micros,
    }),
  ),
  /** How far forecasts of past months, made on the same day of the month, were off: null without a whole month before. */
  past_error: z.object({ mape_percent: z.number(), months: z.number().int() }).nullable(),
});
export type Forecast = z.infer<typeof forecast>;

export const costsForecast = defineRoute('costs.forecast', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/forecast',
  summary: 'What this month will cost, with its range and the error of past forecasts',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject(costFilters),
  answer: z.object({
    /** Null while a forecast would be too far off: before `forecast_from`. */
    forecast: forecast.nullable(),
    forecast_from: forecastFrom,
  }),
  offline: true,
});

/** An organization's month at a glance: on its home page and where organizations stand side by side. */
export const organizationSpend = z.object({
  currency,
  month,
  spent_micros: micros,
  /** What the first days of the month before cost, as many as are over of this one. */
  previous_micros: micros,
  /** The days of this month that are over, and those that they are compared with. Null on the month's first day. */
  compared: periodTotal.nullable().optional(),
  previous: periodTotal.nullable().optional(),
  /** What the month is expected to cost. Null before `forecast_from`. */
  forecast_micros: micros.nullable(),
  forecast_range: forecastRange.nullable().optional(),
  forecast_from: forecastFrom,
  budget_state: z.enum(['none', 'ok', 'warning', 'over']),
  over_spend_limit: z.boolean(),
  open_invoices_count: z.number().int(),
  open_invoices_micros: micros,
});
export type OrganizationSpend = z.infer<typeof organizationSpend>;
