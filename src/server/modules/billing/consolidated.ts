import {
  type Consolidated,
  type ConsolidatedBill,
  consolidatedGet,
  type InvoiceSummary,
} from '../../../contract/api/invoices.ts';
import { sumOf } from '../../billing/decimal.ts';
import { firstDay, monthOf, periodOf } from '../../billing/months.ts';
import { visiting } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { handle } from '../../http/operation.ts';
import { readAccount } from './account.ts';
import { draftInvoice, draftMonths } from './draft.ts';
import { selectInvoices, summarizeDraft, summarizeInvoice } from './invoice-read.ts';
import { type OwnOrganization, organizationsAllowing } from './tenants.ts';

interface Bills {
  /** The month's invoice or its draft; null without either. */
  readonly ofMonth: InvoiceSummary | null;
  /** Open invoices and drafts of months that are over. */
  readonly outstanding: readonly InvoiceSummary[];
}

async function billsOf(db: Db, organization: OwnOrganization, month: string): Promise<Bills> {
  const { today } = await readAccount(db, organization.id);
  const viewer = { may_manage: organization.abilities.manage_billing, today };
  const rows = await selectInvoices(db, organization.id)
    .where((eb) => eb.or([eb('period', '=', firstDay(month)), eb('status', '=', 'open')]))
    .execute();
  const issued = rows.map((row) => summarizeInvoice(row, viewer));
  const drafts: InvoiceSummary[] = [];
  for (const one of await draftMonths(db, organization.id))
    if (one === month || one < monthOf(today))
      drafts.push(summarizeDraft(one, await draftInvoice(db, organization.id, one), viewer));
  return {
    ofMonth: [...issued, ...drafts].find(({ id }) => id === month) ?? null,
    outstanding: [
      ...issued.filter(({ status }) => status === 'open'),
      ...drafts.filter(({ id }) => id < monthOf(today)),
    ],
  };
}

type Payer = Consolidated['payers'][number];

const keyOf = ({ organization, invoice }: ConsolidatedBill): string =>
  [invoice.due_on ?? `draft ${invoice.id}`, organization.name, invoice.id].join(' ');

/** The bills of one month of all organizations whose finances the caller may see, by billing address and currency. */
export async function consolidate(db: Db, caller: Caller, month: string): Promise<Consolidated> {
  const payers = new Map<string, Payer['invoices']>();
  const outstanding: ConsolidatedBill[] = [];
  for (const own of await organizationsAllowing(db, caller, 'view_financial_data')) {
    const organization = { id: own.id, name: own.name };
    const bills = await visiting(db, own.id, caller.user_id, () => billsOf(db, own, month));
    outstanding.push(...bills.outstanding.map((invoice) => ({ organization, invoice })));
    if (bills.ofMonth === null) continue;
    const key = JSON.stringify([own.billing_email, bills.ofMonth.currency]);
    payers.set(key, [...(payers.get(key) ?? []), { organization, invoice: bills.ofMonth }]);
  }
  return {
    period: periodOf(month),
    outstanding: outstanding.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
    payers: [...payers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, invoices]) => sumUp(key, invoices)),
  };
}

function sumUp(key: string, invoices: Payer['invoices']): Payer {
  const [billing_email, currency] = JSON.parse(key) as [string, string];
  const counted = invoices.filter(({ invoice }) => invoice.status !== 'void');
  return {
    billing_email,
    currency,
    total_micros: String(sumOf(counted.map(({ invoice }) => invoice.total_micros))),
    due_micros: String(sumOf(counted.map(({ invoice }) => invoice.due_micros))),
    invoices,
  };
}

const getConsolidated = handle(consolidatedGet, async ({ query, db, caller }) => ({
  consolidated: await consolidate(db, caller, query.period),
}));

export const consolidatedOperations = [getConsolidated];
