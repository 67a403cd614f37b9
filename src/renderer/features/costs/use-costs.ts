import { useMemo } from 'react';
import type { CostRow } from '../../../contract/api/costs.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { UsageCategory } from '../../../contract/api/usage.ts';
import { useAllPages, useRoute } from '../../lib/api.ts';
import { type CostQuery, groupOf, type Named } from './cost-query.ts';
import type { Grouping } from './costs-address.ts';
import { millionthsOf } from './measure.ts';

const pickCosts = (answer: AnswerOf<'costs.list'>) => answer.costs;

/** What is counted: money, or the quantity of one category of usage. */
export type Counted = 'cost' | UsageCategory;

/** The amount of a row, in whole millionths. A quantity is only one where the query keeps to one category. */
export const amountOf = (row: CostRow, counted: Counted): string =>
  counted === 'cost' ? row.cost_micros : millionthsOf(row.level ?? row.quantity);

/** Keeps to what is counted. */
export const countedQuery = (query: CostQuery, counted: Counted): CostQuery =>
  counted === 'cost' ? query : { ...query, category: counted };

/** A group of the period: what it costs, and what it cost in the earlier period; of usage, what was used. */
export interface CostGroup extends Named {
  readonly amount: string;
  /** In money: what the days cost that are compared, and what those cost that they are compared with. */
  readonly compared: string;
  readonly previous: string;
  readonly events: number;
}

/** What the period costs by the grouping, dearest first; of usage, the most used first. */
export function useCostGroups(
  org: string,
  query: CostQuery,
  by: Grouping,
  { counted = 'cost', enabled = true }: { readonly counted?: Counted; readonly enabled?: boolean } = {},
) {
  const view = useAllPages(
    'costs.list',
    {
      params: { org_id: org },
      query: {
        ...countedQuery(query, counted),
        group_by: by,
        compare: true,
        ...(counted !== 'cost' && { sort: '-quantity' as const }),
      },
    },
    pickCosts,
    { enabled },
  );
  const { rows } = view;
  const groups = useMemo(
    (): readonly CostGroup[] =>
      rows.map((row) => ({
        ...groupOf(row, by),
        amount: amountOf(row, counted),
        // Older servers compare the whole period.
        compared: row.compared_cost_micros ?? row.cost_micros,
        previous: row.previous_cost_micros ?? '0',
        events: row.events,
      })),
    [rows, by, counted],
  );
  return { ...view, groups };
}

/** The sum of the period and of the one it is compared with. */
export const useCostTotals = (org: string, query: CostQuery, enabled = true) =>
  useRoute('costs.list', { params: { org_id: org }, query: { ...query, compare: true, per_page: 1 } }, { enabled });
