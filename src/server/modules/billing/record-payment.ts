import { sql } from 'kysely';
import { isFutureDay } from '../../../contract/calendar.ts';
import type { AuditEvent } from '../../audit/record.ts';
import { formatAmount } from '../../billing/decimal.ts';
import { firstDay } from '../../billing/months.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db, PaymentsTable } from '../../db/tables.ts';
import { duplicate, invalid, Problem } from '../../http/problem.ts';
import { changeCredit } from './credits.ts';
import { dueOf } from './invoice-read.ts';

export interface NewPayment {
  readonly id: string;
  readonly invoice_id: string;
  readonly amount_micros: string;
  readonly received_on: string;
  readonly payer: string;
  readonly reference: string;
  readonly source: PaymentsTable['source'];
  readonly statement_key: string | null;
  /** Where it stands in the request. */
  readonly field: string;
}

interface Context {
  readonly db: Db;
  readonly organization_id: string;
  /** Milliseconds since 1970, by the database's clock. */
  readonly now: number;
  readonly created_by: string;
  audit(event: AuditEvent): void;
}

async function findInvoice({ db, organization_id }: Context, { invoice_id, field }: NewPayment) {
  const row = await db
    .selectFrom('invoices')
    .select(['period', 'number', 'status', 'currency', 'total_micros', 'paid_micros'])
    .where('organization_id', '=', organization_id)
    .where('period', '=', firstDay(invoice_id))
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) {
    const message = `There is no issued invoice for ${invoice_id}`;
    throw new Problem('not_found', message, [{ field: `${field}.invoice_id`, message }]);
  }
  if (row.status === 'void') throw invalid(`${field}.invoice_id`, 'is a void invoice: nothing is due');
  return row;
}

/** Whether the same payment is there already. Throws duplicate where the id was used for another one. */
async function isRecorded({ db, organization_id }: Context, payment: NewPayment): Promise<boolean> {
  const { statement_key: key } = payment;
  const before = await db
    .selectFrom('payments')
    .select(['id', 'period', 'amount_micros', 'received_on'])
    .where('organization_id', '=', organization_id)
    .where((eb) =>
      key === null ? eb('id', '=', payment.id) : eb.or([eb('id', '=', payment.id), eb('statement_key', '=', key)]),
    )
    .executeTakeFirst();
  if (before === undefined) return false;
  const same =
    before.period === firstDay(payment.invoice_id) &&
    before.amount_micros === payment.amount_micros &&
    before.received_on === payment.received_on;
  // A transfer of a statement is known by its key, whatever invoice it was for.
  if (!same && key === null) throw duplicate(`${payment.field}.id`, `The id ${payment.id} is taken by another payment`);
  return true;
}

/**
 * Records a payment once, however often it is sent: what exceeds the invoice becomes a credit, and an invoice that is
 * paid in full is paid. Under the organization's lock. Answers whether it was new.
 */
export async function recordPayment(context: Context, payment: NewPayment): Promise<boolean> {
  if (await isRecorded(context, payment)) return false;
  if (isFutureDay(payment.received_on, context.now)) throw invalid(`${payment.field}.received_on`, 'is in the future');
  const { db, organization_id } = context;
  const invoice = await findInvoice(context, payment);
  const amount = BigInt(payment.amount_micros);
  const due = dueOf(invoice);
  const applied = amount < due ? amount : due;
  const { field: _, invoice_id, ...fields } = payment;
  await db
    .insertInto('payments')
    .values({
      ...fields,
      organization_id,
      period: invoice.period,
      method: 'bank_transfer',
      credited_micros: String(amount - applied),
      created_by: context.created_by,
    })
    .execute();
  const target = { invoice: { id: invoice_id, name: invoice.number }, payment: { id: payment.id } };
  context.audit({
    event: 'PAYMENT_RECORD',
    owner_id: organization_id,
    targets: [target],
    details: {
      amount_micros: payment.amount_micros,
      credited_micros: String(amount - applied),
      source: payment.source,
    },
  });
  const settled = applied === due && due > 0n;
  await changeOne(
    db
      .updateTable('invoices')
      .set({
        paid_micros: sql<string>`paid_micros + ${String(applied)}::numeric`,
        ...(settled ? { status: 'paid' as const, paid_at: sql<string>`steward_now()` } : {}),
      })
      .where('organization_id', '=', organization_id)
      .where('period', '=', invoice.period),
  );
  if (settled)
    context.audit({
      event: 'INVOICE_PAID',
      owner_id: organization_id,
      targets: [{ invoice: { id: invoice_id, name: invoice.number } }],
    });
  if (amount > applied) {
    const reason = `${formatAmount(amount - applied, invoice.currency)} ${invoice.currency} too much for ${invoice.number}`;
    const change = {
      organization_id,
      type: 'overpayment',
      amount_micros: amount - applied,
      period: invoice.period,
    } as const;
    await changeCredit(db, { ...change, reason });
  }
  return true;
}
