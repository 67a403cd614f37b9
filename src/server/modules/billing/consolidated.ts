import { type Consolidated, consolidatedGet, type InvoiceSummary } from '../../../contract/api/invoices.ts';
import { sumOf } from '../../billing/decimal.ts';
import { firstDay, periodOf } from '../../billing/months.ts';
import { visiting } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { handle } from '../../http/operation.ts';
import { readAccount } from './account.ts';
import { draftInvoice, draftMonths } from './draft.ts';
import { selectInvoices, summarizeDraft, summarizeInvoice } from './invoice-read.ts';
import { type OwnOrganization, organizationsAllowing } from './tenants.ts';

/** An organization's invoice of a month, or its draft; null where it has neither. */
async function invoiceOf(db: Db, organization: OwnOrganization, month: string): Promise<InvoiceSummary | null> {
  const { today } = await readAccount(db, organization.id);
  const viewer = { may_manage: organization.abilities.manage_billing, today };
  const row = await selectInvoices(db, organization.id).where('period', '=', firstDay(month)).executeTakeFirst();
  if (row !== undefined) return summarizeInvoice(row, viewer);
  if (!(await draftMonths(db, organization.id)).includes(month)) return null;
  return summarizeDraft(month, await draftInvoice(db, organization.id, month), viewer);
}

type Payer = Consolidated['payers'][number];

/** The bills of one month of all organizations whose finances the caller may see, by billing address and currency. */
export async function consolidate(db: Db, caller: Caller, month: string): Promise<Consolidated> {
  const payers = new Map<string, Payer['invoices']>();
  for (const organization of await organizationsAllowing(db, caller, 'view_financial_data')) {
    const invoice = await visiting(db, organization.id, caller.user_id, () => invoiceOf(db, organization, month));
    if (invoice === null) continue;
    const key = JSON.stringify([organization.billing_email, invoice.currency]);
    const { id, name } = organization;
    payers.set(key, [...(payers.get(key) ?? []), { organization: { id, name }, invoice }]);
  }
  return {
    period: periodOf(month),
    payers: [...payers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, invoices]): Payer => {
        const [billing_email, currency] = JSON.parse(key) as [string, string];
        const counted = invoices.filter(({ invoice }) => invoice.status !== 'void');
        return {
          billing_email,
          currency,
          total_micros: String(sumOf(counted.map(({ invoice }) => invoice.total_micros))),
          due_micros: String(sumOf(counted.map(({ invoice }) => invoice.due_micros))),
          invoices,
        };
      }),
  };
}

const getConsolidated = handle(consolidatedGet, async ({ query, db, caller }) => ({
  consolidated: await consolidate(db, caller, query.period),
}));

export const consolidatedOperations = [getConsolidated];
