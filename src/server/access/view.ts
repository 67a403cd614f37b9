import { ACTION_NAMES, type Action, type RoleId } from '../../contract/permissions.ts';
import {
  type ActionSet,
  ALL_ACTIONS,
  APP_ACTIONS,
  actionSet,
  HI,
  LO,
  NO_ACTIONS,
  PERMISSION_ACTIONS,
  PERMISSION_APP_ACTIONS,
  ROLE_ACTIONS,
  ROLE_APP_ACTIONS,
  SHAREABLE_ACTIONS,
  VISIBILITY,
} from './action-set.ts';
import { isClosed, scopesCover, sharesGive } from './decide.ts';
import { type Actor, type AppFacts, ORGANIZATION, PLANS_WITHOUT_TEAMS, PUBLIC } from './facts.ts';

/** An actor made ready for many questions: the same answers as `decide`, yes or no, without allocating for one. */
export interface View {
  readonly user_id: string;
  readonly member: boolean;
  /** What the token lets through; nothing where the organization's rules keep it out. */
  readonly scopes: ActionSet;
  /** What the role gives on every app of the organization. */
  readonly role: ActionSet;
  /** What may be done in the organization itself. */
  readonly organization: ActionSet;
  /** By team: what its default permission gives. Empty on a plan without teams. */
  readonly teams: ReadonlyMap<string, ActionSet>;
  readonly required: readonly (readonly string[])[];
  readonly partners: ReadonlyMap<string, RoleId>;
}

const scopeSets = new WeakMap<readonly string[], ActionSet>();
const shareSets = new WeakMap<readonly string[], ActionSet>();

function remember(sets: WeakMap<readonly string[], ActionSet>, key: readonly string[], make: () => ActionSet) {
  const found = sets.get(key);
  if (found !== undefined) return found;
  const made = make();
  sets.set(key, made);
  return made;
}

const EVERYTHING: readonly string[] = ['*'];
const coveredBy = (scopes: readonly string[]): ActionSet =>
  scopes.length === 1 && scopes[0] === '*'
    ? remember(scopeSets, EVERYTHING, () => ALL_ACTIONS)
    : remember(scopeSets, scopes, () => actionSet(ACTION_NAMES.filter((action) => scopesCover(scopes, action))));

/** What a collaborator's scopes give, as a set; made once for each array of scopes. */
export const sharedBy = (scopes: readonly string[]): ActionSet =>
  remember(shareSets, scopes, () => actionSet(SHAREABLE_ACTIONS.filter((action) => sharesGive(scopes, action))));

function organizationActions(actor: Actor, withTeams: boolean): ActionSet {
  let { lo, hi } = actor.role_id === null ? NO_ACTIONS : ROLE_ACTIONS[actor.role_id];
  for (const one of withTeams ? (actor.carried ?? []) : []) {
    if (isClosed(actor.silos ?? [], one.compliance_labels)) continue;
    lo |= PERMISSION_ACTIONS[one.permission_id].lo;
    hi |= PERMISSION_ACTIONS[one.permission_id].hi;
  }
  return { lo, hi };
}

const NO_TEAMS: ReadonlyMap<string, ActionSet> = new Map();
const NO_PARTNERS: ReadonlyMap<string, RoleId> = new Map();

/** Makes an actor ready for many questions. */
export function viewOf(actor: Actor): View {
  const withTeams = actor.plan == null || !PLANS_WITHOUT_TEAMS.has(actor.plan);
  return {
    user_id: actor.user_id,
    member: actor.role_id !== null,
    scopes: (actor.token_rules ?? []).length > 0 ? NO_ACTIONS : coveredBy(actor.scopes),
    role: actor.role_id === null ? NO_ACTIONS : ROLE_APP_ACTIONS[actor.role_id],
    organization: organizationActions(actor, withTeams),
    teams:
      withTeams && actor.teams !== undefined && actor.teams.length > 0
        ? new Map(actor.teams.map((team) => [team.id, PERMISSION_APP_ACTIONS[team.default_permission_id]]))
        : NO_TEAMS,
    required: (actor.silos ?? []).map((silo) => silo.required_labels).filter((labels) => labels.length > 0),
    partners: actor.partners ?? NO_PARTNERS,
  };
}

/** Whether a silo keeps everything with these labels from the actor. */
export function closes(required: View['required'], labels: readonly string[]): boolean {
  for (const wanted of required) for (const label of wanted) if (!labels.includes(label)) return true;
  return false;
}

/** Whether a silo, or the token, keeps the app from the actor whatever says yes. */
export const closesTo = ({ required }: View, app: AppFacts): boolean =>
  required.length > 0 && closes(required, app.compliance_labels);

/** The answer of `decide` on an app, yes or no. */
export function isAllowed(view: View, action: Action, app: AppFacts): boolean {
  const lo = LO[action];
  const hi = HI[action];
  if (((view.scopes.lo & lo) | (view.scopes.hi & hi)) === 0 || closesTo(view, app)) return false;
  if (((view.role.lo & lo) | (view.role.hi & hi)) !== 0) return true;
  const opened = app.visibility === PUBLIC || (app.visibility === ORGANIZATION && view.member);
  if (opened && ((VISIBILITY.lo & lo) | (VISIBILITY.hi & hi)) !== 0) return true;
  if (app.owner_id === view.user_id) return ((APP_ACTIONS.lo & lo) | (APP_ACTIONS.hi & hi)) !== 0;
  if (view.teams.size > 0)
    for (const { team_id, permission_id } of app.teams) {
      const byDefault = view.teams.get(team_id);
      if (byDefault === undefined) continue;
      const given = permission_id === null ? byDefault : PERMISSION_APP_ACTIONS[permission_id];
      if (((given.lo & lo) | (given.hi & hi)) !== 0) return true;
    }
  for (const one of app.collaborators) {
    const { lo: sharedLo, hi: sharedHi } = sharedBy(one.scopes);
    if (((sharedLo & lo) | (sharedHi & hi)) === 0) continue;
    if (one.collaborator_id === view.user_id) return true;
    const role = view.partners.get(one.collaborator_id);
    if (role !== undefined && ((ROLE_APP_ACTIONS[role].lo & lo) | (ROLE_APP_ACTIONS[role].hi & hi)) !== 0) return true;
  }
  return false;
}

/** Where `appActions` writes its answer: two words, so that asking about thousands of apps allocates nothing. */
export interface Words {
  lo: number;
  hi: number;
}

/** What teams and collaborations add on one app, apart from role and visibility. Silos and scopes are not looked at. */
export function addPersonal(view: View, app: AppFacts, into: Words): void {
  if (view.teams.size > 0)
    for (const { team_id, permission_id } of app.teams) {
      const byDefault = view.teams.get(team_id);
      if (byDefault === undefined) continue;
      const given = permission_id === null ? byDefault : PERMISSION_APP_ACTIONS[permission_id];
      into.lo |= given.lo;
      into.hi |= given.hi;
    }
  for (const one of app.collaborators) {
    const shared = sharedBy(one.scopes);
    const role = one.collaborator_id === view.user_id ? APP_ACTIONS : roleOf(view, one.collaborator_id);
    into.lo |= shared.lo & role.lo;
    into.hi |= shared.hi & role.hi;
  }
}

function roleOf(view: View, organizationId: string): ActionSet {
  const role = view.partners.get(organizationId);
  return role === undefined ? NO_ACTIONS : ROLE_APP_ACTIONS[role];
}

/** What role and visibility give on every app of this visibility. */
export function addGeneral(view: View, visibility: number, into: Words): void {
  into.lo |= view.role.lo;
  into.hi |= view.role.hi;
  if (visibility !== PUBLIC && !(visibility === ORGANIZATION && view.member)) return;
  into.lo |= VISIBILITY.lo;
  into.hi |= VISIBILITY.hi;
}

/** All that the actor may do on one app: `isAllowed` for every action at once. */
export function appActions(view: View, app: AppFacts, into: Words): void {
  into.lo = 0;
  into.hi = 0;
  if (closesTo(view, app)) return;
  if (app.owner_id === view.user_id) {
    into.lo = APP_ACTIONS.lo;
    into.hi = APP_ACTIONS.hi;
  } else {
    addGeneral(view, app.visibility, into);
    addPersonal(view, app, into);
  }
  into.lo &= view.scopes.lo;
  into.hi &= view.scopes.hi;
}
