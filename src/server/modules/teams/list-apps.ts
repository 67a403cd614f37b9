import { sql } from 'kysely';
import { appTeamsList, type TeamApp, teamAppsList } from '../../../contract/api/teams.ts';
import { containing } from '../../db/like.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { findTeam } from './present.ts';

const appName = sql<string>`lower(apps.name) collate "C"`;

/** Apps of teams with the permission that holds for each. */
const selectTeamApps = (db: Db, orgId: string) =>
  db
    .selectFrom('team_apps')
    .innerJoin('teams', (join) =>
      join.onRef('teams.organization_id', '=', 'team_apps.organization_id').onRef('teams.id', '=', 'team_apps.team_id'),
    )
    .innerJoin('apps', (join) =>
      join.onRef('apps.owner_id', '=', 'team_apps.organization_id').onRef('apps.id', '=', 'team_apps.app_id'),
    )
    .select(['team_apps.app_id', 'team_apps.permission_id', 'apps.name', 'apps.compliance_labels'])
    .select(['teams.default_permission_id', appName.as('sort_name')])
    .where('team_apps.organization_id', '=', orgId);

type Row = Awaited<ReturnType<ReturnType<typeof selectTeamApps>['execute']>>[number];

const BY_NAME: ListOrder<Row> = {
  list: 'team_apps',
  keys: [
    { expression: appName, type: 'text', value: (row) => row.sort_name },
    { expression: sql`team_apps.app_id`, type: 'text', value: (row) => row.app_id },
  ],
};

const presentTeamApp = ({ default_permission_id, sort_name: _, ...fields }: Row): TeamApp => ({
  ...fields,
  effective_permission_id: fields.permission_id ?? default_permission_id,
});

export const listTeamApps = handle(teamAppsList, async ({ params, query, db, membership }) => {
  await findTeam(db, params, membership);
  let select = selectTeamApps(db, params.org_id).where('team_apps.team_id', '=', params.team_id);
  if (query.search) {
    const text = containing(query.search.toLowerCase());
    select = select.where(sql<boolean>`(lower(apps.name) like ${text} or apps.id like ${text})`);
  }
  const { rows, next_cursor } = await selectPage(select, query, BY_NAME);
  return { apps: rows.map(presentTeamApp), next_cursor };
});

/** The teams that have one app, by name. An app of a person has none. */
export const listAppTeams = handle(appTeamsList, async ({ params, db }) => {
  const rows = await db
    .selectFrom('team_apps')
    .innerJoin('teams', (join) =>
      join.onRef('teams.organization_id', '=', 'team_apps.organization_id').onRef('teams.id', '=', 'team_apps.team_id'),
    )
    .select(['teams.id', 'teams.name', 'team_apps.permission_id', 'teams.default_permission_id'])
    .select((eb) =>
      eb
        .selectFrom('team_members')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('team_members.organization_id', '=', 'teams.organization_id')
        .whereRef('team_members.team_id', '=', 'teams.id')
        .as('members_count'),
    )
    .where('team_apps.organization_id', '=', params.user_id)
    .where('team_apps.app_id', '=', params.app_id)
    .orderBy('teams.name_key')
    .orderBy('teams.id')
    .execute();
  return {
    teams: rows.map(({ default_permission_id, ...row }) => ({
      ...row,
      members_count: row.members_count ?? 0,
      effective_permission_id: row.permission_id ?? default_permission_id,
    })),
  };
});
