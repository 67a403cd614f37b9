import { appsCreate } from '../../../contract/api/apps.ts';
import type { Action } from '../../../contract/permissions.ts';
import type { RouteRequest } from '../../../contract/route.ts';
import type { Membership } from '../../access/membership.ts';
import { handle } from '../../http/operation.ts';
import { duplicate, Problem } from '../../http/problem.ts';
import { assertAppRoom } from './limits.ts';
import { findApps } from './present.ts';

type NewApp = RouteRequest<typeof appsCreate>['body']['apps'][number];

/** Labels decide what a silo lets through and visibility who looks in: giving them at birth needs what changing them does. */
function assertRights(wanted: NewApp, field: string, membership: Membership | null): void {
  const needed: [string, Action][] = [];
  if (wanted.compliance_labels.length > 0) needed.push([`${field}.compliance_labels`, 'edit_compliance_labels']);
  if (wanted.visibility.gettable !== 10) needed.push([`${field}.visibility`, 'change_app_visibility']);
  if (membership === null) return;
  const details = needed
    .filter(([, right]) => !membership.abilities[right])
    .map(([place, right]) => ({ field: right, message: `${place} needs ${right}` }));
  if (details.length > 0) throw new Problem('forbidden', details[0]?.message, details);
}

/** Throws duplicate naming the first id that stands twice in the request. */
export function assertOnce(ids: readonly string[], field: (index: number) => string): void {
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice !== -1) throw duplicate(field(twice), `${ids[twice]} stands twice in the request`);
}

/** Creates apps, all or none. */
export const createApps = handle(appsCreate, async ({ params, body, db, caller, membership, audit }) => {
  const ids = body.apps.map(({ id }) => id);
  const field = (index: number) => `body.apps.${index}.id`;
  for (const [index, wanted] of body.apps.entries()) assertRights(wanted, `body.apps.${index}`, membership);
  assertOnce(ids, field);
  await assertAppRoom(db, params.user_id, ids.length);
  const inserted = await db
    .insertInto('apps')
    .values(
      body.apps.map((wanted) => ({
        ...wanted,
        owner_id: params.user_id,
        name: wanted.name ?? wanted.id,
        visibility: wanted.visibility.gettable,
        metadata: JSON.stringify(wanted.metadata),
        compliance_labels: [...new Set(wanted.compliance_labels)],
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'name', 'visibility', 'compliance_labels'])
    .execute();
  const made = new Map(inserted.map((row) => [row.id, row]));
  const taken = ids.findIndex((id) => !made.has(id));
  if (taken !== -1) throw duplicate(field(taken), `An app with the id ${ids[taken]} exists`);
  for (const { id, name, visibility, compliance_labels } of inserted)
    audit({
      event: 'APPLICATION_CREATE',
      owner_id: params.user_id,
      targets: [{ app: { id, name } }],
      details: { name, visibility, compliance_labels },
    });
  return { apps: await findApps(db, caller, params.user_id, ids) };
});
