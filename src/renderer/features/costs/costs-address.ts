import { z } from 'zod';
import { usageCategories } from '../../../contract/api/usage.ts';
import { day } from '../../../contract/money.ts';

export const COST_TABS = ['costs', 'usage', 'members'] as const;
export const GROUPINGS = ['category', 'member', 'team', 'app', 'model'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const SHOWN_AS = ['bars', 'lines', 'donut', 'table'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

const text = z.string().max(100).optional().catch(undefined);
const date = day.optional().catch(undefined);

/** What the address of the costs page holds; what it does not understand it leaves out. */
export const costsAddress = z.object({
  tab: z.enum(COST_TABS).optional().catch(undefined),
  /** Days in UTC, both included, as usage is billed. */
  from: date,
  to: date,
  by: z.enum(GROUPINGS).optional().catch(undefined),
  show: z.enum(SHOWN_AS).optional().catch(undefined),
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
