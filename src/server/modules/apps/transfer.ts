import { sql } from 'kysely';
import { appTransfer } from '../../../contract/api/apps.ts';
import type { RouteRequest } from '../../../contract/route.ts';
import { authorize } from '../../access/membership.ts';
import { watchSilos } from '../../access/silo-watch.ts';
import { visiting } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { handleLocking } from '../../http/operation.ts';
import { duplicate, invalid, Problem } from '../../http/problem.ts';
import { assertAppRoom } from './limits.ts';
import { findChangedApp } from './present.ts';

/** Running models stay where their clusters are: who transfers an app ends its deployments first. */
async function assertNotDeployed(db: Db, ownerId: string, appId: string): Promise<void> {
  const rows = await db
    .selectFrom('deployments')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('app_id', '=', appId)
    .orderBy('id')
    .execute();
  if (rows.length === 0) return;
  const message = `${rows.map(({ id }) => id).join(', ')} must be ended first`;
  throw new Problem('invalid', `Models of the app are deployed: ${message}`, [{ field: 'params.app_id', message }]);
}

async function assertFree(db: Db, ownerId: string, id: string, field: string): Promise<void> {
  const taken = await db
    .selectFrom('apps')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (taken !== undefined) throw duplicate(field, `The organization ${ownerId} has an app with the id ${id}`);
}

/** What an app takes along and what it leaves behind, for both logs. */
async function describe(db: Db, ownerId: string, appId: string) {
  const { name, compliance_labels, visibility } = await db
    .selectFrom('apps')
    .select(['name', 'compliance_labels', 'visibility'])
    .where('owner_id', '=', ownerId)
    .where('id', '=', appId)
    .executeTakeFirstOrThrow();
  return { name, compliance_labels, visibility };
}

/** Two transfers in opposite directions wait for one another in the order of the ids, not in a circle. */
const bothSides = ({ params, body }: RouteRequest<typeof appTransfer>) => [params.user_id, body.organization_id];

/**
 * Gives an app to an organization. Content, collaborators, stars and labels go along; the former owner's teams do not.
 * What the move opens of the receiving organization's silos is watched like a change of its own.
 */
export const transferApp = handleLocking(appTransfer, bothSides, async ({ params, body, db, caller, audit }) => {
  const [from, to] = [params.user_id, body.organization_id];
  const id = body.new_id ?? params.app_id;
  if (from === to) throw invalid('body.organization_id', 'owns the app already');
  await assertNotDeployed(db, from, params.app_id);
  const about = await describe(db, from, params.app_id);
  const { app, silo_openings } = await visiting(db, to, caller.user_id, async () => {
    await authorize(db, caller, to, 'create_apps', { deletedToo: false });
    await assertAppRoom(db, to, 1);
    await assertFree(db, to, id, body.new_id === undefined ? 'params.app_id' : 'body.new_id');
    const silos = await watchSilos(db, caller, to);
    await sql`select transfer_app(${from}, ${params.app_id}, ${to}, ${id})`.execute(db);
    return { silo_openings: await silos.finish(), app: await findChangedApp(db, caller, to, id) };
  });
  const targets = [{ app: { id, name: about.name } }, { organization: { id: to } }];
  const details = { ...about, from: { owner_id: from, id: params.app_id }, to: { owner_id: to, id } };
  audit({
    event: 'APPLICATION_TRANSFER',
    owner_id: from,
    targets: [...targets, { app: { id: params.app_id } }],
    details,
  });
  audit({
    event: 'APPLICATION_TRANSFER',
    owner_id: to,
    targets,
    details: { ...details, ...(silo_openings && { silo_openings }) },
  });
  return { app, ...(silo_openings && { silo_openings }) };
});
