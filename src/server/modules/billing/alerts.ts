import { sql } from 'kysely';
import type { Logger } from 'pino';
import { budgetAlertsList } from '../../../contract/api/budgets.ts';
import { monthOf } from '../../billing/months.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { readAccount } from './account.ts';
import { selectBudgets } from './budgets.ts';
import { noteAlerts } from './note-alerts.ts';

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
          made += await noteAlerts(trx, organization_id, budget);
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
