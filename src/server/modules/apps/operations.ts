import { sql } from 'kysely';
import { type App, appsCreate, appsList } from '../../../contract/api/apps.ts';
import type { Membership } from '../../access/membership.ts';
import { containing } from '../../db/like.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { duplicate } from '../../http/problem.ts';

function selectApps(db: Db, ownerId: string) {
  return db
    .selectFrom('apps')
    .select(['id', 'name', 'owner_id', 'description', 'visibility', 'compliance_labels', 'created_at', 'modified_at'])
    .select(['image', 'star_count'])
    .select(sql<boolean>`false`.as('is_starred'))
    .where('owner_id', '=', ownerId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectApps>['execute']>>[number];

const LAST_CHANGED_FIRST: ListOrder<Row> = {
  list: 'apps',
  keys: [
    { expression: sql`apps.modified_at`, type: 'timestamptz', value: (row) => row.modified_at },
    { expression: sql`apps.id`, type: 'text', value: (row) => row.id },
  ],
  descending: true,
};

/** An app as the API shows it. A person may do everything with their own. */
function presentApp(row: Row, membership: Membership | null): App {
  const { owner_id, visibility, ...fields } = row;
  const abilities = membership?.abilities;
  return {
    ...fields,
    user_id: owner_id,
    visibility: { gettable: visibility },
    abilities: {
      edit: abilities?.edit_app_description ?? true,
      delete: abilities?.delete_app ?? true,
      change_visibility: abilities?.change_app_visibility ?? true,
    },
  };
}

const listApps = handle(appsList, async ({ params, query, db, caller, membership }) => {
  let select = selectApps(db, params.user_id);
  // A team contributor reaches the apps of their teams and no others.
  if (membership?.role_id === 'team_contributor')
    select = select.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('team_apps')
          .innerJoin('team_members', (join) =>
            join
              .onRef('team_members.organization_id', '=', 'team_apps.organization_id')
              .onRef('team_members.team_id', '=', 'team_apps.team_id'),
          )
          .select('team_apps.app_id')
          .whereRef('team_apps.organization_id', '=', 'apps.owner_id')
          .whereRef('team_apps.app_id', '=', 'apps.id')
          .where('team_members.user_id', '=', caller.user_id),
      ),
    );
  if (query.search) {
    const text = containing(query.search.toLowerCase());
    select = select.where(sql<boolean>`(lower(apps.name) like ${text} or apps.id like ${text})`);
  }
  const { rows, next_cursor } = await selectPage(select, query, LAST_CHANGED_FIRST);
  return { apps: rows.map((row) => presentApp(row, membership)), next_cursor };
});

const createApps = handle(appsCreate, async ({ params, body, db, membership, audit }) => {
  const apps = [];
  for (const [index, wanted] of body.apps.entries()) {
    const row = await db
      .insertInto('apps')
      .values({
        ...wanted,
        owner_id: params.user_id,
        name: wanted.name ?? wanted.id,
        visibility: wanted.visibility.gettable,
        metadata: JSON.stringify(wanted.metadata),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning(['id', 'name', 'owner_id', 'description', 'visibility', 'compliance_labels'])
      .returning(['created_at', 'modified_at', 'image', 'star_count'])
      .returning(sql<boolean>`false`.as('is_starred'))
      .executeTakeFirst();
    if (row === undefined) throw duplicate(`body.apps.${index}.id`, `An app with the id ${wanted.id} exists`);
    audit({
      event: 'APPLICATION_CREATE',
      owner_id: params.user_id,
      targets: [{ app: { id: row.id, name: row.name } }],
      details: { name: row.name, visibility: row.visibility, compliance_labels: row.compliance_labels },
    });
    apps.push(presentApp(row, membership));
  }
  return { apps };
});

export const appOperations = [listApps, createApps];
