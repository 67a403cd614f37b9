import { sql } from 'kysely';
import { minorUnit } from '../../billing/decimal.ts';
import { type BilledUsage, type InvoiceSums, invoiceLines } from '../../billing/invoice-lines.ts';
import { addDays, addMonths, firstDay } from '../../billing/months.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import type { Db } from '../../db/tables.ts';
import { readAccount } from './account.ts';
import { loadTerms } from './prices.ts';

/** A month is invoiced two days after its end: most late usage arrives by then. */
export const GRACE_DAYS = 2;

/** The day on which a month's draft becomes an invoice. The job runs from its first minute on, see `issueDueInvoices`. */
export const finalizesOn = (month: string): string => addDays(firstDay(addMonths(month, 1)), GRACE_DAYS);

/** All usage that stands on the bill of a month, by category, kind and the month in which it was used. */
export async function billedUsage(db: Db, organizationId: string, month: string): Promise<BilledUsage[]> {
  const { rows } = await sql<BilledUsage>`
    select category, kind, to_char(day, 'YYYY-MM') as used_in, sum(quantity) as quantity, sum(cost_micros) as cost_micros,
      case when min(unit_price_micros) = max(unit_price_micros) then min(unit_price_micros) end as unit_price_micros
    from usage_totals where ${belongsTo('usage_totals.organization_id', organizationId)} and period = ${firstDay(month)}::date
    group by 1, 2, 3 order by to_char(day, 'YYYY-MM') <> ${month}, to_char(day, 'YYYY-MM'), 1, 2`.execute(db);
  return rows;
}

export interface Draft extends InvoiceSums {
  readonly currency: string;
  readonly account: Awaited<ReturnType<typeof readAccount>>;
  readonly payment_days: number;
}

/** A month's invoice as it would be issued now. */
export async function draftInvoice(db: Db, organizationId: string, month: string): Promise<Draft> {
  const account = await readAccount(db, organizationId);
  const terms = await loadTerms(db, organizationId);
  const sums = invoiceLines({
    month,
    usage: await billedUsage(db, organizationId, month),
    terms,
    credit_balance_micros: BigInt(account.credit_balance_micros),
    minor_unit: minorUnit(account.currency),
  });
  return { ...sums, currency: account.currency, account, payment_days: terms.payment_days };
}

/** The months that have something to bill and are not invoiced yet, and the current one, newest first. */
export async function draftMonths(db: Db, organizationId: string): Promise<string[]> {
  const { open_month, today } = await readAccount(db, organizationId);
  const { rows } = await sql<{ month: string }>`
    select distinct to_char(period, 'YYYY-MM') as month from usage_totals
    where ${belongsTo('usage_totals.organization_id', organizationId)} and period >= ${open_month}::date and period <= ${today}::date`.execute(
    db,
  );
  const current = today.slice(0, 7);
  const months = new Set(rows.map(({ month }) => month));
  if (current >= open_month.slice(0, 7)) months.add(current);
  return [...months].sort().reverse();
}
