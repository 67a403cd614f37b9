import type { AnswerOf } from '../../../contract/api/index.ts';
import type { ChartAddress } from '../../lib/pinned-charts.ts';
import { type CostsAddress, groupingOf } from './costs-address.ts';
import { isDefaultPeriod, periodNameOf } from './period.ts';
import { countedOf } from './use-chart.ts';

/**
 * What of an address makes its chart: tab, measure, grouping, kind, period and filters, all of them said, so that a
 * chart stays what it was when it was pinned. What is open or sorted is no part of it.
 */
export function pinnedView(address: CostsAddress, totals: AnswerOf<'costs.list'> | undefined): ChartAddress {
  const { tab, from, to, show, compare, member, team, app, model, category } = address;
  const period = periodNameOf(address);
  const measure = countedOf(address, totals);
  const all = {
    tab: tab === 'usage' ? tab : undefined,
    by: groupingOf(address),
    show: show ?? 'bars',
    measure: measure === 'cost' ? undefined : measure,
    // The page's own choice of a month stays one: it moves on with the days.
    ...(isDefaultPeriod(address) ? {} : period === undefined ? { from, to } : { period }),
    ...{ compare, member, team, app, model, category },
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
