import { z } from 'zod';
import { usageCategories } from '../../../contract/api/usage.ts';
import { day } from '../../../contract/money.ts';

export const COST_TABS = ['costs', 'usage', 'members'] as const;
export const GROUPINGS = ['category', 'member', 'team', 'app', 'model'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const SHOWN_AS = ['bars', 'lines', 'donut', 'table'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];
/** Periods that move on with the days, the current month first. */
export const PERIODS = ['month', 'today', 'week', 'last_month', 'quarter', 'half_year'] as const;
export type PeriodName = (typeof PERIODS)[number];

const text = z.string().max(100).optional().catch(undefined);
const date = day.optional().catch(undefined);

/** What the address of the costs page holds; what it does not understand it leaves out. */
export const costsAddress = z.object({
  tab: z.enum(COST_TABS).optional().catch(undefined),
  period: z.enum(PERIODS).optional().catch(undefined),
  /** Days in UTC, both included, as usage is billed; they count where no period has a name. */
  from: date,
  to: date,
  by: z.enum(GROUPINGS).optional().catch(undefined),
  show: z.enum(SHOWN_AS).optional().catch(undefined),
  /** What the chart of usage measures. */
  measure: z.enum(usageCategories).optional().catch(undefined),
  /** The period before stands beside this one in the chart and its table. */
  compare: z.enum(['true']).optional().catch(undefined),
  /** A column's id, with a minus where the largest come first. */
  sort: z
    .string()
    .regex(/^-?\w{1,40}$/)
    .optional()
    .catch(undefined),
  member: text,
  team: text,
  app: text,
  model: text,
  category: z.enum(usageCategories).optional().catch(undefined),
  /** The group whose events are open at the side, and the day or month of them. */
  open: text,
  at: z.string().max(10).optional().catch(undefined),
});
export type CostsAddress = z.output<typeof costsAddress>;

/** What a view is grouped by: of usage, one category is shown at a time, which is no grouping of itself. */
export const groupingOf = ({ by, tab }: CostsAddress): Grouping => by ?? (tab === 'usage' ? 'app' : 'category');
