import type { OrganizationSpend } from '../../../contract/api/costs.ts';
import { firstDay, monthOf } from '../../../contract/calendar.ts';
import { comparePeriods } from '../../../contract/compare-periods.ts';
import type { Db } from '../../db/tables.ts';
import { readAccount } from './account.ts';
import { stateOf, verdictOf } from './budget-state.ts';
import { selectBudgets } from './budgets.ts';
import { dailyCosts, type Range } from './cost-query.ts';
import { dueOf, selectInvoices } from './invoice-read.ts';
import { forecastFields, outlookOf } from './trends.ts';

const totalOf = async (db: Db, organizationId: string, days: Range) => {
  const costs = await dailyCosts(db, organizationId, days, {});
  return { ...days, total_micros: String([...costs.values()].reduce((sum, cost) => sum + cost, 0n)) };
};

/** The days of the month that are over beside those that they are compared with; null on its first day. */
async function comparedSpend(db: Db, organizationId: string, today: string) {
  const found = comparePeriods({ from: firstDay(monthOf(today)), to: today }, today);
  if (found.reason !== undefined) return { compared: null, previous: null, previous_micros: '0' };
  const compared = await totalOf(db, organizationId, found.compared);
  const previous = await totalOf(db, organizationId, found.earlier);
  return { compared, previous, previous_micros: previous.total_micros };
}

/** The worst state of the organization's budgets. */
async function budgetState(db: Db, organizationId: string): Promise<OrganizationSpend['budget_state']> {
  const states: OrganizationSpend['budget_state'][] = [];
  for (const row of await selectBudgets(db, organizationId).execute())
    states.push(verdictOf(BigInt(row.amount_micros), row.thresholds, await stateOf(db, organizationId, row)));
  return (['over', 'warning', 'ok'] as const).find((state) => states.includes(state)) ?? 'none';
}

/** An organization's month at a glance: spend, forecast, budgets and open invoices. For those who may see money. */
export async function organizationSpendOf(db: Db, organizationId: string): Promise<OrganizationSpend> {
  const account = await readAccount(db, organizationId);
  const outlook = await outlookOf(db, organizationId, {}, { tested: false });
  const { actual_micros } = outlook;
  const open = await selectInvoices(db, organizationId).where('status', '=', 'open').execute();
  const limit = account.spend_limit_micros;
  return {
    currency: account.currency,
    month: monthOf(account.today),
    spent_micros: actual_micros,
    ...(await comparedSpend(db, organizationId, account.today)),
    ...forecastFields(outlook),
    budget_state: await budgetState(db, organizationId),
    over_spend_limit: limit !== null && BigInt(actual_micros) > BigInt(limit),
    open_invoices_count: open.length,
    open_invoices_micros: String(open.reduce((sum, row) => sum + dueOf(row), 0n)),
  };
}
