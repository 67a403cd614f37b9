import { sql } from 'kysely';
import { appSorts, appsList } from '../../../contract/api/apps.ts';
import type { RouteRequest } from '../../../contract/route.ts';
import { appAbilities, visibleApps } from '../../access/app-access.ts';
import { containing } from '../../db/like.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, type SortKey, selectPage } from '../../http/pagination.ts';
import { invalid } from '../../http/problem.ts';
import { type AppRow, presentApp, selectApps } from './present.ts';

type Sort = (typeof appSorts)[number];
type Query = RouteRequest<typeof appsList>['query'];

const ID: SortKey<AppRow> = { expression: sql`apps.id`, type: 'text', value: (row) => row.id };
const KEYS: Record<Sort, readonly SortKey<AppRow>[]> = {
  name: [{ expression: sql`lower(apps.name) collate "C"`, type: 'text', value: (row) => row.sort_name }, ID],
  modified_at: [{ expression: sql`apps.modified_at`, type: 'timestamptz', value: (row) => row.modified_at }, ID],
  created_at: [{ expression: sql`apps.created_at`, type: 'timestamptz', value: (row) => row.created_at }, ID],
  star_count: [{ expression: sql`apps.star_count`, type: 'integer', value: (row) => String(row.star_count) }, ID],
  id: [ID],
};

/** The published order: one sort at a time, last changed first where none is asked for, descending unless said. */
function orderOf(query: Query): ListOrder<AppRow> {
  const asked = appSorts.filter((sort) => query[`sort_by_${sort}`] === true);
  if (asked.length > 1) throw invalid(`query.sort_by_${asked[1]}`, `cannot be combined with sort_by_${asked[0]}`);
  const sort = asked[0] ?? 'modified_at';
  const descending = query.sort_ascending !== true;
  return { list: `apps:${sort}:${descending ? 'desc' : 'asc'}`, keys: KEYS[sort], descending };
}

/** One page of the owner's apps, of those that the caller can reach, with `total_count` where it is asked for. */
export const listApps = handle(appsList, async ({ params, query, db, caller }) => {
  const visible = await visibleApps(db, caller, params.user_id);
  let select = selectApps(db, caller, params.user_id);
  if (visible !== null) select = select.where(sql<boolean>`apps.id = any(${[...visible]}::text[])`);
  if (query.search) {
    const text = containing(query.search.toLowerCase());
    select = select.where(
      sql<boolean>`(apps.id like ${text} or lower(apps.name) like ${text} or lower(apps.description) like ${text})`,
    );
  }
  if (query.starred_only === true)
    select = select.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('stars')
          .select('stars.kind')
          .where('stars.starrer_id', '=', caller.user_id)
          .where('stars.kind', '=', 'app')
          .whereRef('stars.owner_id', '=', 'apps.owner_id')
          .whereRef('stars.app_id', '=', 'apps.id'),
      ),
    );
  if (query.compliance_label !== undefined)
    select = select.where(sql<boolean>`${query.compliance_label} = any(apps.compliance_labels)`);
  const total = query.include_total === true ? select.clearSelect().select(sql<number>`count(*)`.as('count')) : null;
  const { rows, next_cursor } = await selectPage(select, query, orderOf(query));
  const ids = rows.map(({ id }) => id);
  const abilities = await appAbilities(db, caller, params.user_id, ids);
  return {
    apps: rows.flatMap((row) => {
      const allowed = abilities.get(row.id);
      return allowed === undefined ? [] : [presentApp(row, allowed)];
    }),
    next_cursor,
    ...(total === null ? {} : { total_count: (await total.executeTakeFirstOrThrow()).count }),
  };
});
