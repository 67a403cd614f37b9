import { sql } from 'kysely';
import { CONTENT_RIGHTS, type ContentItem } from '../../../contract/api/content.ts';
import type { StarTarget } from '../../../contract/api/stars.ts';
import { type AppAbilities, appAbilities, contentReach } from '../../access/app-access.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { type AppReference, eachOwner } from '../apps/across.ts';
import { contentKindOf, STARRED_KINDS, type StarredKind } from '../content/kinds.ts';
import { presentItem, selectContent } from '../content/present.ts';

/** One thing that has or may get a star. `item_id` is empty for an app. */
export interface Star extends AppReference {
  readonly kind: 'app' | StarredKind;
  readonly item_id: string;
}
export const keyOfStar = ({ kind, owner_id, app_id, item_id }: Star): string =>
  `${kind}/${owner_id}/${app_id}/${item_id}`;

/** What a target of the request means, as a row. */
export function starOf(target: StarTarget): Star {
  if ('app' in target) return { kind: 'app', owner_id: target.app.user_id, app_id: target.app.id, item_id: '' };
  const [kind, item] = Object.entries(target)[0] as [StarredKind, { id: string; user_id: string; app_id: string }];
  return { kind, owner_id: item.user_id, app_id: item.app_id, item_id: item.id };
}

/** Content of one kind in one app, as far as it is there and the caller sees it. */
async function itemsOf(db: Db, caller: Caller, kind: StarredKind, part: readonly Star[], app: AppAbilities) {
  const [first] = part;
  const content = contentKindOf(kind);
  const { view } = CONTENT_RIGHTS[content];
  if (first === undefined || !app[view]) return [];
  const { owner_id, app_id } = first;
  const reach = await contentReach(db, caller, owner_id, app_id, view);
  const rows = await selectContent(db, caller, { owner_id, app_id, kind: content })
    .where('app_content.visibility', '>=', reach)
    .where(sql<boolean>`app_content.id = any(${part.map(({ item_id }) => item_id)}::text[])`)
    .execute();
  return rows.map((row) => presentItem(row, app));
}

/** What the caller sees of these: apps by their key, with no item, and content by its key, as the API shows it. */
export async function findVisible(
  db: Db,
  caller: Caller,
  stars: readonly Star[],
): Promise<Map<string, ContentItem | null>> {
  const found = new Map<string, ContentItem | null>();
  await eachOwner(db, caller, stars, async (owner_id, part) => {
    const abilities = await appAbilities(db, caller, owner_id, [...new Set(part.map(({ app_id }) => app_id))]);
    for (const [app_id, app] of abilities) {
      const here = part.filter((star) => star.app_id === app_id);
      for (const star of here) if (star.kind === 'app') found.set(keyOfStar(star), null);
      for (const kind of STARRED_KINDS) {
        const wanted = here.filter((star) => star.kind === kind);
        for (const item of await itemsOf(db, caller, kind, wanted, app))
          found.set(keyOfStar({ kind, owner_id, app_id, item_id: item.id }), item);
      }
    }
  });
  return found;
}

/** Stars as targets of an entry. */
export const targetsOf = (stars: readonly Star[]) =>
  stars.map((star) =>
    star.kind === 'app'
      ? { app: { id: star.app_id, name: `${star.owner_id}/${star.app_id}` } }
      : { [star.kind]: { id: star.item_id, name: `${star.owner_id}/${star.app_id}/${star.item_id}` } },
  );

/** In the order of their keys and each once: two callers with the same stars wait for each other in no circle. */
export const inOrder = (stars: readonly Star[]): Star[] =>
  [...new Map(stars.map((star) => [keyOfStar(star), star])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, star]) => star);
