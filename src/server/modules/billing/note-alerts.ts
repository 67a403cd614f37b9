import type { BudgetThreshold } from '../../../contract/api/budgets.ts';
import { recordAudit } from '../../audit/record.ts';
import { firstDay } from '../../billing/months.ts';
import type { Db } from '../../db/tables.ts';
import { localOrigin } from '../../workspace.ts';
import { readAccount } from './account.ts';
import { type BudgetState, basisOf, isReached, stateOf } from './budget-state.ts';
import type { BudgetRow } from './budgets.ts';

/**
 * Notes each threshold that a budget has reached this month, once, with its mails and an audit entry; answers how many
 * are new. Whether a job or somebody's change comes first, the other finds them there.
 */
export async function noteAlerts(trx: Db, organizationId: string, budget: BudgetRow): Promise<number> {
  const state = await stateOf(trx, organizationId, budget);
  const amount = BigInt(budget.amount_micros);
  const reached = budget.thresholds.filter(
    (threshold) =>
      isReached(threshold, amount, state) && !isSaidBySpending(threshold, budget.thresholds, amount, state),
  );
  if (reached.length === 0) return 0;
  const made = await trx
    .insertInto('budget_alerts')
    .values(
      reached.map(({ percent, basis }) => ({
        organization_id: organizationId,
        budget_id: budget.id,
        period: firstDay(state.month),
        percent,
        basis,
        budget_name: budget.name,
        amount_micros: budget.amount_micros,
        reached_micros: String(basisOf(basis, state)),
      })),
    )
    // Whoever comes second waits for the first and finds it there: one alert, one mail.
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'percent', 'basis', 'reached_micros'])
    .execute();
  await mailAlerts(trx, organizationId, budget, made);
  await recordAudit(
    trx,
    null,
    localOrigin(),
    made.map(({ percent, basis, reached_micros }) => ({
      event: 'BUDGET_ALERT',
      owner_id: organizationId,
      targets: [{ budget: { id: budget.id, name: budget.name } }],
      details: { percent, basis, reached_micros, amount_micros: budget.amount_micros },
    })),
  );
  return made.length;
}

/** Whether spending has reached the same percentage, and has an alert of its own that says so. */
const isSaidBySpending = (
  { basis, percent }: BudgetThreshold,
  all: readonly BudgetThreshold[],
  amount: bigint,
  state: BudgetState,
): boolean =>
  basis === 'forecast' &&
  all.some((one) => one.basis === 'actual' && one.percent === percent && isReached(one, amount, state));

/** One entry of the outbox for each alert and address: an address that fails is tried again for itself. */
async function mailAlerts(trx: Db, organizationId: string, budget: BudgetRow, alerts: readonly { id: string }[]) {
  const { billing_email } = await readAccount(trx, organizationId);
  const addresses = [...new Set([billing_email, ...budget.recipients])];
  const values = alerts.flatMap(({ id }) =>
    addresses.map((to) => ({
      kind: 'budget_alert',
      payload: JSON.stringify({ organization_id: organizationId, alert_id: id, to }),
      last_error: null,
    })),
  );
  if (values.length > 0) await trx.insertInto('outbox').values(values).execute();
}
