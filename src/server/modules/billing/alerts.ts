import { sql } from 'kysely';
import type { Logger } from 'pino';
import { budgetAlertsList } from '../../../contract/api/budgets.ts';
import { recordAudit } from '../../audit/record.ts';
import { firstDay, monthOf } from '../../billing/months.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db, Tx } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { localOrigin } from '../../workspace.ts';
import { readAccount } from './account.ts';
import { isReached, stateOf } from './budget-state.ts';
import { type BudgetRow, selectBudgets } from './budgets.ts';

/** Notes each threshold that a budget has reached this month, once; answers how many are new. */
async function alertBudget(trx: Tx, organizationId: string, budget: BudgetRow): Promise<number> {
  const state = await stateOf(trx, organizationId, budget);
  const amount = BigInt(budget.amount_micros);
  const reached = budget.thresholds.filter((threshold) => isReached(threshold, amount, state));
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
        reached_micros: String(basis === 'actual' ? state.spent : state.forecast),
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

/** One entry of the outbox for each alert and address: an address that fails is tried again for itself. */
async function mailAlerts(trx: Tx, organizationId: string, budget: BudgetRow, alerts: readonly { id: string }[]) {
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

/** Looks at every budget of every organization and notes the thresholds that are reached. Several servers may run it at once. */
export async function checkBudgets(db: Db, log: Logger): Promise<number> {
  const owners = await asSystem(db, (trx) =>
    trx.selectFrom('budgets').select('organization_id').distinct().orderBy('organization_id').execute(),
  );
  let alerts = 0;
  for (const { organization_id } of owners) {
    try {
      alerts += await asSystem(db, async (trx) => {
        let made = 0;
        for (const budget of await selectBudgets(trx, organization_id).orderBy('id').execute())
          made += await alertBudget(trx, organization_id, budget);
        return made;
      });
    } catch (error) {
      log.error({ err: error, organization: organization_id }, 'budgets could not be checked');
    }
  }
  return alerts;
}

const selectAlerts = (db: Db, organizationId: string) =>
  db
    .selectFrom('budget_alerts')
    .select(['id', 'budget_id', 'budget_name', 'period', 'percent', 'basis', 'amount_micros', 'reached_micros'])
    .select('created_at')
    .where('organization_id', '=', organizationId);

type AlertRow = Awaited<ReturnType<ReturnType<typeof selectAlerts>['execute']>>[number];

const NEWEST: ListOrder<AlertRow> = {
  list: 'budget-alerts',
  keys: [
    { expression: sql`budget_alerts.created_at`, type: 'timestamptz', value: (row) => row.created_at },
    { expression: sql`budget_alerts.id`, type: 'text', value: (row) => row.id },
  ],
  descending: true,
};

const listAlerts = handle(budgetAlertsList, async ({ params, query, db }) => {
  const { currency } = await readAccount(db, params.org_id);
  let select = selectAlerts(db, params.org_id);
  if (query.budget_id !== undefined) select = select.where('budget_id', '=', query.budget_id);
  const { rows, next_cursor } = await selectPage(select, query, NEWEST);
  const alerts = rows.map(({ budget_id, budget_name, period, ...row }) => ({
    ...row,
    currency,
    budget: { id: budget_id, name: budget_name },
    month: monthOf(period),
  }));
  return { alerts, next_cursor };
});

export const alertOperations = [listAlerts];
