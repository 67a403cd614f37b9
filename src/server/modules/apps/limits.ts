import { sql } from 'kysely';
import type { Db } from '../../db/tables.ts';
import { Problem } from '../../http/problem.ts';

/** An owner, a person or an organization, has at most this many apps: what a list, a role and a silo are decided over. */
export const MAX_APPS = 5000;

/** Throws exceeds_limits where the owner would have more apps than there can be. Every change holds its owner's lock. */
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
