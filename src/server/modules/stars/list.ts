import { sql } from 'kysely';
import { type Starred, starredList } from '../../../contract/api/stars.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import type { ListOrder } from '../../http/pagination.ts';
import { selectShownPage } from '../../http/shown-page.ts';
import { findAppsAcross, keyOfApp } from '../apps/across.ts';
import { findVisible, keyOfStar } from './target.ts';

const selectStars = (db: Db, starrerId: string) =>
  db
    .selectFrom('stars')
    .select(['kind', 'owner_id', 'app_id', 'item_id', 'created_at'])
    .where('starrer_id', '=', starrerId);

type Row = Awaited<ReturnType<ReturnType<typeof selectStars>['execute']>>[number];

const NEWEST_FIRST: ListOrder<Row> = {
  list: 'starred',
  keys: [
    { expression: sql`stars.created_at`, type: 'timestamptz', value: (row) => row.created_at },
    { expression: sql`stars.kind`, type: 'text', value: (row) => row.kind },
    { expression: sql`stars.owner_id`, type: 'text', value: (row) => row.owner_id },
    { expression: sql`stars.app_id`, type: 'text', value: (row) => row.app_id },
    { expression: sql`stars.item_id`, type: 'text', value: (row) => row.item_id },
  ],
  descending: true,
};

/** What the person or the organization has starred and the caller can see, newest first. */
export const listStarred = handle(starredList, async ({ params, query, db, caller }) => {
  const show = async (rows: readonly Row[]): Promise<(Starred | null)[]> => {
    const apps = await findAppsAcross(
      db,
      caller,
      rows.filter(({ kind }) => kind === 'app'),
    );
    const items = await findVisible(db, caller, rows);
    return rows.map((row) => {
      const common = { kind: row.kind, starred_at: row.created_at };
      const app = row.kind === 'app' ? apps.get(keyOfApp(row)) : undefined;
      if (app !== undefined) return { ...common, app };
      const item = items.get(keyOfStar(row)) ?? null;
      return item === null ? null : { ...common, item };
    });
  };
  let select = selectStars(db, params.user_id);
  if (query.kind !== undefined) select = select.where('stars.kind', '=', query.kind);
  const { rows, next_cursor } = await selectShownPage(select, query, NEWEST_FIRST, show);
  return { starred: rows, next_cursor };
});
