import type { Budget, BudgetThreshold } from '../../../contract/api/budgets.ts';
import type { BudgetsTable, Db } from '../../db/tables.ts';
import type { CostFilter } from './cost-query.ts';
import { forecastOf } from './trends.ts';

export interface BudgetState {
  readonly month: string;
  readonly currency: string;
  readonly spent: bigint;
  readonly forecast: bigint;
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
  const found = await forecastOf(db, organizationId, filterOf(scope), { tested: false });
  const { period, currency, actual_micros, expected_micros } = found;
  const [spent, expected] = [BigInt(actual_micros), BigInt(expected_micros)];
  return { month: period.from.slice(0, 7), currency, spent, forecast: expected > spent ? expected : spent };
}

/** Whether a threshold is reached: exactly, since a percentage that is shown may be rounded. */
export function isReached(threshold: BudgetThreshold, amount: bigint, state: BudgetState): boolean {
  const reached = threshold.basis === 'actual' ? state.spent : state.forecast;
  return reached * 100n >= amount * BigInt(threshold.percent);
}

/** In per cent with one place, cut and not rounded: 100 is shown when it is reached. */
export const percentOf = (part: bigint, whole: bigint): number => Number((part * 1000n) / whole) / 10;

/** `over` where more is spent than the amount, `warning` where a threshold is reached. */
export function verdictOf(amount: bigint, thresholds: readonly BudgetThreshold[], state: BudgetState): Budget['state'] {
  if (state.spent > amount) return 'over';
  return thresholds.some((threshold) => isReached(threshold, amount, state)) ? 'warning' : 'ok';
}
