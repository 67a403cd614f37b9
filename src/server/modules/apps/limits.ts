import { sql } from 'kysely';
import type { Db } from '../../db/tables.ts';
import { Problem } from '../../http/problem.ts';

/** An owner, a person or an organization, has at most this many apps: what a list, a role and a silo are decided over. */
export const MAX_APPS = 5000;

/**
 * Holds the owner until the transaction ends, so that what is counted and what is taken stays so. An organization is
 * held already by whoever changes something in it; of a person the row itself is.
 */
export async function lockPerson(db: Db, ownerId: string): Promise<void> {
  await db.selectFrom('users').select('id').where('id', '=', ownerId).forNoKeyUpdate().execute();
}

/** Throws exceeds_limits where the owner would have more apps than there can be. */
export async function assertAppRoom(db: Db, ownerId: string, adding: number): Promise<void> {
  const { count } = await db
    .selectFrom('apps')
    .select(sql<number>`count(*)`.as('count'))
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  if (count + adding <= MAX_APPS) return;
  throw new Problem('exceeds_limits', `${ownerId} has ${count} apps; there can be ${MAX_APPS}`, [
    { field: 'apps_limit', message: `${MAX_APPS} apps for each owner` },
  ]);
}
