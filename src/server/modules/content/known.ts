import { sql } from 'kysely';
import type { Db } from '../../db/tables.ts';
import { Problem } from '../../http/problem.ts';
import { KINDS } from './kinds.ts';
import type { Place } from './present.ts';

/** The items by id, held until the transaction ends. Throws not_found naming each that the app does not have. */
export async function lockItems(db: Db, place: Place, ids: readonly string[], field: (index: number) => string) {
  const rows = await db
    .selectFrom('app_content')
    .select(['id', 'name', 'description', 'type', 'visibility'])
    .where('owner_id', '=', place.owner_id)
    .where('app_id', '=', place.app_id)
    .where('kind', '=', place.kind)
    .where(sql<boolean>`app_content.id = any(${[...ids]}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  const details = ids.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ field: field(index), message: `The app has no ${KINDS[place.kind].one} with the id ${id}` }],
  );
  if (details.length > 0) throw new Problem('not_found', details[0]?.message, details);
  return known;
}
