import { sql } from 'kysely';
import { CONTENT_RIGHTS, type ContentItem, type ContentKind } from '../../../contract/api/content.ts';
import type { AppAbilities } from '../../access/app-access.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { isStarred, KINDS } from './kinds.ts';

/** Where content is: one kind of it in one app. */
export interface Place {
  readonly owner_id: string;
  readonly app_id: string;
  readonly kind: ContentKind;
}

const starOf = (callerId: string) => sql<boolean>`exists (
  select from stars where stars.starrer_id = ${callerId} and stars.kind || 's' = app_content.kind
    and stars.owner_id = app_content.owner_id and stars.app_id = app_content.app_id
    and stars.item_id = app_content.id)`;

/** One kind of an app's content with the caller's stars, ready to be filtered and sorted. */
export function selectContent(db: Db, caller: Caller, { owner_id, app_id, kind }: Place) {
  return db
    .selectFrom('app_content')
    .select(['id', 'name', 'description', 'owner_id', 'app_id', 'kind', 'type', 'visibility', 'star_count'])
    .select(['created_at', 'modified_at', starOf(caller.user_id).as('is_starred')])
    .where('owner_id', '=', owner_id)
    .where('app_id', '=', app_id)
    .where('kind', '=', kind);
}

export const isStarredBy = (caller: Caller) => starOf(caller.user_id);
export type ContentRow = Awaited<ReturnType<ReturnType<typeof selectContent>['execute']>>[number];

/** An item as the API shows it, with what the app's rights make of it. */
export function presentItem(row: ContentRow, app: AppAbilities): ContentItem {
  const { owner_id, visibility, kind, is_starred, ...fields } = row;
  const rights = CONTENT_RIGHTS[kind];
  return {
    ...fields,
    user_id: owner_id,
    visibility: { gettable: visibility },
    is_starred: Boolean(is_starred),
    abilities: {
      edit: app[rights.edit],
      delete: app[rights.delete],
      change_visibility: app[rights.edit] && app.change_resource_visibility,
      star: isStarred(KINDS[kind].one),
    },
  };
}

/** These items, as the API shows them, in the order of `ids`; what is not there is left out. */
export async function findItems(
  db: Db,
  caller: Caller,
  place: Place,
  ids: readonly string[],
  app: AppAbilities,
): Promise<ContentItem[]> {
  const rows = await selectContent(db, caller, place)
    .where(sql<boolean>`app_content.id = any(${[...ids]}::text[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, presentItem(row, app)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
