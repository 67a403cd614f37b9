import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import type { PlanId } from '../../contract/permissions.ts';
import { lockOrganization } from '../access/membership.ts';
import type { ServerArguments } from '../arguments.ts';
import { recordAudit } from '../audit/record.ts';
import { changeOne } from '../db/changed.ts';
import { migrate } from '../db/migrate.ts';
import { openPGlite, openPostgres } from '../db/open.ts';
import { asSystem } from '../db/scope.ts';
import type { Db } from '../db/tables.ts';

/** Sets an organization's plan and notes it in its audit log. Answers the plan before, or null where there is no such organization. */
export const setPlan = (db: Db, organizationId: string, plan: PlanId): Promise<PlanId | null> =>
  asSystem(db, async (trx) => {
    await lockOrganization(trx, organizationId);
    const row = await trx
      .selectFrom('organizations')
      .select(['plan', 'name'])
      .where('id', '=', organizationId)
      .executeTakeFirst();
    if (row === undefined) return null;
    if (row.plan === plan) return row.plan;
    await changeOne(
      trx
        .updateTable('organizations')
        .set({ plan, modified_at: sql<string>`steward_now()` })
        .where('id', '=', organizationId),
    );
    const details = { by: 'the operator of the server', changes: { plan: { before: row.plan, after: plan } } };
    await recordAudit(trx, null, { req_id: randomUUID(), source_ip: 'command line' }, [
      {
        event: 'ORGANIZATION_UPDATE',
        owner_id: organizationId,
        targets: [{ organization: { id: organizationId, name: row.name } }],
        details,
      },
    ]);
    return row.plan;
  });

async function openExisting({ data, database }: Pick<ServerArguments, 'data' | 'database'>) {
  if (database !== null) return openPostgres(database, 1);
  if (data === null || !existsSync(data)) throw new Error(`There is no data folder ${data ?? ''}`);
  return openPGlite(data);
}

type Print = (line: string) => void;

/** `set-plan ORGANIZATION PLAN`: prints what it did. Returns the exit code: 0, or 1 if it couldn't. */
export async function setPlanFromCommandLine(
  given: Pick<ServerArguments, 'data' | 'database'>,
  { organization, plan }: { readonly organization: string; readonly plan: PlanId },
  print: Print = console.log,
  complain: Print = console.error,
): Promise<number> {
  try {
    const opened = await openExisting(given);
    try {
      await migrate(opened.db);
      const before = await setPlan(opened.db, organization, plan);
      if (before === null) throw new Error(`There is no organization ${organization}`);
      print(`${organization}: ${before === plan ? `is on ${plan} already` : `${before} is ${plan} now`}`);
      return 0;
    } finally {
      await opened.close();
    }
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
