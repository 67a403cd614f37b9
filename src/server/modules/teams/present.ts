import { sql } from 'kysely';
import type { Team } from '../../../contract/api/teams.ts';
import type { Action } from '../../../contract/permissions.ts';
import type { Membership } from '../../access/membership.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { notFound, Problem } from '../../http/problem.ts';

/** Teams with their counts, one row each. */
export function selectTeams(db: Db, organizationId: string) {
  return db
    .selectFrom('teams')
    .select(['teams.id', 'teams.name', 'teams.name_key', 'teams.default_permission_id'])
    .select(['teams.created_at', 'teams.modified_at'])
    .select((eb) => [
      eb
        .selectFrom('team_members')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('team_members.organization_id', '=', 'teams.organization_id')
        .whereRef('team_members.team_id', '=', 'teams.id')
        .as('members_count'),
      eb
        .selectFrom('team_apps')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('team_apps.organization_id', '=', 'teams.organization_id')
        .whereRef('team_apps.team_id', '=', 'teams.id')
        .as('apps_count'),
    ])
    .where('teams.organization_id', '=', organizationId);
}

export type TeamRow = Awaited<ReturnType<ReturnType<typeof selectTeams>['execute']>>[number];

/** A team as the API shows it. */
export function presentTeam(row: TeamRow, abilities: Record<Action, boolean> | undefined): Team {
  const { name_key: _, ...fields } = row;
  return {
    ...fields,
    members_count: row.members_count ?? 0,
    apps_count: row.apps_count ?? 0,
    abilities: {
      manage: abilities?.manage_teams ?? false,
      add_members: abilities?.add_members_to_teams ?? false,
      add_apps: abilities?.add_apps_to_teams ?? false,
    },
  };
}

/** One team. Throws not_found. */
export async function findTeam(
  db: Db,
  { org_id, team_id }: { org_id: string; team_id: string },
  membership: Membership | null,
): Promise<Team> {
  const row = await selectTeams(db, org_id).where('teams.id', '=', team_id).executeTakeFirst();
  if (row === undefined) throw notFound(`The team ${team_id}`);
  return presentTeam(row, membership?.abilities);
}

/** These teams in the order of `ids`, which exist. */
export async function teamsInOrder(db: Db, orgId: string, ids: readonly string[], membership: Membership | null) {
  const rows = await selectTeams(db, orgId).where('teams.id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [presentTeam(row, membership?.abilities)];
  });
}

/** Throws not_found naming each of `ids` that `known` lacks. */
export function assertKnown(ids: readonly string[], known: Iterable<string>, field: string, what: string): void {
  const found = new Set(known);
  const details = ids.flatMap((id, index) =>
    found.has(id) ? [] : [{ field: `body.${field}.${index}`, message: `${id} is not ${what}` }],
  );
  if (details.length > 0) throw new Problem('not_found', details[0]?.message, details);
}

/** When the team, its apps or its people last changed; null where there is no such team. */
export async function teamVersion(db: Db, orgId: string, teamId: string): Promise<string | null> {
  const row = await db
    .selectFrom('teams')
    .select('modified_at')
    .where('organization_id', '=', orgId)
    .where('id', '=', teamId)
    .executeTakeFirst();
  return row?.modified_at ?? null;
}

/** Its apps and its people are a part of the team: whoever decides about it sees that they changed. */
export async function touchTeam(db: Db, { org_id, team_id }: { org_id: string; team_id: string }): Promise<void> {
  await changeOne(
    db
      .updateTable('teams')
      .set({ modified_at: sql<string>`steward_now()` })
      .where('organization_id', '=', org_id)
      .where('id', '=', team_id),
  );
}
