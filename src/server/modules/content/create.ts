import type { ContentKind } from '../../../contract/api/content.ts';
import { handle } from '../../http/operation.ts';
import { duplicate } from '../../http/problem.ts';
import { assertRights } from '../apps/authorize-each.ts';
import { assertOnce } from '../apps/create.ts';
import { appOf } from './app-of.ts';
import { type ContentRoutes, KINDS } from './kinds.ts';
import { findItems } from './present.ts';

/** Creates content of one kind, all or none. Another visibility than private needs the right to change it. */
export const createContent = (kind: ContentKind, route: ContentRoutes['create']) =>
  handle(route, async ({ body, db, caller, app, audit }) => {
    const { abilities, ...place } = appOf(app, kind);
    const wanted = body[kind];
    const ids = wanted.map(({ id }) => id);
    const field = (index: number) => `body.${kind}.${index}`;
    const open = wanted.flatMap(({ visibility }, index) =>
      visibility.gettable === 10
        ? []
        : [{ field: `${field(index)}.visibility`, right: 'change_resource_visibility' as const }],
    );
    assertRights(abilities, open);
    assertOnce(ids, (index) => `${field(index)}.id`);
    const inserted = await db
      .insertInto('app_content')
      .values(
        wanted.map(({ id, name, visibility, ...fields }) => ({
          ...fields,
          ...place,
          id,
          name: name ?? id,
          visibility: visibility.gettable,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning(['id', 'name'])
      .execute();
    const made = new Set(inserted.map(({ id }) => id));
    const taken = ids.findIndex((id) => !made.has(id));
    const { one, created } = KINDS[kind];
    if (taken !== -1) throw duplicate(`${field(taken)}.id`, `The app has a ${one} with the id ${ids[taken]}`);
    audit({
      event: created,
      owner_id: place.owner_id,
      targets: [{ app: { id: place.app_id } }, ...inserted.map(({ id, name }) => ({ [one]: { id, name } }))],
    });
    return { [kind]: await findItems(db, caller, place, ids, abilities) } as never;
  });
