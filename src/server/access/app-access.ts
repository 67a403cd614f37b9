import { APP_ACTION_NAMES, type AppAction } from '../../contract/permissions.ts';
import type { Db } from '../db/tables.ts';
import type { Caller } from '../http/authenticate.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { decide } from './decide.ts';
import { assertTokenAdmittedBy } from './token-rules.ts';

export type AppAbilities = Readonly<Record<AppAction, boolean>>;

/** The app of the path, with what the caller may do with it. */
export interface AppAccess {
  readonly owner_id: string;
  readonly id: string;
  readonly abilities: AppAbilities;
}

/** What the caller may do with each of these apps of one owner, in one pass. An app that they may not see is left out. */
export async function appAbilities(
  db: Db,
  caller: Caller,
  ownerId: string,
  appIds: readonly string[],
): Promise<Map<string, AppAbilities>> {
  if (appIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('apps')
    .leftJoin('members', (join) =>
      join.onRef('members.organization_id', '=', 'apps.owner_id').on('members.user_id', '=', caller.user_id),
    )
    .select(['apps.id', 'members.role_id'])
    .where('apps.owner_id', '=', ownerId)
    .where('apps.id', 'in', appIds)
    .execute();
  const found = new Map<string, AppAbilities>();
  for (const { id, role_id } of rows) {
    const actor = { user_id: caller.user_id, role_id, scopes: caller.scopes };
    const may = (action: AppAction) =>
      ownerId === caller.user_id ? caller.scopes.includes('*') : decide(actor, action).allowed;
    const abilities = Object.fromEntries(APP_ACTION_NAMES.map((action) => [action, may(action)])) as AppAbilities;
    if (abilities.view_apps) found.set(id, abilities);
  }
  return found;
}

/** Throws not_found for an app that the caller may not see, and forbidden for an action that they may not do. */
export async function authorizeApp(
  db: Db,
  caller: Caller,
  ownerId: string,
  appId: string,
  action: AppAction,
): Promise<AppAccess> {
  const abilities = (await appAbilities(db, caller, ownerId, [appId])).get(appId);
  if (abilities === undefined) throw notFound(`The app ${appId}`);
  await assertTokenAdmittedBy(db, caller, ownerId);
  if (!abilities[action]) throw forbidden(action, `nothing allows you ${action} on the app ${appId}`);
  return { owner_id: ownerId, id: appId, abilities };
}
