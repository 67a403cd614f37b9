import { sql } from 'kysely';
import type { ContentKind } from '../../../contract/api/content.ts';
import { changeExactly } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { Problem } from '../../http/problem.ts';
import { appOf } from './app-of.ts';
import { type ContentRoutes, KINDS } from './kinds.ts';
import { lockItems } from './known.ts';
import type { Place } from './present.ts';

/** What each of these is needed for, by id: a model by deployments, a workflow as the app's base. */
async function neededBy(db: Db, { owner_id, app_id, kind }: Place): Promise<Map<string, string>> {
  if (kind === 'models') {
    const rows = await db
      .selectFrom('deployments')
      .select(['model_id', 'id'])
      .where('owner_id', '=', owner_id)
      .where('app_id', '=', app_id)
      .orderBy('id', 'desc')
      .execute();
    return new Map(rows.map((row) => [row.model_id, `is deployed as ${row.id}: end that first`]));
  }
  if (kind !== 'workflows') return new Map();
  const rows = await db
    .selectFrom('apps')
    .select('base_workflow_id')
    .where('owner_id', '=', owner_id)
    .where('id', '=', app_id)
    .execute();
  return new Map(rows.map((row) => [row.base_workflow_id ?? '', "is the app's base workflow: choose another first"]));
}

async function assertNotNeeded(db: Db, place: Place, ids: readonly string[]): Promise<void> {
  const needed = await neededBy(db, place);
  const details = ids.flatMap((id, index) => {
    const message = needed.get(id);
    return message === undefined ? [] : [{ field: `body.ids.${index}`, message: `${id} ${message}` }];
  });
  if (details.length > 0) throw new Problem('invalid', details[0]?.message, details);
}

/** Deletes content of one kind, all or none; everybody's stars go with it, and installations of a module (trigger). */
export const deleteContent = (kind: ContentKind, route: ContentRoutes['delete']) =>
  handle(route, async ({ body, db, app, audit }) => {
    const { abilities: _, ...place } = appOf(app, kind);
    const { one, deleted } = KINDS[kind];
    const items = await lockItems(db, place, body.ids, (index) => `body.ids.${index}`);
    await assertNotNeeded(db, place, body.ids);
    await changeExactly(
      items.size,
      db
        .deleteFrom('app_content')
        .where('owner_id', '=', place.owner_id)
        .where('app_id', '=', place.app_id)
        .where('kind', '=', kind)
        .where(sql<boolean>`app_content.id = any(${[...body.ids]}::text[])`),
    );
    audit({
      event: deleted,
      owner_id: place.owner_id,
      targets: [{ app: { id: place.app_id } }, ...[...items.values()].map(({ id, name }) => ({ [one]: { id, name } }))],
    });
    return {};
  });
