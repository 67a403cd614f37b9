import { sql } from 'kysely';
import type { Db, Tx } from './tables.ts';

/** Whose rows a transaction may see: one organization's, and what is the person's own. */
export interface Scope {
  /** The organization, or the owner of apps, that the request is about. */
  readonly tenant: string | null;
  /** Who asks. */
  readonly person: string | null;
}

const enter = async (trx: Tx, { tenant, person }: Scope): Promise<void> => {
  await sql`select set_config('steward.tenant', ${tenant ?? ''}, true),
    set_config('steward.person', ${person ?? ''}, true)`.execute(trx);
};

/** Runs `work` in one transaction that sees the scope's rows and no others. */
export const inScope = <T>(db: Db, scope: Scope, work: (trx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await enter(trx, scope);
    return work(trx);
  });

/** From here on the transaction sees this organization's rows instead, and still what is the person's own. */
export async function enterTenant(trx: Db, tenant: string): Promise<void> {
  await sql`select set_config('steward.tenant', ${tenant}, true)`.execute(trx);
}
