import { useEffect, useMemo, useState } from 'react';
import { firstDay, lastDay, monthOf } from '../../../contract/calendar.ts';
import { useConnection } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { type CostQuery, queryOf } from './cost-query.ts';
import type { CostsAddress } from './costs-address.ts';
import { dayOf, isDefaultPeriod, type Period, periodNameOf, periodOf } from './period.ts';
import { useCostTotals } from './use-costs.ts';

const DAY = 86_400_000;
/** A cached answer older than this can't describe “this month”. */
const MAX_DAYS_BACK = 31;

export interface ShownPeriod {
  readonly query: CostQuery;
  /** The current month, where nothing was used in it yet and the last month with usage is shown in its place. */
  readonly emptyMonth: string | null;
}

/** The last month with usage, where no period was chosen and nothing was used in the current month; else null. */
function useLastMonth(org: string, address: CostsAddress, month: Period): Period | null {
  const isDefault = isDefaultPeriod(address);
  const { data } = useCostTotals(org, month, isDefault);
  const last = isDefault && data?.events === 0 ? data.last_used_on : undefined;
  return useMemo(() => (last ? { from: firstDay(monthOf(last)), to: lastDay(monthOf(last)) } : null), [last]);
}

/**
 * What the address asks for, as the API takes it. A period such as "this month" ends today, and each day asks for
 * something that was never asked before: without a connection it is the latest of those days that was cached.
 */
export function useCostQuery(org: string, address: CostsAddress): ShownPeriod {
  const today = dayOf(useNow());
  const { state } = useConnection();
  const [back, setBack] = useState(0);
  const period = useMemo(
    () => periodOf(address, Date.parse(`${today}T12:00:00Z`) - back * DAY),
    [address, today, back],
  );
  const lastMonth = useLastMonth(org, address, period);
  const query = useMemo(() => queryOf(address, lastMonth ?? period), [address, lastMonth, period]);
  const totals = useCostTotals(org, query);
  const rolls = periodNameOf(address) !== undefined;
  const isMissing = totals.data === undefined && ['not_cached', 'offline'].includes(totals.error?.name ?? '');
  const offline = state === 'offline';
  useEffect(() => {
    if (!offline) setBack(0);
    else if (rolls && isMissing && back < MAX_DAYS_BACK) setBack(back + 1);
  }, [offline, rolls, isMissing, back]);
  return { query, emptyMonth: lastMonth === null ? null : monthOf(period.from) };
}
