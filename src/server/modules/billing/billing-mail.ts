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

/** The email about an issued invoice; null when it is void or the organization is gone. */
export async function invoiceMail(db: Db, organizationId: string, month: string): Promise<Mail | null> {
  const organization = await organizationOf(db, organizationId);
  const invoice = await selectInvoices(db, organizationId).where('period', '=', firstDay(month)).executeTakeFirst();
  if (organization === undefined || invoice === undefined || invoice.status === 'void') return null;
  const amount = (micros: bigint): string => `${formatAmount(micros, invoice.currency)} ${invoice.currency}`;
  const { account_holder, iban, bic } = invoice.issuer;
  const pay = [
    `Please transfer ${amount(dueOf(invoice))} by ${invoice.due_on}:`,
    `Account holder: ${account_holder}`,
    ...(iban === null ? [] : [`IBAN: ${groupReference(iban)}`]),
    ...(bic === null ? [] : [`BIC: ${bic}`]),
    `Reference: ${groupReference(invoice.reference)}`,
  ];
  return {
    to: organization.billing_email,
    subject: `Invoice ${invoice.number} from ${invoice.issuer.name} for ${organization.name}`,
    text: [
      `${organization.name}’s invoice for ${monthName(month)} comes to ${amount(BigInt(invoice.total_micros))}.`,
      '',
      ...(invoice.status === 'paid' ? ['It is paid. There is nothing left to do.'] : pay),
      '',
      'See all its lines in Steward, under Billing.',
    ].join('\n'),
  };
}

/** The email about a budget's alert to one address; null when the organization is gone. */
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
  const budget = `“${alert.budget_name}” (${amount(alert.amount_micros)})`;
  const [title, what] =
    alert.basis === 'actual'
      ? [
          `has reached ${alert.percent}%`,
          `${amount(alert.reached_micros)} of the budget ${budget} was spent in ${month}.`,
        ]
      : [
          `is expected to reach ${alert.percent}%`,
          `${month} is expected to cost at least ${amount(alert.reached_micros)}. The budget is ${budget}.`,
        ];
  return {
    to,
    subject: `${organization.name}: the budget ${alert.budget_name} ${title}`,
    text: [what, '', 'Review spending in Steward, under Costs. You get one email per threshold and month.'].join('\n'),
  };
}
