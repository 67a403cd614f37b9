import { APP_ACTION_NAMES, type AppAction } from '../../contract/permissions.ts';
import type { Db } from '../db/tables.ts';
import type { Caller } from '../http/authenticate.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { has, ROLE_APP_ACTIONS } from './action-set.ts';
import { decide } from './decide.ts';
import type { Actor, AppFacts } from './facts.ts';
import { loadApps } from './load-apps.ts';
import { loadStanding } from './load-standing.ts';
import { refuseToken } from './token-rules.ts';
import { appActions, isAllowed, type View, viewOf } from './view.ts';
import { whyNot } from './why-not.ts';

export type AppAbilities = Readonly<Record<AppAction, boolean>>;

/** The app of the path, with what the caller may do with it. */
export interface AppAccess {
  readonly owner_id: string;
  readonly id: string;
  readonly abilities: AppAbilities;
}

/** Who the caller is for this owner's apps; null where there is no such owner, or only a deleted one. */
async function standing(db: Db, caller: Caller, ownerId: string): Promise<Actor | null> {
  const found = await loadStanding(db, caller, ownerId, 'apps');
  return found === undefined || found.deleted ? null : found.actor;
}

function abilitiesOn(view: View, app: AppFacts): AppAbilities {
  const words = { lo: 0, hi: 0 };
  appActions(view, app, words);
  return Object.fromEntries(APP_ACTION_NAMES.map((action) => [action, has(words, action)])) as AppAbilities;
}

/** Those of the apps on which the caller can be asked about anything. */
async function known(db: Db, caller: Caller, ownerId: string, appIds: readonly string[]) {
  if (appIds.length === 0) return null;
  const actor = await standing(db, caller, ownerId);
  return actor === null
    ? null
    : { actor, view: viewOf(actor), apps: await loadApps(db, caller.user_id, ownerId, appIds) };
}

/** What the caller may do with each of these apps of one owner, in one pass. An app that they may not see is left out. */
export async function appAbilities(
  db: Db,
  caller: Caller,
  ownerId: string,
  appIds: readonly string[],
): Promise<Map<string, AppAbilities>> {
  const found = new Map<string, AppAbilities>();
  const about = await known(db, caller, ownerId, appIds);
  for (const app of about?.apps ?? [])
    if (about !== null && isAllowed(about.view, 'view_apps', app)) found.set(app.id, abilitiesOn(about.view, app));
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
  const about = await known(db, caller, ownerId, appIds);
  if (about === null) return new Set();
  return new Set(about.apps.filter((app) => isAllowed(about.view, action, app)).map(({ id }) => id));
}

/** The ids of the owner's apps that the caller may view; null where that is all of them. */
export async function visibleApps(db: Db, caller: Caller, ownerId: string): Promise<readonly string[] | null> {
  const actor = await standing(db, caller, ownerId);
  if (actor === null) return [];
  const view = viewOf(actor);
  if (!has(view.scopes, 'view_apps')) return [];
  const owns =
    ownerId === caller.user_id || (actor.role_id !== null && has(ROLE_APP_ACTIONS[actor.role_id], 'view_apps'));
  if (owns && view.required.length === 0) return null;
  const apps = await loadApps(db, caller.user_id, ownerId, null);
  return apps.filter((app) => isAllowed(view, 'view_apps', app)).map(({ id }) => id);
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
  const about = await known(db, caller, ownerId, [appId]);
  const [app] = about?.apps ?? [];
  if (about === null || app === undefined) return 50;
  if (decide(about.actor, action, app).grants.some(({ via }) => via !== 'visibility')) return 10;
  return about.actor.role_id === null ? 50 : 30;
}

/**
 * Throws not_found for an app that the caller may neither see nor do the action on, and forbidden for an action that
 * they may not do; an infrastructure manager deploys models of apps that they do not see.
 */
export async function authorizeApp(
  db: Db,
  caller: Caller,
  ownerId: string,
  appId: string,
  action: AppAction,
): Promise<AppAccess> {
  const about = await known(db, caller, ownerId, [appId]);
  const [app] = about?.apps ?? [];
  if (about === null || app === undefined) throw notFound(`The app ${appId}`);
  const abilities = abilitiesOn(about.view, app);
  if (abilities[action]) return { owner_id: ownerId, id: appId, abilities };
  if (isOnlyKeptOut(about.actor, app)) refuseToken(about.actor.token_rules);
  const { denials } = decide(about.actor, action, app);
  if (!abilities.view_apps) throw notFound(`The app ${appId}`);
  throw forbidden(action, whyNot(denials, action, `nothing allows you ${action} on the app ${appId}`));
}

/** Whether nothing but the organization's rules for tokens hides the app: then the caller hears which. */
const isOnlyKeptOut = (actor: Actor, app: AppFacts): boolean =>
  (actor.token_rules ?? []).length > 0 && isAllowed(viewOf({ ...actor, token_rules: [] }), 'view_apps', app);
