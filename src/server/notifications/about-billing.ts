import { sql } from 'kysely';
import type { AuditEvent } from '../audit/record.ts';
import { belongsTo } from '../db/belongs-to.ts';
import type { Tx } from '../db/tables.ts';
import { rolesWith, toThoseWhoMay } from './audience.ts';
import { idsOf, targetsOf } from './targets.ts';
import type { Rules } from './tell.ts';
import { takeBack, write } from './write.ts';

const MAY = 'view_financial_data';

/** Every open invoice with those who may look at what it costs. Its first day is what the database calls its month. */
export const toPayers = sql`
  select members.user_id, 'invoice:' || invoices.organization_id || ':' || to_char(invoices.period, 'YYYY-MM') as subject,
    invoices.organization_id, null::text as actor_id, invoices.due_on::timestamp at time zone 'UTC' as due_at,
    jsonb_build_object('invoice', jsonb_build_object('month', to_char(invoices.period, 'YYYY-MM'),
      'number', invoices.number, 'total_micros', invoices.total_micros::text, 'currency', invoices.currency)) as about
  from invoices
  join organizations on organizations.id = invoices.organization_id and organizations.deleted_at is null
  join members on members.organization_id = invoices.organization_id and members.role_id = any(${rolesWith(MAY)}::text[])
  where invoices.status = 'open'`;

async function tellIssued(trx: Tx, event: AuditEvent): Promise<void> {
  const [month = ''] = idsOf(event, 'invoice');
  const own = belongsTo('invoices.organization_id', event.owner_id);
  await write(trx, 'invoice_issued', sql`${toPayers} and ${own} and invoices.period = ${`${month}-01`}::date`);
}

const settle = (trx: Tx, event: AuditEvent) =>
  takeBack(
    trx,
    idsOf(event, 'invoice').map((month) => `invoice:${event.owner_id}:${month}`),
  );

/** The next threshold takes the place of the one before: the highest is what there is to know. */
async function tellBudget(trx: Tx, event: AuditEvent): Promise<void> {
  const [budget] = targetsOf(event, 'budget');
  if (budget === undefined) return;
  const { percent, basis } = event.details as { percent: number; basis: 'actual' | 'forecast' };
  const { rows } = await sql<{ month: string }>`
    select to_char(steward_now() at time zone 'UTC', 'YYYY-MM') as month`.execute(trx);
  const about = { budget: { ...budget, percent, basis, month: rows[0]?.month ?? '' } };
  const subject = `budget:${event.owner_id}:${budget.id}:${basis}`;
  const word = { subject, organization_id: event.owner_id, actor_id: null, about };
  await write(trx, 'budget_reached', toThoseWhoMay(MAY, event.owner_id, word));
}

export const billingRules: Rules = {
  INVOICE_ISSUE: tellIssued,
  INVOICE_PAID: settle,
  INVOICE_VOID: settle,
  BUDGET_ALERT: tellBudget,
};
