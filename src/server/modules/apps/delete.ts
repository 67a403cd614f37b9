import { sql } from 'kysely';
import { appDelete, appsDelete } from '../../../contract/api/apps.ts';
import type { AuditEvent } from '../../audit/record.ts';
import { changeExactly } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { assertRights, seeEach } from './authorize-each.ts';

/** What an app held when it went: the log is all that remembers it. */
const held = sql<Record<string, number>>`jsonb_build_object(
  'content', (select count(*) from app_content where (owner_id, app_id) = (apps.owner_id, apps.id)),
  'collaborators', (select count(*) from collaborators where (owner_id, app_id) = (apps.owner_id, apps.id)),
  'teams', (select count(*) from team_apps where (organization_id, app_id) = (apps.owner_id, apps.id)),
  'deployments', (select count(*) from deployments where (owner_id, app_id) = (apps.owner_id, apps.id)))`;

/** Deletes apps; content, collaborators, stars, teams and deployments go with them (foreign keys). */
async function removeApps(db: Db, ownerId: string, ids: readonly string[]): Promise<AuditEvent[]> {
  const apps = db
    .selectFrom('apps')
    .where('owner_id', '=', ownerId)
    .where(sql<boolean>`apps.id = any(${[...ids]}::text[])`);
  const rows = await apps
    .select(['id', 'name', 'visibility', 'compliance_labels', held.as('held')])
    .orderBy('id')
    .execute();
  await changeExactly(
    rows.length,
    db
      .deleteFrom('apps')
      .where('owner_id', '=', ownerId)
      .where(sql<boolean>`apps.id = any(${[...ids]}::text[])`),
  );
  return rows.map(({ id, name, ...details }) => ({
    event: 'APPLICATION_DELETE',
    owner_id: ownerId,
    targets: [{ app: { id, name } }],
    details: { name, ...details },
  }));
}

/** Deletes several apps, all or none. */
export const deleteApps = handle(appsDelete, async ({ params, body, db, caller, audit }) => {
  const field = (index: number) => `body.ids.${index}`;
  const all = await seeEach(db, caller, params.user_id, body.ids, field);
  for (const [index, id] of body.ids.entries()) {
    const abilities = all.get(id);
    if (abilities !== undefined) assertRights(abilities, [{ field: field(index), right: 'delete_app' }]);
  }
  for (const event of await removeApps(db, params.user_id, body.ids)) audit(event);
  return {};
});

/** Deletes one app. */
export const deleteApp = handle(appDelete, async ({ params, db, audit }) => {
  for (const event of await removeApps(db, params.user_id, [params.app_id])) audit(event);
  return {};
});
