import { sql } from 'kysely';
import { CONTENT_RIGHTS, type ContentKind } from '../../../contract/api/content.ts';
import { contentReach } from '../../access/app-access.ts';
import { containing } from '../../db/like.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { appOf } from './app-of.ts';
import type { ContentRoutes } from './kinds.ts';
import { type ContentRow, isStarredBy, presentItem, selectContent } from './present.ts';

const orderOf = (kind: ContentKind): ListOrder<ContentRow> => ({
  list: kind,
  keys: [
    { expression: sql`app_content.modified_at`, type: 'timestamptz', value: (row) => row.modified_at },
    { expression: sql`app_content.id`, type: 'text', value: (row) => row.id },
  ],
  descending: true,
});

/** One page of the app's content of this kind. Who may only look sees what is itself open to them. */
export const listContent = (kind: ContentKind, route: ContentRoutes['list']) =>
  handle(route, async ({ params, query, db, caller, app }) => {
    const { abilities, ...place } = appOf(app, kind);
    const reach = await contentReach(db, caller, place.owner_id, params.app_id, CONTENT_RIGHTS[kind].view);
    let select = selectContent(db, caller, place);
    if (reach > 10) select = select.where('app_content.visibility', '>=', reach);
    if (query.search) {
      const text = containing(query.search.toLowerCase());
      select = select.where(
        sql<boolean>`(app_content.id like ${text} or lower(app_content.name) like ${text}
          or lower(app_content.description) like ${text})`,
      );
    }
    if (query.starred_only === true) select = select.where(isStarredBy(caller));
    const { rows, next_cursor } = await selectPage(select, query, orderOf(kind));
    return { [kind]: rows.map((row) => presentItem(row, abilities)), next_cursor } as never;
  });
