import { isDay } from '../../../contract/calendar.ts';
import { usageCategories } from '../../../contract/vocabulary.ts';
import { type AddressOf, address, oneOf, text, where } from '../../lib/address.ts';

export const COST_TABS = ['costs', 'usage', 'members'] as const;
export const GROUPINGS = ['category', 'member', 'team', 'app', 'model'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const SHOWN_AS = ['bars', 'lines', 'donut', 'table'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];
/** Periods that move on with the days, the current month first. */
export const PERIODS = ['month', 'today', 'week', 'last_month', 'quarter', 'half_year'] as const;
export type PeriodName = (typeof PERIODS)[number];

const words = text(100);
const date = where(isDay);

/** What the address of the costs page holds; what it does not understand it leaves out. */
export const costsAddress = address({
  tab: oneOf(COST_TABS),
  period: oneOf(PERIODS),
  /** Days in UTC, both included, as usage is billed; they count where no period has a name. */
  from: date,
  to: date,
  by: oneOf(GROUPINGS),
  show: oneOf(SHOWN_AS),
  /** What the chart of usage measures. */
  measure: oneOf(usageCategories),
  /** The previous period stands beside this one in the chart and its table. */
  compare: oneOf(['true']),
  /** A column's id, with a minus where the largest come first. */
  sort: where((column) => /^-?\w{1,40}$/.test(column)),
  member: words,
  team: words,
  app: words,
  model: words,
  category: oneOf(usageCategories),
  /** The group whose events are open at the side, and the day or month of them. */
  open: words,
  at: text(10),
});
export type CostsAddress = AddressOf<typeof costsAddress>;

/** What a view is grouped by: of usage, one category is shown at a time, which is no grouping of itself. */
export const groupingOf = ({ by, tab }: CostsAddress): Grouping => by ?? (tab === 'usage' ? 'app' : 'category');
