import { lockOrganization } from '../../access/membership.ts';
import { recordAudit } from '../../audit/record.ts';
import { firstDay } from '../../billing/months.ts';
import { changeOne } from '../../db/changed.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { localOrigin } from '../../workspace.ts';
import { changeCredit } from './credits.ts';

/** What the operator asked for cannot be done: the message says why. */
export class OperatorError extends Error {}

/** Gives an organization a credit that lowers its next invoices. Throws OperatorError. */
export async function grantCredit(db: Db, organizationId: string, amountMicros: bigint, reason: string): Promise<void> {
  if (amountMicros <= 0n) throw new OperatorError('the amount must be more than nothing');
  await asSystem(db, async (trx) => {
    await lockOrganization(trx, organizationId);
    const known = await trx
      .selectFrom('organizations')
      .select('id')
      .where('id', '=', organizationId)
      .executeTakeFirst();
    if (known === undefined) throw new OperatorError(`the organization ${organizationId} does not exist`);
    const change = {
      organization_id: organizationId,
      type: 'grant',
      amount_micros: amountMicros,
      period: null,
    } as const;
    const id = await changeCredit(trx, { ...change, reason });
    await recordAudit(trx, null, localOrigin(), [
      {
        event: 'CREDIT_GRANT',
        owner_id: organizationId,
        targets: [{ credit: { id } }],
        details: { amount_micros: String(amountMicros), reason },
      },
    ]);
  });
}

/**
 * Voids an open invoice to which nothing was paid. Credits that it used come back; its usage is not billed again, and its
 * number stays. Throws OperatorError.
 */
export async function voidInvoice(db: Db, organizationId: string, month: string, reason: string): Promise<void> {
  const period = firstDay(month);
  await asSystem(db, async (trx) => {
    await lockOrganization(trx, organizationId);
    const invoice = await trx
      .selectFrom('invoices')
      .select(['number', 'status', 'paid_micros', 'credit_micros'])
      .where('organization_id', '=', organizationId)
      .where('period', '=', period)
      .forUpdate()
      .executeTakeFirst();
    if (invoice === undefined) throw new OperatorError(`${organizationId} has no issued invoice for ${month}`);
    if (invoice.status !== 'open' || invoice.paid_micros !== '0')
      throw new OperatorError(
        `the invoice ${invoice.number} is ${invoice.status}: only an open one without payments can be voided`,
      );
    await changeOne(
      trx
        .updateTable('invoices')
        .set({ status: 'void', void_reason: reason })
        .where('organization_id', '=', organizationId)
        .where('period', '=', period),
    );
    const used = BigInt(invoice.credit_micros);
    if (used > 0n)
      await changeCredit(trx, {
        organization_id: organizationId,
        type: 'reversal',
        amount_micros: used,
        reason: `Invoice ${invoice.number} is void`,
        period,
      });
    await recordAudit(trx, null, localOrigin(), [
      {
        event: 'INVOICE_VOID',
        owner_id: organizationId,
        targets: [{ invoice: { id: month, name: invoice.number } }],
        details: { reason },
      },
    ]);
  });
}
