import { sql } from 'kysely';
import type { appUpdate } from '../../../contract/api/apps.ts';
import type { AppAction } from '../../../contract/permissions.ts';
import type { RouteRequest } from '../../../contract/route.ts';
import type { AppAbilities } from '../../access/app-access.ts';
import { type AuditEvent, changes } from '../../audit/record.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { duplicate, invalid } from '../../http/problem.ts';
import { assertRights } from './authorize-each.ts';

export type AppChange = RouteRequest<typeof appUpdate>['body']['app'];

/** What each field of an app needs. */
export const FIELD_RIGHTS: Readonly<Record<keyof AppChange, AppAction>> = {
  new_id: 'edit_app_id',
  notes: 'edit_app_notes',
  name: 'edit_app_description',
  description: 'edit_app_description',
  metadata: 'edit_app_description',
  image: 'edit_app_description',
  visibility: 'change_app_visibility',
  compliance_labels: 'edit_compliance_labels',
  base_workflow_id: 'edit_base_workflow',
};
const FIELDS = Object.keys(FIELD_RIGHTS) as (keyof AppChange)[];
/** Long values: the log says that they changed, not how. */
const LONG = new Set(['notes', 'metadata', 'image']);

async function assertWorkflow(db: Db, ownerId: string, appId: string, workflowId: string, field: string) {
  const found = await db
    .selectFrom('app_content')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('app_id', '=', appId)
    .where('kind', '=', 'workflows')
    .where('id', '=', workflowId)
    .executeTakeFirst();
  if (found === undefined) throw invalid(`${field}.base_workflow_id`, 'is no workflow of the app');
}

async function assertFree(db: Db, ownerId: string, id: string, field: string): Promise<void> {
  const found = await db
    .selectFrom('apps')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (found !== undefined) throw duplicate(`${field}.new_id`, `An app with the id ${id} exists`);
}

/** The columns that a change sets; a field that was not given is undefined. */
const columnsOf = ({ new_id, visibility, compliance_labels, metadata: _, ...plain }: AppChange) => ({
  ...plain,
  id: new_id,
  visibility: visibility?.gettable,
  compliance_labels: compliance_labels && [...new Set(compliance_labels)],
});

interface Target {
  readonly owner_id: string;
  readonly id: string;
  readonly abilities: AppAbilities;
  /** Where the change stands in the request. */
  readonly field: string;
}

/**
 * Changes one app and answers its id from now on, with the entry for the log; null where nothing was different.
 * Teams, collaborators, content, stars, deployments and usage follow a new id (foreign keys and a trigger).
 */
export async function changeApp(
  db: Db,
  target: Target,
  change: AppChange,
): Promise<{ id: string; event: AuditEvent | null }> {
  const { owner_id, id, field } = target;
  const given = FIELDS.filter((name) => change[name] !== undefined);
  assertRights(
    target.abilities,
    given.map((name) => ({ field: `${field}.${name}`, right: FIELD_RIGHTS[name] })),
  );
  const before = await db
    .selectFrom('apps')
    .selectAll()
    .where('owner_id', '=', owner_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const columns = columnsOf(change);
  const different = changes(before, { ...columns, metadata: change.metadata });
  if (Object.keys(different).length === 0) return { id, event: null };
  if (typeof change.base_workflow_id === 'string')
    await assertWorkflow(db, owner_id, id, change.base_workflow_id, field);
  const next = change.new_id ?? id;
  if (next !== id) await assertFree(db, owner_id, next, field);
  const metadata = change.metadata && { metadata: JSON.stringify(change.metadata) };
  await changeOne(
    db
      .updateTable('apps')
      .set({ ...columns, ...metadata, modified_at: sql<string>`steward_now()` })
      .where('owner_id', '=', owner_id)
      .where('id', '=', id),
  );
  const told = Object.entries(different).map(([name, value]) => [name, LONG.has(name) ? { changed: true } : value]);
  const names = [{ app: { id: next, name: change.name ?? before.name } }, ...(next === id ? [] : [{ app: { id } }])];
  const details = { changes: Object.fromEntries(told) };
  return { id: next, event: { event: 'APPLICATION_UPDATE', owner_id, targets: names, details } };
}
