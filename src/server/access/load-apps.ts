import { sql } from 'kysely';
import type { TeamPermissionId } from '../../contract/permissions.ts';
import { belongsTo } from '../db/belongs-to.ts';
import type { Db } from '../db/tables.ts';
import type { AppFacts, Collaboration, TeamOnApp } from './facts.ts';

interface Row {
  apps: [id: string, visibility: number, labels: string[]][] | null;
  teams: [app: string, team: string, permission: TeamPermissionId | null][] | null;
  collaborators: [app: string, collaborator: string, scopes: string[]][] | null;
}

const NO_TEAMS: readonly TeamOnApp[] = [];
const NO_COLLABORATORS: readonly Collaboration[] = [];

function grouped<T>(rows: readonly (readonly [string, T])[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const [key, value] of rows) {
    const list = found.get(key);
    if (list === undefined) found.set(key, [value]);
    else list.push(value);
  }
  return found;
}

/**
 * What one person can be asked about: the owner's apps, or those of `appIds` that exist, each with the person's own
 * teams and with the collaborations that are theirs or an organization's in which they are. One query, whatever the number.
 */
export async function loadApps(
  db: Db,
  userId: string,
  ownerId: string,
  appIds: readonly string[] | null,
): Promise<AppFacts[]> {
  const among = (column: string) =>
    appIds === null ? sql`true` : sql`${sql.ref(column)} = any(${[...appIds]}::text[])`;
  const { rows } = await sql<Row>`select
    (select json_agg(json_build_array(a.id, a.visibility, a.compliance_labels))
      from apps a where ${belongsTo('a.owner_id', ownerId)} and ${among('a.id')}) as apps,
    (select json_agg(json_build_array(ta.app_id, ta.team_id, ta.permission_id) order by ta.team_id)
      from team_members tm
      join team_apps ta on ta.organization_id = tm.organization_id and ta.team_id = tm.team_id
      where ${belongsTo('tm.organization_id', ownerId)} and tm.user_id = ${userId} and ${among('ta.app_id')}) as teams,
    (select json_agg(json_build_array(c.app_id, c.collaborator_id, c.scopes) order by c.collaborator_id)
      from collaborators c
      where ${belongsTo('c.owner_id', ownerId)} and ${among('c.app_id')} and (c.collaborator_id = ${userId}
        or c.collaborator_id in (select organization_id from partner_roles_of(${ownerId}, ${userId})))) as collaborators`.execute(
    db,
  );
  const [row] = rows;
  const teams = grouped(
    (row?.teams ?? []).map(([app, team_id, permission_id]) => [app, { team_id, permission_id }] as const),
  );
  const collaborators = grouped(
    (row?.collaborators ?? []).map(([app, collaborator_id, scopes]) => [app, { collaborator_id, scopes }] as const),
  );
  return (row?.apps ?? []).map(([id, visibility, compliance_labels]) => ({
    id,
    owner_id: ownerId,
    visibility,
    compliance_labels,
    teams: teams.get(id) ?? NO_TEAMS,
    collaborators: collaborators.get(id) ?? NO_COLLABORATORS,
  }));
}
