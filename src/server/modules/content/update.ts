import { sql } from 'kysely';
import type { ContentKind } from '../../../contract/api/content.ts';
import { changes } from '../../audit/record.ts';
import { changeOne } from '../../db/changed.ts';
import { handle } from '../../http/operation.ts';
import { assertRights } from '../apps/authorize-each.ts';
import { assertOnce } from '../apps/create.ts';
import { appOf } from './app-of.ts';
import { type ContentRoutes, KINDS } from './kinds.ts';
import { lockItems } from './known.ts';
import { findItems } from './present.ts';

/** Changes content of one kind, all or none. Its visibility needs a right of its own. */
export const updateContent = (kind: ContentKind, route: ContentRoutes['update']) =>
  handle(route, async ({ body, db, caller, app, audit, nothingToAudit }) => {
    const { abilities, ...place } = appOf(app, kind);
    const wanted = body[kind];
    const ids = wanted.map(({ id }) => id);
    const field = (index: number) => `body.${kind}.${index}`;
    const shown = wanted.flatMap(({ visibility }, index) =>
      visibility === undefined
        ? []
        : [{ field: `${field(index)}.visibility`, right: 'change_resource_visibility' as const }],
    );
    assertRights(abilities, shown);
    assertOnce(ids, (index) => `${field(index)}.id`);
    const before = await lockItems(db, place, ids, (index) => `${field(index)}.id`);
    const told: Record<string, unknown> = {};
    for (const { id, visibility, ...fields } of wanted) {
      const columns = { ...fields, visibility: visibility?.gettable };
      const different = changes(before.get(id) ?? {}, columns);
      if (Object.keys(different).length === 0) continue;
      told[id] = different;
      await changeOne(
        db
          .updateTable('app_content')
          .set({ ...columns, modified_at: sql<string>`steward_now()` })
          .where('owner_id', '=', place.owner_id)
          .where('app_id', '=', place.app_id)
          .where('kind', '=', kind)
          .where('id', '=', id),
      );
    }
    const { one, updated } = KINDS[kind];
    const changed = Object.keys(told);
    if (changed.length === 0) nothingToAudit('everything is as it was');
    else
      audit({
        event: updated,
        owner_id: place.owner_id,
        targets: [{ app: { id: place.app_id } }, ...changed.map((id) => ({ [one]: { id } }))],
        details: { changes: told },
      });
    return { [kind]: await findItems(db, caller, place, ids, abilities) } as never;
  });
