import { sql } from 'kysely';
import { type Team, teamAppsAdd, teamMembersAdd, teamsCreate, teamsList } from '../../../contract/api/teams.ts';
import type { Action } from '../../../contract/permissions.ts';
import { containing } from '../../db/like.ts';
import type { Db } from '../../db/tables.ts';
import { type Call, handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { duplicate, notFound, Problem } from '../../http/problem.ts';
import { nameKey } from '../organizations/create.ts';

function selectTeams(db: Db, organizationId: string) {
  return db
    .selectFrom('teams')
    .select(['id', 'name', 'name_key', 'default_permission_id', 'created_at', 'modified_at'])
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
    .where('organization_id', '=', organizationId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectTeams>['execute']>>[number];

const BY_NAME: ListOrder<Row> = {
  list: 'teams',
  keys: [
    { expression: sql`teams.name_key`, type: 'text', value: (row) => row.name_key },
    { expression: sql`teams.id`, type: 'text', value: (row) => row.id },
  ],
};

function presentTeam(row: Row, abilities: Record<Action, boolean> | undefined): Team {
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

/** One team, for the answer to a change. Throws not_found. */
async function findTeam(db: Db, organizationId: string, id: string, call: Pick<Call<never>, 'membership'>) {
  const row = await selectTeams(db, organizationId).where('teams.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound(`The team ${id}`);
  return presentTeam(row, call.membership?.abilities);
}

const listTeams = handle(teamsList, async ({ params, query, db, membership }) => {
  let select = selectTeams(db, params.org_id);
  if (query.search) select = select.where('name_key', 'like', containing(nameKey(query.search)));
  const { rows, next_cursor } = await selectPage(select, query, BY_NAME);
  return { teams: rows.map((row) => presentTeam(row, membership?.abilities)), next_cursor };
});

const createTeams = handle(teamsCreate, async ({ params, body, db, membership, audit }) => {
  const teams = [];
  for (const [index, wanted] of body.teams.entries()) {
    const inserted = await db
      .insertInto('teams')
      .values({ ...wanted, organization_id: params.org_id, name_key: nameKey(wanted.name) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted === undefined)
      throw duplicate(`body.teams.${index}`, `A team with the id ${wanted.id} or the name ${wanted.name} exists`);
    audit({
      event: 'ORGANIZATION_TEAM_CREATE',
      owner_id: params.org_id,
      targets: [{ team: { id: wanted.id, name: wanted.name } }],
      details: { name: wanted.name, default_permission_id: wanted.default_permission_id },
    });
    teams.push(await findTeam(db, params.org_id, wanted.id, { membership }));
  }
  return { teams };
});

/** Throws not_found naming each of `ids` that `known` lacks. */
function assertKnown(ids: readonly string[], known: ReadonlySet<string>, field: string, what: string): void {
  const details = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ field: `body.${field}.${index}`, message: `${id} is not ${what}` }],
  );
  if (details.length > 0) throw new Problem('not_found', details[0]?.message, details);
}

const addMembers = handle(teamMembersAdd, async ({ params, body, db, membership, audit, nothingToAudit }) => {
  const ids = [...new Set(body.user_ids)];
  await findTeam(db, params.org_id, params.team_id, { membership });
  const members = await db
    .selectFrom('members')
    .select('user_id')
    .where('organization_id', '=', params.org_id)
    .where('user_id', 'in', ids)
    .execute();
  assertKnown(ids, new Set(members.map((row) => row.user_id)), 'user_ids', 'a member of the organization');
  const added = await db
    .insertInto('team_members')
    .values(ids.map((user_id) => ({ organization_id: params.org_id, team_id: params.team_id, user_id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .execute();
  if (added.length === 0) nothingToAudit('everybody is in the team already');
  else
    audit({
      event: 'ORGANIZATION_TEAM_MEMBER_ADD',
      owner_id: params.org_id,
      targets: [{ team: { id: params.team_id } }, ...added.map(({ user_id }) => ({ user: { id: user_id } }))],
    });
  return { team: await findTeam(db, params.org_id, params.team_id, { membership }) };
});

const addApps = handle(teamAppsAdd, async ({ params, body, db, membership, audit, nothingToAudit }) => {
  const ids = body.apps.map((one) => one.app_id);
  await findTeam(db, params.org_id, params.team_id, { membership });
  const apps = await db
    .selectFrom('apps')
    .select('id')
    .where('owner_id', '=', params.org_id)
    .where('id', 'in', ids)
    .execute();
  assertKnown(ids, new Set(apps.map((row) => row.id)), 'apps', 'an app of the organization');
  const added = await db
    .insertInto('team_apps')
    .values(
      body.apps.map(({ app_id, permission_id }) => ({
        organization_id: params.org_id,
        team_id: params.team_id,
        app_id,
        permission_id: permission_id ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('app_id')
    .execute();
  if (added.length === 0) nothingToAudit('the team has these apps already');
  else
    audit({
      event: 'ORGANIZATION_TEAM_APP_ADD',
      owner_id: params.org_id,
      targets: [{ team: { id: params.team_id } }, ...added.map(({ app_id }) => ({ app: { id: app_id } }))],
    });
  return { team: await findTeam(db, params.org_id, params.team_id, { membership }) };
});

export const teamOperations = [listTeams, createTeams, addMembers, addApps];
