import { sql } from 'kysely';
import { type Payment, paymentsList, paymentsRecord } from '../../../contract/api/payments.ts';
import { firstDay, monthOf } from '../../billing/months.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { invalid } from '../../http/problem.ts';
import { readAccount } from './account.ts';
import { recordPayment } from './record-payment.ts';

/** Payments with the number of their invoice, one row each. */
export function selectPayments(db: Db, organizationId: string) {
  return db
    .selectFrom('payments')
    .innerJoin('invoices', (join) =>
      join
        .onRef('invoices.organization_id', '=', 'payments.organization_id')
        .onRef('invoices.period', '=', 'payments.period'),
    )
    .select(['payments.id', 'payments.period', 'payments.method', 'payments.source', 'payments.amount_micros'])
    .select(['payments.credited_micros', 'payments.received_on', 'payments.payer', 'payments.reference'])
    .select(['payments.created_at', 'invoices.number', 'invoices.currency'])
    .where('payments.organization_id', '=', organizationId);
}

type PaymentRow = Awaited<ReturnType<ReturnType<typeof selectPayments>['execute']>>[number];

export const presentPayment = ({ period, number, ...row }: PaymentRow): Payment => ({
  ...row,
  invoice_id: monthOf(period),
  invoice_number: number,
});

const NEWEST: ListOrder<PaymentRow> = {
  list: 'payments',
  keys: [
    { expression: sql`payments.created_at`, type: 'timestamptz', value: (row) => row.created_at },
    { expression: sql`payments.id`, type: 'text', value: (row) => row.id },
  ],
  descending: true,
};

const listPayments = handle(paymentsList, async ({ params, query, db }) => {
  let select = selectPayments(db, params.org_id);
  if (query.invoice_id !== undefined) select = select.where('payments.period', '=', firstDay(query.invoice_id));
  const { rows, next_cursor } = await selectPage(select, query, NEWEST);
  return { payments: rows.map(presentPayment), next_cursor };
});

/** The payments of these ids, in their order. */
export async function findPayments(db: Db, organizationId: string, ids: readonly string[]): Promise<Payment[]> {
  const rows = await selectPayments(db, organizationId).where('payments.id', 'in', ids).execute();
  const found = new Map(rows.map((row) => [row.id, presentPayment(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Records payments that came, all or none. */
const recordPayments = handle(paymentsRecord, async ({ params, body, db, caller, audit, nothingToAudit }) => {
  const { org_id: organization_id } = params;
  const now = Date.parse((await readAccount(db, organization_id)).now);
  const ids = body.payments.map(({ id }) => id);
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (repeated !== -1) throw invalid(`body.payments.${repeated}.id`, 'stands twice in the request');
  let recorded = 0;
  for (const [index, payment] of body.payments.entries()) {
    const context = { db, organization_id, now, created_by: caller.user_id, audit };
    const isNew = await recordPayment(context, {
      ...payment,
      source: 'manual',
      statement_key: null,
      field: `body.payments.${index}`,
    });
    if (isNew) recorded += 1;
  }
  if (recorded === 0) nothingToAudit('all of them had been recorded before');
  return { payments: await findPayments(db, organization_id, ids) };
});

export const paymentOperations = [listPayments, recordPayments];
