import { sql } from 'kysely';
import { teamsDelete } from '../../../contract/api/teams.ts';
import { changeAny, changeExactly } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { assertKnown, selectTeams } from './present.ts';

/** A team of the same id that is made later is another team: invitations that wait forget this one. */
const forgetInInvitations = (db: Db, orgId: string, teamId: string) =>
  changeAny(
    db
      .updateTable('invitations')
      .set({ team_ids: sql<string[]>`array_remove(team_ids, ${teamId}::text)` })
      .where('organization_id', '=', orgId)
      .where('status', '=', 'PENDING')
      .where(sql<boolean>`${teamId}::text = any(team_ids)`),
  );

/** Who is in each of the teams. */
async function peopleOf(db: Db, orgId: string, teamIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('team_members')
    .select(['team_id', 'user_id'])
    .where('organization_id', '=', orgId)
    .where('team_id', 'in', teamIds)
    .execute();
  const found = new Map<string, string[]>();
  for (const { team_id, user_id } of rows) found.get(team_id)?.push(user_id) ?? found.set(team_id, [user_id]);
  return found;
}

/** Deletes teams, all or none. What they gave ends; a silo that is left without a team binds nobody, and stays. */
export const deleteTeams = handle(teamsDelete, async ({ params, body, db, audit }) => {
  const ids = [...new Set(body.ids)];
  const teams = await selectTeams(db, params.org_id).where('teams.id', 'in', ids).execute();
  assertKnown(
    ids,
    teams.map(({ id }) => id),
    'ids',
    'a team of the organization',
  );
  const people = await peopleOf(db, params.org_id, ids);
  for (const id of ids) await forgetInInvitations(db, params.org_id, id);
  await changeExactly(
    ids.length,
    db.deleteFrom('teams').where('organization_id', '=', params.org_id).where('id', 'in', ids),
  );
  for (const { id, name, default_permission_id, members_count, apps_count } of teams)
    audit({
      event: 'ORGANIZATION_TEAM_DELETE',
      owner_id: params.org_id,
      targets: [{ team: { id, name } }],
      details: { before: { name, default_permission_id, members_count, apps_count } },
      people: people.get(id) ?? [],
    });
  return {};
});
