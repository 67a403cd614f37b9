import { sql } from 'kysely';
import type { AccessEntry } from '../../../contract/api/access.ts';
import { containing } from '../../db/like.ts';
import type { Db } from '../../db/tables.ts';

type Person = AccessEntry['user'];
type AppName = Pick<AccessEntry['app'], 'id' | 'name'>;

/** The people's names, by id. */
export async function namesOfPeople(db: Db, ids: readonly string[]): Promise<Map<string, Person>> {
  const rows = await db
    .selectFrom('users')
    .select(['id', 'first_name', 'last_name', 'image'])
    .where(sql<boolean>`users.id = any(${[...ids]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The names of an owner's apps, by id. */
export async function namesOfApps(db: Db, ownerId: string, ids: readonly string[]): Promise<Map<string, AppName>> {
  const rows = await db
    .selectFrom('apps')
    .select(['id', 'name'])
    .where('owner_id', '=', ownerId)
    .where(sql<boolean>`apps.id = any(${[...ids]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The ids of the owner's apps whose id or name contains the text; null where nothing is looked for. */
export async function findApps(db: Db, ownerId: string, search: string | undefined): Promise<Set<string> | null> {
  if (!search) return null;
  const text = containing(search.toLowerCase());
  const rows = await db
    .selectFrom('apps')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where(sql<boolean>`(apps.id like ${text} or lower(apps.name) like ${text})`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Those of these people whose id or name contains the text; null where nothing is looked for. */
export async function findPeople(
  db: Db,
  ids: readonly string[],
  search: string | undefined,
): Promise<Set<string> | null> {
  if (!search) return null;
  const text = containing(search.toLowerCase());
  const rows = await db
    .selectFrom('users')
    .select('id')
    .where(sql<boolean>`users.id = any(${[...ids]}::text[])`)
    .where(sql<boolean>`(users.id like ${text} or lower(users.first_name || ' ' || users.last_name) like ${text})`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
