import { useMemo } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { RouteView } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { type CostComparison, comparisonOf } from './comparison.ts';
import type { Period } from './period.ts';

/** How a period compares, by its totals. Cached totals are judged as of the time they were fetched. Undefined while loading. */
export function useComparison(
  { from, to }: Period,
  { data, asOf }: Pick<RouteView<AnswerOf<'costs.list'>>, 'data' | 'asOf'>,
): CostComparison | undefined {
  const now = useNow();
  const at = asOf ?? now;
  return useMemo(() => data && comparisonOf({ from, to }, data, at), [from, to, data, at]);
}
