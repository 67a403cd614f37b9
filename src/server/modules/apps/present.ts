import { sql } from 'kysely';
import type { App } from '../../../contract/api/apps.ts';
import { type AppAbilities, appAbilities } from '../../access/app-access.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { forbidden, notFound } from '../../http/problem.ts';

/** Apps of one owner with the caller's star, ready to be filtered and sorted. */
export function selectApps(db: Db, caller: Caller, ownerId: string) {
  return db
    .selectFrom('apps')
    .select(['id', 'name', 'owner_id', 'description', 'visibility', 'compliance_labels', 'created_at', 'modified_at'])
    .select(['image', 'star_count', 'base_workflow_id'])
    .select(sql<string>`lower(apps.name)`.as('sort_name'))
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('stars')
          .select('stars.kind')
          .where('stars.starrer_id', '=', caller.user_id)
          .where('stars.kind', '=', 'app')
          .whereRef('stars.owner_id', '=', 'apps.owner_id')
          .whereRef('stars.app_id', '=', 'apps.id'),
      ).as('is_starred'),
    )
    .where('owner_id', '=', ownerId);
}

export type AppRow = Awaited<ReturnType<ReturnType<typeof selectApps>['execute']>>[number];

/** An app as the API shows it in lists: without its notes and metadata, which can be 80 kB each. */
export function presentApp(row: AppRow, abilities: AppAbilities): App {
  const { owner_id, visibility, sort_name: _, base_workflow_id, is_starred, ...fields } = row;
  return {
    ...fields,
    user_id: owner_id,
    visibility: { gettable: visibility },
    is_starred: Boolean(is_starred),
    ...(abilities.view_base_workflow ? { base_workflow_id } : {}),
    abilities: { ...abilities },
  };
}

/** Those of these apps that the caller may see, as the API shows them, in the order of `ids`. */
export async function findApps(db: Db, caller: Caller, ownerId: string, ids: readonly string[]): Promise<App[]> {
  const abilities = await appAbilities(db, caller, ownerId, ids);
  const rows = await selectApps(db, caller, ownerId)
    .where(sql<boolean>`apps.id = any(${[...ids]}::text[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const [row, allowed] = [byId.get(id), abilities.get(id)];
    return row === undefined || allowed === undefined ? [] : [presentApp(row, allowed)];
  });
}

/** One app with its notes and metadata. Throws not_found where the caller may not see it. */
export async function findApp(db: Db, caller: Caller, ownerId: string, id: string): Promise<App> {
  const [app] = await findApps(db, caller, ownerId, [id]);
  const texts = await db
    .selectFrom('apps')
    .select(['notes', 'metadata'])
    .where('owner_id', '=', ownerId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (app === undefined || texts === undefined) throw notFound(`The app ${id}`);
  return { ...app, ...texts };
}

/**
 * The app after a change to it, for the answer. Throws forbidden where the change would hide it from who makes it, as a
 * silo does with an app that lacks its labels: nobody is to lose what they hold by accident.
 */
export async function findChangedApp(db: Db, caller: Caller, ownerId: string, id: string): Promise<App> {
  const [app] = await findApps(db, caller, ownerId, [id]);
  if (app === undefined) throw forbidden('view_apps', `After this you would not see the app ${id} any more`);
  return findApp(db, caller, ownerId, id);
}

/** When the app itself last changed; null where there is none. */
export async function appVersion(db: Db, ownerId: string, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('apps')
    .select('modified_at')
    .where('owner_id', '=', ownerId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.modified_at ?? null;
}
