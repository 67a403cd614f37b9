import type { Denial, Grant } from '../../contract/access.ts';
import {
  ACTION_NAMES,
  ACTIONS,
  type Action,
  APP_ACTION_NAMES,
  type AppAction,
  type RoleId,
  TEAM_PERMISSION_ACTIONS,
  type TeamPermissionId,
  VISIBILITY_ACTIONS,
} from '../../contract/permissions.ts';
import { SHAREABLE_ACTIONS } from './action-set.ts';
import { type Actor, type AppFacts, type BindingSilo, ORGANIZATION, PLANS_WITHOUT_TEAMS, PUBLIC } from './facts.ts';

export interface Decision {
  readonly allowed: boolean;
  /** Everything that says yes. Without one, the answer is no. */
  readonly grants: readonly Grant[];
  /** Everything that says no. One is enough. */
  readonly denials: readonly Denial[];
}

const READING: ReadonlySet<Action> = new Set(ACTION_NAMES.filter((action) => action.startsWith('view_')));

/** Whether a token's scopes cover an action: `*` covers all, `read` all reading, a name itself and the reading it needs. */
export function scopesCover(scopes: readonly string[], action: Action): boolean {
  if (scopes.includes('*') || scopes.includes(action)) return true;
  return READING.has(action) && scopes.length > 0;
}

const READ_SHARE: readonly Action[] = [...VISIBILITY_ACTIONS, 'view_collaborators'];

/**
 * Whether a collaborator's scopes give an action on the app: `*` all but its administration, `read` its content and
 * who works there, a name itself with the sight of the app.
 */
export function sharesGive(scopes: readonly string[], action: AppAction): boolean {
  if (!SHAREABLE_ACTIONS.includes(action)) return false;
  if (scopes.includes('*') || scopes.includes(action)) return true;
  if (scopes.includes('read')) return READ_SHARE.includes(action);
  return action === 'view_apps' && scopes.some((scope) => (SHAREABLE_ACTIONS as readonly string[]).includes(scope));
}

const roleAllows = (role: RoleId, action: Action): boolean => (ACTIONS[action] as readonly RoleId[]).includes(role);
const roleAllowsOnApps = (role: RoleId, action: Action): boolean =>
  role !== 'team_contributor' && roleAllows(role, action);
const permits = (permission: TeamPermissionId, action: Action): boolean =>
  TEAM_PERMISSION_ACTIONS[permission].includes(action);

/** The labels that a silo wants and an app lacks. */
export const missingLabels = (silo: Pick<BindingSilo, 'required_labels'>, labels: readonly string[]): string[] =>
  silo.required_labels.filter((label) => !labels.includes(label));

export const isClosed = (silos: readonly BindingSilo[], labels: readonly string[]): boolean =>
  silos.some((silo) => missingLabels(silo, labels).length > 0);

function roleGrants({ role_id }: Actor, action: Action, app: AppFacts | null): Grant[] {
  const allows = role_id !== null && (app === null ? roleAllows : roleAllowsOnApps)(role_id, action);
  return allows ? [{ via: 'role', role_id }] : [];
}

function teamGrants(actor: Actor, action: Action, app: AppFacts | null): Grant[] {
  if (app === null)
    return (actor.carried ?? [])
      .filter((one) => permits(one.permission_id, action) && !isClosed(actor.silos ?? [], one.compliance_labels))
      .map(({ compliance_labels: _, ...one }) => ({ via: 'team', ...one }));
  return app.teams.flatMap(({ team_id, permission_id }): Grant[] => {
    const team = actor.teams?.find(({ id }) => id === team_id);
    if (team === undefined) return [];
    const permission = permission_id ?? team.default_permission_id;
    if (!permits(permission, action)) return [];
    return [{ via: 'team', team_id, permission_id: permission, from: permission_id === null ? 'default' : 'app' }];
  });
}

function collaboratorGrants(actor: Actor, action: AppAction, app: AppFacts): Grant[] {
  return app.collaborators
    .filter(({ collaborator_id, scopes }) => {
      if (!sharesGive(scopes, action)) return false;
      if (collaborator_id === actor.user_id) return true;
      const role = actor.partners?.get(collaborator_id);
      return role !== undefined && roleAllowsOnApps(role, action);
    })
    .map(({ collaborator_id, scopes }) => ({ via: 'collaborator', collaborator_id, scopes: [...scopes] }));
}

function visibilityGrants({ role_id }: Actor, action: AppAction, { visibility }: AppFacts): Grant[] {
  if (!(VISIBILITY_ACTIONS as readonly AppAction[]).includes(action)) return [];
  if (visibility === PUBLIC) return [{ via: 'visibility', visibility: 'public' }];
  return visibility === ORGANIZATION && role_id !== null ? [{ via: 'visibility', visibility: 'organization' }] : [];
}

function grantsOf(actor: Actor, action: Action, app: AppFacts | null): { grants: Grant[]; byPlan: Denial[] } {
  const onApp = APP_ACTION_NAMES.find((one) => one === action);
  if (app !== null && onApp === undefined) return { grants: [], byPlan: [] };
  const grants = roleGrants(actor, action, app);
  const teams = teamGrants(actor, action, app);
  const withoutTeams = actor.plan != null && PLANS_WITHOUT_TEAMS.has(actor.plan);
  if (!withoutTeams) grants.push(...teams);
  if (app !== null && onApp !== undefined) {
    if (app.owner_id === actor.user_id) grants.push({ via: 'owner', user_id: actor.user_id });
    grants.push(...collaboratorGrants(actor, onApp, app), ...visibilityGrants(actor, onApp, app));
  }
  const missed = withoutTeams && teams.length > 0 && grants.length === 0;
  return { grants, byPlan: missed ? [{ via: 'plan', plan: String(actor.plan) }] : [] };
}

/**
 * Whether the actor may do the action on the app, or in the organization where none is named, with every grant and
 * every rule that decided. A denial wins over any number of grants. The plan takes away what teams grant: it is a
 * denial where nothing else says yes, since an admin stays an admin on every plan.
 */
export function decide(actor: Actor, action: Action, app: AppFacts | null = null): Decision {
  const { grants, byPlan } = grantsOf(actor, action, app);
  const denials: Denial[] = [];
  for (const { id, team_ids, required_labels } of app === null ? [] : (actor.silos ?? [])) {
    const missing_labels = missingLabels({ required_labels }, app?.compliance_labels ?? []);
    if (missing_labels.length > 0) denials.push({ via: 'silo', silo_id: id, team_ids: [...team_ids], missing_labels });
  }
  if (!scopesCover(actor.scopes, action)) denials.push({ via: 'scope', missing: action });
  for (const rule of actor.token_rules ?? []) denials.push({ via: 'token', rule });
  denials.push(...byPlan);
  return { allowed: grants.length > 0 && denials.length === 0, grants, denials };
}

/** What the actor may do in the organization, for the `abilities` of an answer. */
export function abilitiesOf(actor: Actor): Record<Action, boolean> {
  return Object.fromEntries(ACTION_NAMES.map((action) => [action, decide(actor, action).allowed])) as Record<
    Action,
    boolean
  >;
}
