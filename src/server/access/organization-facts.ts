import type { PlanId, RoleId, TeamPermissionId } from '../../contract/permissions.ts';
import type { Actor, AppFacts, BindingSilo, CarriedPermission, Collaboration, TeamOnApp } from './facts.ts';

export interface TeamFacts {
  readonly id: string;
  readonly default_permission_id: TeamPermissionId;
  readonly members: ReadonlySet<string>;
  /** By app: its own permission in the team; null where the default holds. */
  readonly apps: ReadonlyMap<string, TeamPermissionId | null>;
}

export interface SiloFacts {
  readonly id: string;
  readonly team_ids: readonly string[];
  readonly required_labels: readonly string[];
}

/** An app without what teams say about it. */
export interface PlainApp {
  readonly id: string;
  readonly visibility: number;
  readonly compliance_labels: readonly string[];
  /** What the app came into being with, so that it is known again under another id. */
  readonly created_at?: string;
}

/** Everything that decides who reaches what in one organization: plain data. */
export interface OrganizationFacts {
  readonly id: string;
  readonly plan: PlanId;
  readonly members: ReadonlyMap<string, RoleId>;
  readonly teams: ReadonlyMap<string, TeamFacts>;
  readonly silos: ReadonlyMap<string, SiloFacts>;
  readonly apps: ReadonlyMap<string, PlainApp>;
  /** By app. */
  readonly collaborators: ReadonlyMap<string, readonly Collaboration[]>;
  /** Which collaborators are organizations. */
  readonly organizations: ReadonlySet<string>;
  /** By person: the roles of members and of collaborators in organizations that collaborate here. */
  readonly partners: ReadonlyMap<string, ReadonlyMap<string, RoleId>>;
}

/** The facts with what many questions look up by person: made once, in one pass. */
export interface Indexed {
  readonly facts: OrganizationFacts;
  readonly apps: ReadonlyMap<string, AppFacts>;
  readonly teamsOf: ReadonlyMap<string, readonly TeamFacts[]>;
  /** By team: what its apps carry. */
  readonly carriedBy: ReadonlyMap<string, readonly CarriedPermission[]>;
  /** By team: the silos that bind its members. */
  readonly silosOn: ReadonlyMap<string, readonly SiloFacts[]>;
  /** By collaborator, a person or an organization: the apps. */
  readonly sharedWith: ReadonlyMap<string, readonly string[]>;
}

const NONE: readonly never[] = [];

function push<K, V>(into: Map<K, V[]>, key: K, value: V): void {
  const list = into.get(key);
  if (list === undefined) into.set(key, [value]);
  else list.push(value);
}

/** Makes an organization's facts ready to be asked about anybody and anything. */
export function index(facts: OrganizationFacts): Indexed {
  const teamsOf = new Map<string, TeamFacts[]>();
  const teamsOn = new Map<string, TeamOnApp[]>();
  const sharedWith = new Map<string, string[]>();
  for (const team of facts.teams.values()) {
    for (const user of team.members) push(teamsOf, user, team);
    for (const [app, permission_id] of team.apps) push(teamsOn, app, { team_id: team.id, permission_id });
  }
  for (const [app, shares] of facts.collaborators)
    for (const { collaborator_id } of shares) push(sharedWith, collaborator_id, app);
  const apps = new Map<string, AppFacts>();
  for (const { id, visibility, compliance_labels } of facts.apps.values())
    apps.set(id, {
      id,
      owner_id: facts.id,
      visibility,
      compliance_labels,
      teams: teamsOn.get(id) ?? NONE,
      collaborators: facts.collaborators.get(id) ?? NONE,
    });
  const carried = new Map([...facts.teams.values()].map((team) => [team.id, carriedBy(team, facts.apps)]));
  return { facts, apps, teamsOf, carriedBy: carried, silosOn: silosByTeam(facts), sharedWith };
}

function silosByTeam({ silos }: OrganizationFacts): Map<string, SiloFacts[]> {
  const found = new Map<string, SiloFacts[]>();
  for (const silo of silos.values()) for (const team of silo.team_ids) push(found, team, silo);
  return found;
}

/** The silos that bind somebody, each with the teams through which it does. */
export function silosBinding({ silosOn, teamsOf }: Indexed, userId: string): BindingSilo[] {
  const through = new Map<SiloFacts, string[]>();
  if (silosOn.size > 0)
    for (const team of teamsOf.get(userId) ?? NONE)
      for (const silo of silosOn.get(team.id) ?? NONE) push(through, silo, team.id);
  return [...through].map(([{ id, required_labels }, team_ids]) => ({ id, team_ids, required_labels }));
}

/** What a team's apps carry, each permission and each set of labels once: the apps themselves may be thousands. */
function carriedBy(team: TeamFacts, apps: OrganizationFacts['apps']): CarriedPermission[] {
  const found = new Map<string, CarriedPermission>();
  for (const [app_id, own] of team.apps) {
    const app = apps.get(app_id);
    if (app === undefined) continue;
    const { compliance_labels } = app;
    const permission_id = own ?? team.default_permission_id;
    const from = own === null ? 'default' : 'app';
    const key = `${permission_id} ${from} ${compliance_labels.join(' ')}`;
    const first = found.get(key);
    if (first === undefined || app_id < first.app_id)
      found.set(key, { team_id: team.id, permission_id, from, app_id, compliance_labels });
  }
  return [...found.values()];
}

const ANY_SCOPE: readonly string[] = ['*'];

/** Who somebody is in the organization, to ask about the person whatever token they use. */
export function actorIn(indexed: Indexed, userId: string): Actor {
  const { facts, teamsOf } = indexed;
  const role_id = facts.members.get(userId) ?? null;
  const teams = role_id === null ? NONE : (teamsOf.get(userId) ?? NONE);
  return {
    user_id: userId,
    role_id,
    scopes: ANY_SCOPE,
    plan: facts.plan,
    teams,
    carried: teams.flatMap((team) => indexed.carriedBy.get(team.id) ?? NONE),
    silos: role_id === null ? NONE : silosBinding(indexed, userId),
    partners: facts.partners.get(userId) ?? NOWHERE,
  };
}

const NOWHERE: ReadonlyMap<string, RoleId> = new Map();
