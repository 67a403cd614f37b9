import type { AnswerOf } from '../api/index.ts';
import type { TokenRules } from '../api/policies.ts';
import type { PasswordPolicy } from '../password-policy.ts';
import type { TeamPermissionId } from '../permissions.ts';
import { NEVER_MODIFIED } from '../route.ts';
import { FILE_VERSION, type OrganizationDocument, TEAM_DEFAULT } from './document.ts';
import { type CallRoute, readAll } from './read-all.ts';

export interface TeamState {
  readonly id: string;
  readonly name: string;
  readonly default_permission_id: TeamPermissionId;
  /** By app: its own permission, or null where the team's default holds. */
  readonly apps: ReadonlyMap<string, TeamPermissionId | null>;
  readonly version: string;
}

export interface SiloState {
  readonly id: string;
  readonly name: string;
  readonly team_ids: readonly string[];
  readonly required_labels: readonly string[];
  readonly version: string;
}

/** What a file is compared with: an organization as it is, each record with its version. */
export interface OrganizationState {
  readonly organization: { readonly id: string; readonly name: string; readonly billing_email: string };
  readonly organization_version: string;
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly password_policy: PasswordPolicy;
  readonly password_policy_version: string;
  readonly token_rules: TokenRules;
  readonly token_rules_version: string;
  readonly teams: ReadonlyMap<string, TeamState>;
  readonly silos: ReadonlyMap<string, SiloState>;
  readonly apps: ReadonlyMap<string, { readonly compliance_labels: readonly string[]; readonly version: string }>;
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.toSorted((one, other) => (one.id < other.id ? -1 : 1)).map((item) => [item.id, item]));

type Team = AnswerOf<'teams.list'>['teams'][number];

async function readTeam(call: CallRoute, org_id: string, team: Team): Promise<TeamState> {
  const params = { org_id, team_id: team.id };
  const apps =
    team.apps_count === 0
      ? []
      : await readAll(
          (page) => call('team_apps.list', { params, query: page }),
          (answer) => answer.apps,
        );
  return {
    id: team.id,
    name: team.name,
    default_permission_id: team.default_permission_id,
    apps: new Map(apps.map((app) => [app.app_id, app.permission_id])),
    version: team.modified_at,
  };
}

/** How many teams' apps are asked for at once. */
const AT_ONCE = 4;

async function readTeams(call: CallRoute, org_id: string): Promise<TeamState[]> {
  // A team's version is read before its apps: a change between the two is a conflict later, never an oversight.
  const teams = await readAll(
    (query) => call('teams.list', { params: { org_id }, query }),
    (answer) => answer.teams,
  );
  const states: TeamState[] = [];
  for (let start = 0; start < teams.length; start += AT_ONCE)
    states.push(
      ...(await Promise.all(teams.slice(start, start + AT_ONCE).map((team) => readTeam(call, org_id, team)))),
    );
  return states;
}

/** Reads an organization as a file would say it, through the routes that everybody uses. Rejects as they do. */
export async function readState(call: CallRoute, org_id: string): Promise<OrganizationState> {
  const params = { org_id };
  const [{ organization }, { roles }, policy, rules] = await Promise.all([
    call('organizations.get', { params }),
    call('roles.list', { params }),
    call('password_policy.get', { params }),
    call('token_rules.get', { params }),
  ]);
  const teams = await readTeams(call, org_id);
  const silos = await readAll(
    (query) => call('silos.list', { params, query }),
    (answer) => answer.silos,
  );
  const apps = await readAll(
    (query) => call('apps.list', { params: { user_id: org_id }, query: { ...query, sort_by_id: 'true' } }),
    (answer) => answer.apps,
  );
  return {
    organization: { id: organization.id, name: organization.name, billing_email: organization.billing_email },
    organization_version: organization.modified_at,
    roles: Object.fromEntries(roles.map(({ id, actions }) => [id, actions])),
    password_policy: policy.password_policy,
    password_policy_version: policy.modified_at ?? NEVER_MODIFIED,
    token_rules: rules.token_rules,
    token_rules_version: rules.modified_at ?? NEVER_MODIFIED,
    teams: byId(teams),
    silos: byId(silos.map((silo) => ({ ...silo, version: silo.modified_at }))),
    apps: new Map(
      apps.map(({ id, compliance_labels, modified_at }) => [id, { compliance_labels, version: modified_at }]),
    ),
  };
}

const sortedEntries = <T>(map: ReadonlyMap<string, T>): [string, T][] =>
  [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));

/** The document that says this state: everything in one order, so that the same state is the same text. */
export function documentOf(state: OrganizationState): OrganizationDocument {
  return {
    steward: FILE_VERSION,
    organization: state.organization,
    roles: Object.fromEntries(Object.entries(state.roles).map(([id, actions]) => [id, actions.toSorted()])),
    password_policy: state.password_policy,
    token_rules: state.token_rules,
    labels: Object.fromEntries(
      sortedEntries(state.apps).flatMap(([id, { compliance_labels }]) =>
        compliance_labels.length === 0 ? [] : [[id, [...compliance_labels].sort() as string[]]],
      ),
    ),
    teams: sortedEntries(state.teams).map(([id, { name, default_permission_id, apps }]) => ({
      id,
      name,
      default_permission: default_permission_id,
      apps: Object.fromEntries(sortedEntries(apps).map(([app, own]) => [app, own ?? TEAM_DEFAULT])),
    })),
    silos: sortedEntries(state.silos).map(([id, { name, team_ids, required_labels }]) => ({
      id,
      name,
      teams: [...team_ids].sort(),
      required_labels: [...required_labels].sort(),
    })),
  };
}
