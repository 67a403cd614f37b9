import type { Budget, BudgetThreshold } from '../../../contract/api/budgets.ts';
import { monthOf } from '../../billing/months.ts';
import type { BudgetsTable, Db } from '../../db/tables.ts';
import type { CostFilter } from './cost-query.ts';
import { type Outlook, outlookOf } from './trends.ts';

export interface BudgetState {
  readonly month: string;
  readonly currency: string;
  readonly spent: bigint;
  readonly outlook: Outlook;
}

/** What a budget watches, as a filter of costs. */
export function filterOf({ scope_type, scope_id }: Pick<BudgetsTable, 'scope_type' | 'scope_id'>): CostFilter {
  if (scope_type === 'organization') return {};
  return { [`${scope_type}_id`]: scope_id };
}

/** What a budget's scope has cost this month, and will. */
export async function stateOf(
  db: Db,
  organizationId: string,
  scope: Pick<BudgetsTable, 'scope_type' | 'scope_id'>,
): Promise<BudgetState> {
  const outlook = await outlookOf(db, organizationId, filterOf(scope), { tested: false });
  const { period, currency, actual_micros } = outlook;
  return { month: monthOf(period.from), currency, spent: BigInt(actual_micros), outlook };
}

/**
 * What a threshold is compared with: what has been spent, or what the month will cost at least. That is the low end of
 * the forecast, which 19 of 20 months of its back-test reach; while there is no forecast, it is what has been spent.
 */
export function basisOf(basis: BudgetThreshold['basis'], { spent, outlook }: BudgetState): bigint {
  const least = BigInt(outlook.forecast?.low_micros ?? 0);
  return basis === 'forecast' && least > spent ? least : spent;
}

/** Whether a threshold is reached: exactly, since a percentage that is shown may be rounded. */
export const isReached = ({ basis, percent }: BudgetThreshold, amount: bigint, state: BudgetState): boolean =>
  basisOf(basis, state) * 100n >= amount * BigInt(percent);

/** In percent with one decimal place, cut and not rounded: 100 is shown when it is reached. */
export const percentOf = (part: bigint, whole: bigint): number => Number((part * 1000n) / whole) / 10;

/** `over` where more is spent than the amount, `warning` where a threshold is reached or will be. */
export function verdictOf(amount: bigint, thresholds: readonly BudgetThreshold[], state: BudgetState): Budget['state'] {
  if (state.spent > amount) return 'over';
  return thresholds.some((threshold) => isReached(threshold, amount, state)) ? 'warning' : 'ok';
}
