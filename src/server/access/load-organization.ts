import { type RawBuilder, sql } from 'kysely';
import type { PlanId, RoleId, TeamPermissionId } from '../../contract/permissions.ts';
import type { Db } from '../db/tables.ts';
import type { Collaboration } from './facts.ts';
import type { OrganizationFacts, PlainApp, TeamFacts } from './organization-facts.ts';

/** Ids have no spaces: thousands of them travel as one text, which is many times as fast as a row for each. */
interface Loaded {
  readonly plan: PlanId;
  readonly members: [role: RoleId, users: string][];
  readonly teams: [id: string, permission: TeamPermissionId, users: string | null][];
  readonly team_apps: [team: string, permission: TeamPermissionId | null, apps: string][];
  readonly silos: [id: string, labels: string[], teams: string[]][];
  readonly apps: [visibility: number, labels: string[], ids: string][];
  readonly collaborators: [app: string, collaborator: string, scopes: string[]][];
  readonly organizations: string[];
  readonly partners: [user: string, organization: string, role: RoleId][];
}

const list = (query: RawBuilder<unknown>) => sql`coalesce((select json_agg(${query})`;

const split = (ids: string | null): string[] => (ids === null ? [] : ids.split(' '));

/**
 * Everything that decides who reaches what in the organization, in one query. Undefined where there is no such live
 * organization. Of the members of collaborating organizations it knows those who are members or collaborators here:
 * another organization's people are none of this one's business.
 */
export async function loadOrganization(db: Db, organizationId: string): Promise<OrganizationFacts | undefined> {
  const { rows } = await sql<{ facts: string }>`select json_build_object(
    'plan', o.plan,
    'members', ${list(sql`json_build_array(m.role_id, m.users)`)} from (
      select role_id, string_agg(user_id, ' ') as users from members where organization_id = o.id group by role_id) m), '[]'),
    'teams', ${list(sql`json_build_array(t.id, t.default_permission_id, t.users) order by t.id`)} from (
      select t.id, t.default_permission_id, (select string_agg(tm.user_id, ' ') from team_members tm
        where tm.organization_id = t.organization_id and tm.team_id = t.id) as users
      from teams t where t.organization_id = o.id) t), '[]'),
    'team_apps', ${list(sql`json_build_array(t.team_id, t.permission_id, t.apps)`)} from (
      select team_id, permission_id, string_agg(app_id, ' ') as apps from team_apps
      where organization_id = o.id group by team_id, permission_id) t), '[]'),
    'silos', ${list(sql`json_build_array(s.id, s.required_labels, s.teams) order by s.id`)} from (
      select s.id, s.required_labels, array(select st.team_id from silo_teams st
        where st.organization_id = s.organization_id and st.silo_id = s.id order by st.team_id) as teams
      from silos s where s.organization_id = o.id) s), '[]'),
    'apps', ${list(sql`json_build_array(a.visibility, a.compliance_labels, a.ids)`)} from (
      select visibility, compliance_labels, string_agg(id, ' ') as ids from apps
      where owner_id = o.id group by visibility, compliance_labels) a), '[]'),
    'collaborators', ${list(sql`json_build_array(c.app_id, c.collaborator_id, c.scopes) order by c.app_id, c.collaborator_id`)}
      from collaborators c where c.owner_id = o.id), '[]'),
    'organizations', (select coalesce(json_agg(w.id), '[]') from owners w where w.kind = 'organization'
      and w.id in (select collaborator_id from collaborators where owner_id = o.id)),
    'partners', ${list(sql`json_build_array(p.user_id, p.organization_id, p.role_id)`)}
      from partner_roles(o.id) p), '[]')
    )::text as facts
    from organizations o where o.id = ${organizationId} and o.deleted_at is null`.execute(db);
  const [row] = rows;
  return row === undefined ? undefined : assemble(organizationId, JSON.parse(row.facts) as Loaded);
}

function assemble(id: string, loaded: Loaded): OrganizationFacts {
  const members = new Map<string, RoleId>();
  for (const [role, users] of loaded.members) for (const user of split(users)) members.set(user, role);
  return {
    id,
    plan: loaded.plan,
    members,
    teams: teamsOf(loaded),
    silos: new Map(
      loaded.silos.map(([silo, required_labels, team_ids]) => [silo, { id: silo, required_labels, team_ids }]),
    ),
    apps: appsOf(loaded),
    collaborators: collaboratorsOf(loaded),
    organizations: new Set(loaded.organizations),
    partners: partnersOf(loaded),
  };
}

function teamsOf({ teams, team_apps }: Loaded): Map<string, TeamFacts> {
  const apps = new Map<string, Map<string, TeamPermissionId | null>>();
  for (const [team, permission, ids] of team_apps) {
    const its = apps.get(team) ?? new Map<string, TeamPermissionId | null>();
    for (const app of split(ids)) its.set(app, permission);
    apps.set(team, its);
  }
  return new Map(
    teams.map(([id, default_permission_id, users]) => [
      id,
      { id, default_permission_id, members: new Set(split(users)), apps: apps.get(id) ?? new Map() },
    ]),
  );
}

function appsOf({ apps }: Loaded): Map<string, PlainApp> {
  const found = new Map<string, PlainApp>();
  for (const [visibility, compliance_labels, ids] of apps)
    for (const id of split(ids)) found.set(id, { id, visibility, compliance_labels });
  return found;
}

function collaboratorsOf({ collaborators }: Loaded): Map<string, Collaboration[]> {
  const found = new Map<string, Collaboration[]>();
  for (const [app, collaborator_id, scopes] of collaborators)
    found.set(app, [...(found.get(app) ?? []), { collaborator_id, scopes }]);
  return found;
}

function partnersOf({ partners }: Loaded): Map<string, Map<string, RoleId>> {
  const found = new Map<string, Map<string, RoleId>>();
  for (const [user, organization, role] of partners)
    found.set(user, (found.get(user) ?? new Map<string, RoleId>()).set(organization, role));
  return found;
}
