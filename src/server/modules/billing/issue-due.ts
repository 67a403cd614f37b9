import { sql } from 'kysely';
import type { Logger } from 'pino';
import { asSystem } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { GRACE_DAYS } from './draft.ts';
import { issueNext } from './issue.ts';

/** Organizations with a month that is over and not invoiced. */
async function organizationsDue(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('billing_accounts')
    .select('organization_id')
    .where(
      'open_month',
      '<=',
      sql<string>`(date_trunc('month', steward_now() at time zone 'UTC' - make_interval(days => ${sql.lit(GRACE_DAYS)}))
        - interval '1 month')::date`,
    )
    .orderBy('organization_id')
    .execute();
  return rows.map((row) => row.organization_id);
}

/**
 * Issues every invoice that is due, each in a transaction of its own, and answers how many. What fails is logged and left
 * for the next run; the others go out.
 */
export async function issueDueInvoices(db: Db, log: Logger): Promise<number> {
  let issued = 0;
  for (const organizationId of await asSystem(db, organizationsDue)) {
    try {
      for (;;) {
        const done = await asSystem(db, (trx) => issueNext(trx, organizationId));
        if (done === null) break;
        if (done.number !== null) issued += 1;
      }
    } catch (error) {
      log.error({ err: error, organization: organizationId }, 'an invoice could not be issued');
    }
  }
  return issued;
}
