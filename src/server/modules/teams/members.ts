import { sql } from 'kysely';
import { type TeamMember, teamMembersAdd, teamMembersList, teamMembersRemove } from '../../../contract/api/teams.ts';
import { assertPlanHas } from '../../access/plan-limits.ts';
import { containing } from '../../db/like.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { assertKnown, findTeam, touchTeam } from './present.ts';

function selectTeamMembers(db: Db, orgId: string, teamId: string) {
  return db
    .selectFrom('team_members')
    .innerJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'team_members.organization_id')
        .onRef('members.user_id', '=', 'team_members.user_id'),
    )
    .innerJoin('users', 'users.id', 'members.user_id')
    .innerJoin('emails', (join) => join.onRef('emails.user_id', '=', 'users.id').on('emails.is_primary', '=', true))
    .select(['members.user_id', 'members.role_id', 'members.sort_name', 'emails.email'])
    .select(['users.first_name', 'users.last_name', 'users.image'])
    .where('team_members.organization_id', '=', orgId)
    .where('team_members.team_id', '=', teamId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectTeamMembers>['execute']>>[number];

const BY_NAME: ListOrder<Row> = {
  list: 'team_members',
  keys: [
    { expression: sql`members.sort_name`, type: 'text', value: (row) => row.sort_name },
    { expression: sql`members.user_id`, type: 'text', value: (row) => row.user_id },
  ],
};

const presentTeamMember = (row: Row, withEmail: boolean): TeamMember => ({
  user: {
    id: row.user_id,
    first_name: row.first_name,
    last_name: row.last_name,
    ...(withEmail ? { primary_email: row.email } : {}),
    image: row.image,
  },
  role_id: row.role_id,
});

/** Who is in the team. Whoever may not see the organization's members sees their names, and not their addresses. */
export const listTeamMembers = handle(teamMembersList, async ({ params, query, db, membership }) => {
  await findTeam(db, params, membership);
  const withEmail = membership?.abilities.view_members ?? false;
  let select = selectTeamMembers(db, params.org_id, params.team_id);
  if (query.search) {
    const text = containing(query.search.toLowerCase());
    const where = withEmail
      ? sql<boolean>`members.search_text like ${text}`
      : sql<boolean>`members.sort_name like ${text}`;
    select = select.where(where);
  }
  const { rows, next_cursor } = await selectPage(select, query, BY_NAME);
  return { members: rows.map((row) => presentTeamMember(row, withEmail)), next_cursor };
});

/** Adds members of the organization, all or none. Throws not_found naming whoever is no member. */
export const addTeamMembers = handle(
  teamMembersAdd,
  async ({ params, body, db, membership, audit, nothingToAudit }) => {
    assertPlanHas('teams', membership);
    const team = await findTeam(db, params, membership);
    const ids = [...new Set(body.user_ids)];
    const members = await db
      .selectFrom('members')
      .select('user_id')
      .where('organization_id', '=', params.org_id)
      .where('user_id', 'in', ids)
      .execute();
    assertKnown(
      body.user_ids,
      members.map((row) => row.user_id),
      'user_ids',
      'a member of the organization',
    );
    const added = await db
      .insertInto('team_members')
      .values(ids.map((user_id) => ({ organization_id: params.org_id, team_id: params.team_id, user_id })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id')
      .execute();
    if (added.length === 0) nothingToAudit('everybody is in the team already');
    else {
      await touchTeam(db, params);
      audit({
        event: 'ORGANIZATION_TEAM_MEMBER_ADD',
        owner_id: params.org_id,
        targets: [
          { team: { id: team.id, name: team.name } },
          ...added.map(({ user_id }) => ({ user: { id: user_id } })),
        ],
      });
    }
    return { team: await findTeam(db, params, membership) };
  },
);

/** Takes people out of the team, all or none. Throws not_found naming whoever is not in it. */
export const removeTeamMembers = handle(teamMembersRemove, async ({ params, body, db, membership, audit }) => {
  const team = await findTeam(db, params, membership);
  const removed = await db
    .deleteFrom('team_members')
    .where('organization_id', '=', params.org_id)
    .where('team_id', '=', params.team_id)
    .where('user_id', 'in', [...new Set(body.user_ids)])
    .returning('user_id')
    .execute();
  assertKnown(
    body.user_ids,
    removed.map((row) => row.user_id),
    'user_ids',
    'in the team',
  );
  await touchTeam(db, params);
  audit({
    event: 'ORGANIZATION_TEAM_MEMBER_REMOVE',
    owner_id: params.org_id,
    targets: [{ team: { id: team.id, name: team.name } }, ...removed.map(({ user_id }) => ({ user: { id: user_id } }))],
  });
  return { team: await findTeam(db, params, membership) };
});
