import { useEffect, useMemo, useState } from 'react';
import { useConnection } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { type CostQuery, queryOf } from './cost-query.ts';
import type { CostsAddress } from './costs-address.ts';
import { dayOf, periodNameOf, periodOf } from './period.ts';
import { useCostTotals } from './use-costs.ts';

const DAY = 86_400_000;
/** Older than this, what is kept says nothing of a period that is called "this month". */
const MAX_DAYS_BACK = 31;

/**
 * What the address asks for, as the API takes it. A period such as "this month" ends today, and each day asks for
 * something that was never asked before: without a connection it is the latest of those days that was kept.
 */
export function useCostQuery(org: string, address: CostsAddress): CostQuery {
  const today = dayOf(useNow());
  const { state } = useConnection();
  const [back, setBack] = useState(0);
  const query = useMemo(
    () => queryOf(address, periodOf(address, Date.parse(`${today}T12:00:00Z`) - back * DAY)),
    [address, today, back],
  );
  const totals = useCostTotals(org, query);
  const rolls = periodNameOf(address) !== undefined;
  const isMissing = totals.data === undefined && ['not_cached', 'offline'].includes(totals.error?.name ?? '');
  const offline = state === 'offline';
  useEffect(() => {
    if (!offline) setBack(0);
    else if (rolls && isMissing && back < MAX_DAYS_BACK) setBack(back + 1);
  }, [offline, rolls, isMissing, back]);
  return query;
}
