import { sql } from 'kysely';
import type { SpendLimitState } from '../../../contract/api/usage.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import type { Db } from '../../db/tables.ts';

/** What the organization's usage of the current month has cost so far, in micro-units. */
export async function spentThisMonth(db: Db, organizationId: string): Promise<string> {
  const { rows } = await sql<{ spent: string }>`
    select coalesce(sum(cost_micros), 0) as spent from usage_totals
    where ${belongsTo('usage_totals.organization_id', organizationId)} and day >= date_trunc('month', steward_now() at time zone 'UTC')::date
      and day < (date_trunc('month', steward_now() at time zone 'UTC') + interval '1 month')::date`.execute(db);
  return rows[0]?.spent ?? '0';
}

/** How the month stands against the limit that the organization has set itself; null where it has set none. */
export async function spendLimitOf(db: Db, organizationId: string): Promise<SpendLimitState | null> {
  const account = await db
    .selectFrom('billing_accounts')
    .select(['currency', 'spend_limit_micros'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  if (account === undefined || account.spend_limit_micros === null) return null;
  const spent_micros = await spentThisMonth(db, organizationId);
  const limit_micros = account.spend_limit_micros;
  return { currency: account.currency, limit_micros, spent_micros, over: BigInt(spent_micros) > BigInt(limit_micros) };
}
