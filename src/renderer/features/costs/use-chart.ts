import { useMemo } from 'react';
import type { CostSpike } from '../../../contract/api/costs.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useRoute } from '../../lib/api.ts';
import { categoryName } from '../home/category-name.ts';
import { GROUPING_NAMES } from './cost-columns.tsx';
import type { CostQuery } from './cost-query.ts';
import { type CostsAddress, groupingOf } from './costs-address.ts';
import { moneyMeasure, usageMeasure } from './measure.ts';
import { useComparison } from './use-comparison.ts';
import { useCostSeries } from './use-cost-series.ts';
import { type CostGroup, type Counted, useCostGroups, useCostTotals } from './use-costs.ts';

const NO_SPIKES: readonly CostSpike[] = [];
const NO_GROUPS: readonly CostGroup[] = [];

/** What a view counts: money, or of usage the category that was chosen, filtered for, or is there at all. */
export function countedOf(address: CostsAddress, totals: AnswerOf<'costs.list'> | undefined): Counted {
  if (address.tab !== 'usage') return 'cost';
  return address.category ?? address.measure ?? totals?.quantity_totals[0]?.category ?? 'prediction';
}

/** "Costs by app", "Compute by member" */
export function chartTitle(address: CostsAddress, counted: Counted): string {
  const what = counted === 'cost' ? 'Costs' : categoryName(counted);
  return `${what} by ${GROUPING_NAMES[groupingOf(address)].toLowerCase()}`;
}

/** Everything that a chart of costs or usage needs, wherever it stands. */
export function useChart(org: string, address: CostsAddress, query: CostQuery) {
  const by = groupingOf(address);
  const totals = useCostTotals(org, query);
  const counted = countedOf(address, totals.data);
  const comparison = useComparison(query, totals);
  // Which category there is to show is known with the totals.
  const enabled = counted === 'cost' || totals.data !== undefined;
  const groups = useCostGroups(org, query, by, { counted, enabled });
  const costs = useCostSeries({
    ...{ org, query, by, counted },
    groups: totals.data === undefined ? NO_GROUPS : groups.groups,
    comparison: address.compare === 'true' && comparison?.reason === undefined ? comparison : undefined,
    enabled,
  });
  // A spike is one of money; of a quantity nobody has asked.
  const found = useRoute('costs.spikes', { params: { org_id: org }, query }, { enabled: counted === 'cost' });
  const currency = totals.data?.currency ?? 'USD';
  const measure = useMemo(
    () => (counted === 'cost' ? moneyMeasure(currency) : usageMeasure(counted)),
    [counted, currency],
  );
  const spikes = (counted === 'cost' ? found.data?.spikes : undefined) ?? NO_SPIKES;
  const title = chartTitle(address, counted);
  return { by, totals, comparison, counted, groups, costs, spikes, currency, measure, title };
}
export type Chart = ReturnType<typeof useChart>;
