import { sql } from 'kysely';
import { kept } from '../db/kept.ts';
import type { Db } from '../db/tables.ts';
import { type Indexed, index, type PlainApp } from './organization-facts.ts';

const stateOf = kept((db, organizationId: string) =>
  sql<{ state: string }>`select json_build_object(
    'silos', (select json_agg(json_build_array(s.id, s.required_labels, array(
      select st.team_id from silo_teams st
      where st.organization_id = s.organization_id and st.silo_id = s.id order by 1)) order by s.id)
      from silos s where s.organization_id = o.id),
    'teams', (select json_agg(json_build_array(t.team_id, t.users) order by t.team_id) from (
      select tm.team_id, string_agg(tm.user_id, ' ' order by tm.user_id) as users from team_members tm
      where tm.organization_id = o.id and tm.team_id in (select team_id from silo_teams where organization_id = o.id)
      group by tm.team_id) t),
    'apps', (select json_agg(json_build_array(a.compliance_labels, a.ids) order by a.compliance_labels) from (
      select compliance_labels, string_agg(id || '@' || extract(epoch from created_at)::text, ' ' order by id) as ids
      from apps where owner_id = o.id group by 1) a)
    )::text as state
    from organizations o where o.id = ${organizationId} and o.deleted_at is null
      and exists (select 1 from silos where organization_id = o.id)`.compile(db),
);

/** What an organization's silos close, to whom: as one text, so that two states are the same or are not. */
export async function readSiloState(db: Db, organizationId: string): Promise<string | null> {
  const { rows } = await stateOf(db, organizationId);
  return rows[0]?.state ?? null;
}

interface State {
  silos: [id: string, labels: string[], teams: string[]][] | null;
  teams: [id: string, users: string][] | null;
  /** Each app as `id@time`. */
  apps: [labels: string[], ids: string][] | null;
}

const appsOf = ([compliance_labels, ids]: [string[], string]): [string, PlainApp][] =>
  ids.split(' ').map((text) => {
    const [id = '', created_at = ''] = text.split('@');
    return [id, { id, visibility: 10, compliance_labels, created_at }];
  });

/** The state as far as silos go: who is in which siloed team, and which labels apps bear. Roles are not known. */
export function parseSiloState(organizationId: string, text: string): Indexed {
  const { silos, teams, apps } = JSON.parse(text) as State;
  const members = new Map(
    (teams ?? []).flatMap(([, users]) => users.split(' ').map((user) => [user, 'team_contributor'] as const)),
  );
  return index({
    id: organizationId,
    plan: 'enterprise',
    members,
    teams: new Map(
      (teams ?? []).map(([id, users]) => [
        id,
        { id, default_permission_id: 'labeler_worker', members: new Set(users.split(' ')), apps: new Map() },
      ]),
    ),
    silos: new Map((silos ?? []).map(([id, required_labels, team_ids]) => [id, { id, required_labels, team_ids }])),
    apps: new Map((apps ?? []).flatMap(appsOf)),
    collaborators: new Map(),
    organizations: new Set(),
    partners: new Map(),
  });
}

/** Apps that stand under another id than before: what is gone and what is new came into being at the same moment. */
export function renamedApps(before: Indexed, after: Indexed): Map<string, string> {
  const gone = [...before.facts.apps.values()].filter(({ id }) => !after.facts.apps.has(id));
  const renamed = new Map<string, string>();
  for (const app of gone.length === 0 ? [] : after.facts.apps.values()) {
    if (before.facts.apps.has(app.id)) continue;
    const at = gone.findIndex(({ created_at }) => created_at === app.created_at);
    if (at !== -1) renamed.set(app.id, gone.splice(at, 1)[0]?.id ?? '');
  }
  return renamed;
}
