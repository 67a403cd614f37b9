import { sql } from 'kysely';
import {
  ACTIONS,
  type Action,
  APP_ACTION_NAMES,
  APP_ADMINISTRATION,
  type AppAction,
  type RoleId,
  TEAM_PERMISSION_ACTIONS,
  type TeamPermissionId,
  VISIBILITY_ACTIONS,
} from '../../contract/permissions.ts';
import type { Db } from '../db/tables.ts';
import type { Caller } from '../http/authenticate.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { scopesCover } from './decide.ts';

export type AppAbilities = Readonly<Record<AppAction, boolean>>;

/** The app of the path, with what the caller may do with it. */
export interface AppAccess {
  readonly owner_id: string;
  readonly id: string;
  readonly abilities: AppAbilities;
}

/** Everything that is known about the caller and one app. */
interface Known {
  readonly id: string;
  readonly visibility: number;
  readonly member: boolean;
  /** What comes from being somebody here: the owner, a role, a team, a collaborator. */
  readonly granted: ReadonlySet<AppAction>;
}

const has = (list: readonly Action[], action: AppAction): boolean => list.includes(action);
const roleAllows = (role: RoleId, action: AppAction): boolean =>
  role !== 'team_contributor' && (ACTIONS[action] as readonly RoleId[]).includes(role);

function scopesAllow(scopes: readonly string[], action: AppAction): boolean {
  if (scopes.includes(action) || (scopes.includes('*') && !has(APP_ADMINISTRATION, action))) return true;
  return (
    action === 'view_apps' ||
    (scopes.includes('read') && (has(VISIBILITY_ACTIONS, action) || action === 'view_collaborators'))
  );
}

const roleIn = (db: Db, organizationId: string, userId: string) =>
  db
    .selectFrom('members')
    .select('role_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();

const teamGrants = (db: Db, ownerId: string, userId: string) =>
  db
    .selectFrom('team_members')
    .innerJoin('team_apps', (join) =>
      join
        .onRef('team_apps.organization_id', '=', 'team_members.organization_id')
        .onRef('team_apps.team_id', '=', 'team_members.team_id'),
    )
    .innerJoin('teams', (join) =>
      join
        .onRef('teams.organization_id', '=', 'team_members.organization_id')
        .onRef('teams.id', '=', 'team_members.team_id'),
    )
    .select('team_apps.app_id')
    .select(sql<TeamPermissionId>`coalesce(team_apps.permission_id, teams.default_permission_id)`.as('permission_id'))
    .where('team_members.organization_id', '=', ownerId)
    .where('team_members.user_id', '=', userId)
    .execute();

const shares = (db: Db, ownerId: string, userId: string) =>
  db
    .selectFrom('collaborators')
    .leftJoin('members', (join) =>
      join.onRef('members.organization_id', '=', 'collaborators.collaborator_id').on('members.user_id', '=', userId),
    )
    .select(['collaborators.app_id', 'collaborators.scopes', 'collaborators.collaborator_id', 'members.role_id'])
    .where('collaborators.owner_id', '=', ownerId)
    .where((eb) => eb.or([eb('collaborator_id', '=', userId), eb('members.user_id', 'is not', null)]))
    .execute();

async function know(db: Db, caller: Caller, ownerId: string, appIds: readonly string[] | null): Promise<Known[]> {
  // Of a deleted organization nobody sees anything, whatever its apps would show.
  let select = db
    .selectFrom('apps')
    .leftJoin('organizations', 'organizations.id', 'apps.owner_id')
    .select(['apps.id', 'apps.visibility'])
    .where('apps.owner_id', '=', ownerId)
    .where('organizations.deleted_at', 'is', null);
  if (appIds !== null) select = select.where(sql<boolean>`apps.id = any(${[...appIds]}::text[])`);
  const apps = await select.execute();
  if (apps.length === 0) return [];
  const role = (await roleIn(db, ownerId, caller.user_id))?.role_id;
  const [teams, shared] = [await teamGrants(db, ownerId, caller.user_id), await shares(db, ownerId, caller.user_id)];
  return apps.map(({ id, visibility }) => {
    const permissions = teams.filter((one) => one.app_id === id).map((one) => one.permission_id);
    const collaborations = shared.filter((one) => one.app_id === id);
    const may = (action: AppAction): boolean =>
      ownerId === caller.user_id ||
      (role !== undefined && roleAllows(role, action)) ||
      permissions.some((permission) => has(TEAM_PERMISSION_ACTIONS[permission], action)) ||
      collaborations.some(
        (one) =>
          scopesAllow(one.scopes, action) &&
          (one.collaborator_id === caller.user_id || (one.role_id !== null && roleAllows(one.role_id, action))),
      );
    return { id, visibility, member: role !== undefined, granted: new Set(APP_ACTION_NAMES.filter(may)) };
  });
}

const isOpenTo = ({ visibility, member }: Known): boolean => visibility === 50 || (visibility === 30 && member);

const allows = (caller: Caller, known: Known, action: AppAction): boolean =>
  scopesCover(caller.scopes, action) &&
  (known.granted.has(action) || (isOpenTo(known) && has(VISIBILITY_ACTIONS, action)));

/** The ids of the owner's apps that the caller may view; null where that is all of them. */
export async function visibleApps(db: Db, caller: Caller, ownerId: string): Promise<readonly string[] | null> {
  if (ownerId === caller.user_id) return scopesCover(caller.scopes, 'view_apps') ? null : [];
  const known = await know(db, caller, ownerId, null);
  const visible = known.filter((one) => allows(caller, one, 'view_apps'));
  return visible.length === known.length ? null : visible.map(({ id }) => id);
}

/** What the caller may do with each of these apps of one owner, in one pass. An app that they may not see is left out. */
export async function appAbilities(
  db: Db,
  caller: Caller,
  ownerId: string,
  appIds: readonly string[],
): Promise<Map<string, AppAbilities>> {
  const found = new Map<string, AppAbilities>();
  for (const known of appIds.length === 0 ? [] : await know(db, caller, ownerId, appIds))
    if (allows(caller, known, 'view_apps'))
      found.set(
        known.id,
        Object.fromEntries(APP_ACTION_NAMES.map((action) => [action, allows(caller, known, action)])) as AppAbilities,
      );
  return found;
}

/** Those of these apps on which the caller may do the action, whether or not they may look into the app itself. */
export async function appsAllowing(
  db: Db,
  caller: Caller,
  ownerId: string,
  appIds: readonly string[],
  action: AppAction,
): Promise<ReadonlySet<string>> {
  const known = appIds.length === 0 ? [] : await know(db, caller, ownerId, appIds);
  return new Set(known.filter((one) => allows(caller, one, action)).map(({ id }) => id));
}

/**
 * The least visibility that content of the app needs for the caller to see it: 10, which all of it has, for who is
 * somebody in the app; 30 for members of the owning organization and 50 for everybody else who may only look.
 */
export async function contentReach(
  db: Db,
  caller: Caller,
  ownerId: string,
  appId: string,
  action: AppAction,
): Promise<10 | 30 | 50> {
  const [known] = await know(db, caller, ownerId, [appId]);
  if (known?.granted.has(action)) return 10;
  return known?.member ? 30 : 50;
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
  if (!abilities[action]) throw forbidden(action, `nothing allows you ${action} on the app ${appId}`);
  return { owner_id: ownerId, id: appId, abilities };
}
