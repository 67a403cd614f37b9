import type { OrganizationSpend } from '../../../contract/api/costs.ts';
import { addMonths, daysBetween, firstDay, lastDay, monthOf } from '../../billing/months.ts';
import type { Db } from '../../db/tables.ts';
import { readAccount } from './account.ts';
import { stateOf, verdictOf } from './budget-state.ts';
import { selectBudgets } from './budgets.ts';
import { dailyCosts } from './cost-query.ts';
import { dueOf, selectInvoices } from './invoice-read.ts';
import { forecastFields, outlookOf } from './trends.ts';

/** The same days of the month before: the whole of it where it is shorter. */
async function previousSpend(db: Db, organizationId: string, today: string): Promise<bigint> {
  const month = addMonths(monthOf(today), -1);
  const days = daysBetween(firstDay(monthOf(today)), today);
  const wanted = `${month}-${String(days).padStart(2, '0')}`;
  const to = wanted > lastDay(month) ? lastDay(month) : wanted;
  const costs = await dailyCosts(db, organizationId, { from: firstDay(month), to }, {});
  return [...costs.values()].reduce((sum, cost) => sum + cost, 0n);
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
    previous_micros: String(await previousSpend(db, organizationId, account.today)),
    ...forecastFields(outlook),
    budget_state: await budgetState(db, organizationId),
    over_spend_limit: limit !== null && BigInt(actual_micros) > BigInt(limit),
    open_invoices_count: open.length,
    open_invoices_micros: String(open.reduce((sum, row) => sum + dueOf(row), 0n)),
  };
}
