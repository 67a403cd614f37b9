import type { Invoice, InvoiceLine, InvoiceStatus, InvoiceSummary } from '../../../contract/api/invoices.ts';
import type { Membership } from '../../access/membership.ts';
import { plainDecimal } from '../../billing/decimal.ts';
import { firstDay, monthOf, periodOf } from '../../billing/months.ts';
import type { Db, InvoiceIssuer } from '../../db/tables.ts';
import { notFound } from '../../http/problem.ts';
import { bankTransfer } from './bank-transfer.ts';
import { type Draft, draftInvoice, draftMonths, finalizesOn } from './draft.ts';
import { recipientOf } from './issue.ts';

export function selectInvoices(db: Db, organizationId: string) {
  return db
    .selectFrom('invoices')
    .select([
      'period',
      'number',
      'status',
      'currency',
      'subtotal_micros',
      'tax_micros',
      'credit_micros',
      'total_micros',
    ])
    .select(['paid_micros', 'reference', 'issuer', 'recipient', 'purchase_order', 'issued_at', 'due_on', 'paid_at'])
    .select('void_reason')
    .where('organization_id', '=', organizationId);
}

export type InvoiceRow = Awaited<ReturnType<ReturnType<typeof selectInvoices>['execute']>>[number];

const abilitiesFor = (status: InvoiceStatus, may: boolean) => ({
  download: true,
  record_payment: may && (status === 'open' || status === 'paid'),
});

/** What is still to be paid. */
export const dueOf = (row: Pick<InvoiceRow, 'status' | 'total_micros' | 'paid_micros'>): bigint =>
  row.status === 'open' ? BigInt(row.total_micros) - BigInt(row.paid_micros) : 0n;

/** Who looks, and when. */
export interface Viewer {
  readonly may_manage: boolean;
  readonly today: string;
}
export const viewerOf = (membership: Membership | null, today: string): Viewer => ({
  may_manage: membership?.abilities.manage_billing ?? false,
  today,
});

/** An issued invoice in a list. */
export function summarizeInvoice(row: InvoiceRow, viewer: Viewer): InvoiceSummary {
  const month = monthOf(row.period);
  return {
    id: month,
    number: row.number,
    period: periodOf(month),
    status: row.status,
    currency: row.currency,
    total_micros: row.total_micros,
    paid_micros: row.paid_micros,
    due_micros: String(dueOf(row)),
    issued_at: row.issued_at,
    due_on: row.due_on,
    finalizes_on: null,
    paid_at: row.paid_at,
    reference: row.reference,
    overdue: row.status === 'open' && row.due_on < viewer.today,
    abilities: abilitiesFor(row.status, viewer.may_manage),
  };
}

/** The draft of a month in a list. */
export const summarizeDraft = (month: string, draft: Draft, viewer: Viewer): InvoiceSummary => ({
  id: month,
  number: null,
  period: periodOf(month),
  status: 'draft',
  currency: draft.currency,
  total_micros: String(draft.total_micros),
  paid_micros: '0',
  due_micros: '0',
  issued_at: null,
  due_on: null,
  finalizes_on: finalizesOn(month),
  paid_at: null,
  reference: null,
  overdue: false,
  abilities: abilitiesFor('draft', viewer.may_manage),
});

async function linesOf(db: Db, organizationId: string, period: string): Promise<InvoiceLine[]> {
  const rows = await db
    .selectFrom('invoice_lines')
    .select(['type', 'category', 'kind', 'description', 'quantity', 'unit', 'unit_price_micros', 'amount_micros'])
    .where('organization_id', '=', organizationId)
    .where('period', '=', period)
    .orderBy('place')
    .execute();
  return rows.map(({ quantity, unit_price_micros, ...line }) => ({
    ...line,
    quantity: quantity === null ? null : plainDecimal(quantity),
    ...(unit_price_micros === null ? {} : { unit_price_micros: plainDecimal(unit_price_micros) }),
  }));
}

const paymentsOf = (db: Db, organizationId: string, period: string) =>
  db
    .selectFrom('payments')
    .select(['id', 'received_on', 'amount_micros', 'method'])
    .where('organization_id', '=', organizationId)
    .where('period', '=', period)
    .orderBy('received_on')
    .orderBy('id')
    .execute();

const partyOf = ({ name, address, email, tax_id }: InvoiceIssuer): Invoice['issuer'] => ({
  name,
  address,
  email,
  tax_id,
});

/** A month's invoice whole: as it was issued, or as a draft computed now. Throws not_found for months without either. */
export async function readInvoice(db: Db, organizationId: string, month: string, viewer: Viewer): Promise<Invoice> {
  const row = await selectInvoices(db, organizationId).where('period', '=', firstDay(month)).executeTakeFirst();
  if (row === undefined) return readDraft(db, organizationId, month, viewer);
  return {
    ...summarizeInvoice(row, viewer),
    issuer: partyOf(row.issuer),
    recipient: row.recipient,
    purchase_order: row.purchase_order,
    transfer: row.status === 'open' ? bankTransfer.instructions(row.issuer, row.reference) : null,
    lines: await linesOf(db, organizationId, row.period),
    subtotal_micros: row.subtotal_micros,
    tax_micros: row.tax_micros,
    credit_micros: row.credit_micros,
    payments: await paymentsOf(db, organizationId, row.period),
    void_reason: row.void_reason,
  };
}

async function readDraft(db: Db, organizationId: string, month: string, viewer: Viewer): Promise<Invoice> {
  if (!(await draftMonths(db, organizationId)).includes(month)) throw notFound(`The invoice of ${month}`);
  const draft = await draftInvoice(db, organizationId, month);
  const issuer = await db
    .selectFrom('billing_issuer')
    .select(['name', 'address', 'email', 'tax_id'])
    .executeTakeFirstOrThrow();
  return {
    ...summarizeDraft(month, draft, viewer),
    issuer,
    recipient: recipientOf(draft),
    purchase_order: draft.account.purchase_order,
    transfer: null,
    lines: draft.lines,
    subtotal_micros: String(draft.subtotal_micros),
    tax_micros: String(draft.tax_micros),
    credit_micros: String(draft.credit_micros),
    payments: [],
    void_reason: null,
  };
}
