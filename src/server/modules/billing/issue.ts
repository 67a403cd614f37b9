import { sql } from 'kysely';
import { lockOrganization } from '../../access/membership.ts';
import { recordAudit } from '../../audit/record.ts';
import { addDays, addMonths, firstDay } from '../../billing/months.ts';
import { creditorReference } from '../../billing/reference.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db, InvoiceIssuer, Tx } from '../../db/tables.ts';
import { localOrigin } from '../../workspace.ts';
import { closeAccount } from './account.ts';
import { changeCredit } from './credits.ts';
import { type Draft, draftInvoice, GRACE_DAYS } from './draft.ts';

/**
 * The next number of the issuer. Its row is held until the transaction ends, so that a number that is not used after
 * all is the next one's: there are no gaps.
 */
async function takeNumber(db: Db): Promise<{ number: string; issuer: InvoiceIssuer }> {
  const row = await db
    .updateTable('billing_issuer')
    .set({ next_number: sql<number>`next_number + 1` })
    .returning(['next_number', 'number_prefix', 'name', 'address', 'email', 'tax_id', 'account_holder', 'iban', 'bic'])
    .executeTakeFirstOrThrow();
  const { next_number, number_prefix, ...issuer } = row;
  return { number: `${number_prefix}-${String(next_number - 1).padStart(6, '0')}`, issuer };
}

async function insertLines(db: Db, organizationId: string, period: string, draft: Draft): Promise<void> {
  const values = draft.lines.map(({ unit_price_micros, ...line }, index) => ({
    ...line,
    organization_id: organizationId,
    period,
    place: index + 1,
    unit_price_micros: unit_price_micros ?? null,
  }));
  for (let start = 0; start < values.length; start += 1000)
    await db
      .insertInto('invoice_lines')
      .values(values.slice(start, start + 1000))
      .execute();
}

export const recipientOf = ({ account }: Pick<Draft, 'account'>) => ({
  name: account.legal_name ?? account.name,
  address: account.address,
  email: account.billing_email,
  tax_id: account.tax_id,
});

async function insertInvoice(db: Db, organizationId: string, month: string, draft: Draft): Promise<string> {
  const period = firstDay(month);
  const { number, issuer } = await takeNumber(db);
  const settled = draft.total_micros === 0n;
  await db
    .insertInto('invoices')
    .values({
      organization_id: organizationId,
      period,
      number,
      status: settled ? 'paid' : 'open',
      currency: draft.currency,
      subtotal_micros: String(draft.subtotal_micros),
      tax_micros: String(draft.tax_micros),
      credit_micros: String(draft.credit_micros),
      total_micros: String(draft.total_micros),
      reference: creditorReference(number),
      issuer: JSON.stringify(issuer),
      recipient: JSON.stringify(recipientOf(draft)),
      purchase_order: draft.account.purchase_order,
      due_on: addDays(draft.account.today, draft.payment_days),
      paid_at: settled ? sql<string>`steward_now()` : null,
      void_reason: null,
    })
    .execute();
  await insertLines(db, organizationId, period, draft);
  if (draft.credit_micros !== 0n)
    await changeCredit(db, {
      organization_id: organizationId,
      type: draft.credit_micros > 0n ? 'use' : 'reversal',
      amount_micros: -draft.credit_micros,
      reason: `Invoice ${number}`,
      period,
    });
  return number;
}

/**
 * Issues the invoice of an organization's first month that has none, in the given transaction: all of it or nothing.
 * Answers its number; null where the month had nothing to bill, or is not over. Safe to run again and to be cut anywhere.
 */
export async function issueNext(
  trx: Tx,
  organizationId: string,
): Promise<{ month: string; number: string | null } | null> {
  // In this order: a batch that the account waits for still needs the organization.
  await closeAccount(trx, organizationId);
  await lockOrganization(trx, organizationId);
  const { rows } = await sql<{ open_month: string; over: boolean }>`
    select open_month, (open_month + interval '1 month' + make_interval(days => ${sql.lit(GRACE_DAYS)}))
      <= steward_now() at time zone 'UTC' as over
    from billing_accounts where ${belongsTo('billing_accounts.organization_id', organizationId)}`.execute(trx);
  const [account] = rows;
  if (account === undefined || !account.over) return null;
  const month = account.open_month.slice(0, 7);
  const draft = await draftInvoice(trx, organizationId, month);
  const number = draft.lines.length === 0 ? null : await insertInvoice(trx, organizationId, month, draft);
  await changeOne(
    trx
      .updateTable('billing_accounts')
      .set({ open_month: firstDay(addMonths(month, 1)) })
      .where('organization_id', '=', organizationId),
  );
  if (number !== null) await announce(trx, organizationId, month, number, draft);
  return { month, number };
}

async function announce(trx: Tx, organizationId: string, month: string, number: string, draft: Draft): Promise<void> {
  await recordAudit(trx, null, localOrigin(), [
    {
      event: 'INVOICE_ISSUE',
      owner_id: organizationId,
      targets: [{ invoice: { id: month, name: number } }],
      details: { total_micros: String(draft.total_micros), currency: draft.currency },
    },
  ]);
  const payload = JSON.stringify({ organization_id: organizationId, month });
  await trx.insertInto('outbox').values({ kind: 'invoice', payload, last_error: null }).execute();
}
