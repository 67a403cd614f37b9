import { formatAmount } from '../../billing/decimal.ts';
import { firstDay, monthName, monthOf } from '../../billing/months.ts';
import { groupReference } from '../../billing/reference.ts';
import type { Db } from '../../db/tables.ts';
import type { Mail } from '../../mail/mailer.ts';
import { dueOf, selectInvoices } from './invoice-read.ts';

const organizationOf = (db: Db, id: string) =>
  db
    .selectFrom('organizations')
    .select(['name', 'billing_email'])
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();

/** The mail of an invoice that was issued; null when nothing is due any more or the organization is gone. */
export async function invoiceMail(db: Db, organizationId: string, month: string): Promise<Mail | null> {
  const organization = await organizationOf(db, organizationId);
  const invoice = await selectInvoices(db, organizationId).where('period', '=', firstDay(month)).executeTakeFirst();
  if (organization === undefined || invoice === undefined || invoice.status === 'void') return null;
  const amount = (micros: bigint): string => `${formatAmount(micros, invoice.currency)} ${invoice.currency}`;
  const { account_holder, iban, bic } = invoice.issuer;
  const pay = [
    `Please transfer ${amount(dueOf(invoice))} until ${invoice.due_on}:`,
    `Account holder: ${account_holder}`,
    ...(iban === null ? [] : [`IBAN: ${groupReference(iban)}`]),
    ...(bic === null ? [] : [`BIC: ${bic}`]),
    `Reference: ${groupReference(invoice.reference)}`,
  ];
  return {
    to: organization.billing_email,
    subject: `Invoice ${invoice.number} of ${invoice.issuer.name} for ${organization.name}`,
    text: [
      `The invoice of ${organization.name} for ${monthName(month)} is ${amount(BigInt(invoice.total_micros))}.`,
      '',
      ...(invoice.status === 'paid' ? ['It is paid: nothing is left to do.'] : pay),
      '',
      'The invoice with all its lines is in Steward, under Billing.',
    ].join('\n'),
  };
}

/** The mail of a budget's alert to one address; null when the organization is gone. */
export async function alertMail(db: Db, organizationId: string, alertId: string, to: string): Promise<Mail | null> {
  const organization = await organizationOf(db, organizationId);
  const alert = await db
    .selectFrom('budget_alerts')
    .leftJoin('billing_accounts', 'billing_accounts.organization_id', 'budget_alerts.organization_id')
    .select(['budget_alerts.budget_name', 'budget_alerts.period', 'budget_alerts.basis', 'budget_alerts.percent'])
    .select(['budget_alerts.amount_micros', 'budget_alerts.reached_micros'])
    .select('billing_accounts.currency')
    .where('budget_alerts.organization_id', '=', organizationId)
    .where('budget_alerts.id', '=', alertId)
    .executeTakeFirst();
  if (organization === undefined || alert === undefined) return null;
  const currency = alert.currency ?? 'USD';
  const amount = (micros: string): string => `${formatAmount(BigInt(micros), currency)} ${currency}`;
  const month = monthName(monthOf(alert.period));
  const what =
    alert.basis === 'actual'
      ? `${amount(alert.reached_micros)} has been spent in ${month}`
      : `${month} is expected to cost ${amount(alert.reached_micros)}`;
  return {
    to,
    subject: `${organization.name}: the budget ${alert.budget_name} has reached ${alert.percent}%`,
    text: [
      `${what}, of a budget of ${amount(alert.amount_micros)} (${alert.budget_name}).`,
      '',
      'What it is spent on is in Steward, under Billing. This is said once for each threshold and month.',
    ].join('\n'),
  };
}
