import { sql } from 'kysely';
import { teamsList } from '../../../contract/api/teams.ts';
import { containing } from '../../db/like.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { nameKey } from '../organizations/create.ts';
import { presentTeam, selectTeams, type TeamRow } from './present.ts';

const BY_NAME: ListOrder<TeamRow> = {
  list: 'teams',
  keys: [
    { expression: sql`teams.name_key`, type: 'text', value: (row) => row.name_key },
    { expression: sql`teams.id`, type: 'text', value: (row) => row.id },
  ],
};

export const listTeams = handle(teamsList, async ({ params, query, db, membership }) => {
  let select = selectTeams(db, params.org_id);
  if (query.search) select = select.where('name_key', 'like', containing(nameKey(query.search)));
  const { rows, next_cursor } = await selectPage(select, query, BY_NAME);
  return { teams: rows.map((row) => presentTeam(row, membership?.abilities)), next_cursor };
});
