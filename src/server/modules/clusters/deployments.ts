import { sql } from 'kysely';
import {
  type Deployment,
  deploymentsCreate,
  deploymentsDelete,
  deploymentsList,
  deploymentsUpdate,
} from '../../../contract/api/clusters.ts';
import { appsAllowing } from '../../access/app-access.ts';
import { changeExactly, changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { handle } from '../../http/operation.ts';
import { selectPage } from '../../http/pagination.ts';
import { duplicate } from '../../http/problem.ts';
import { assertOnce } from '../apps/create.ts';
import { assertPlaces } from './places.ts';
import { assertKnown, byId } from './present.ts';

const selectDeployments = (db: Db, ownerId: string) =>
  db
    .selectFrom('deployments')
    .select(['id', 'cluster_id', 'nodepool_id', 'app_id', 'model_id', 'replicas', 'created_at', 'modified_at'])
    .where('owner_id', '=', ownerId);

type Row = Awaited<ReturnType<ReturnType<typeof selectDeployments>['execute']>>[number];

const present = ({ app_id, model_id, ...fields }: Row): Deployment => ({ ...fields, model: { id: model_id, app_id } });

/** Models that run in clusters, by id, of the apps that the caller may deploy. */
export const listDeployments = handle(deploymentsList, async ({ params, query, db, caller }) => {
  const apps = await db
    .selectFrom('deployments')
    .select('app_id')
    .distinct()
    .where('owner_id', '=', params.user_id)
    .execute();
  const ids = apps.map(({ app_id }) => app_id);
  const allowed = await appsAllowing(db, caller, params.user_id, ids, 'deploy_models');
  const select = selectDeployments(db, params.user_id).where(sql<boolean>`app_id = any(${[...allowed]}::text[])`);
  const { rows, next_cursor } = await selectPage(select, query, byId<Row>('deployments', sql`deployments.id`));
  return { deployments: rows.map(present), next_cursor };
});

async function findDeployments(db: Db, ownerId: string, ids: readonly string[]): Promise<Deployment[]> {
  const rows = await selectDeployments(db, ownerId).where('id', 'in', ids).execute();
  const found = new Map(rows.map((row) => [row.id, present(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Deploys models, all or none. Each needs its model, a nodepool, and `deploy_models` on the model's app. */
export const createDeployments = handle(deploymentsCreate, async ({ params, body, db, caller, audit }) => {
  const owner_id = params.user_id;
  const ids = body.deployments.map(({ id }) => id);
  const field = (index: number) => `body.deployments.${index}.id`;
  assertOnce(ids, field);
  await assertPlaces(db, caller, owner_id, body.deployments);
  const inserted = await db
    .insertInto('deployments')
    .values(
      body.deployments.map(({ model, ...one }) => ({ ...one, owner_id, app_id: model.app_id, model_id: model.id })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  const made = new Set(inserted.map(({ id }) => id));
  const taken = ids.findIndex((id) => !made.has(id));
  if (taken !== -1) throw duplicate(field(taken), `A deployment with the id ${ids[taken]} exists`);
  audit({
    event: 'DEPLOYMENT_CREATE',
    owner_id,
    targets: body.deployments.flatMap(({ id, model }) => [{ deployment: { id } }, { app: { id: model.app_id } }]),
    details: { deployments: body.deployments },
  });
  return { deployments: await findDeployments(db, owner_id, ids) };
});

/** The deployments by id, held until the transaction ends. Throws not_found for those of apps that the caller may not deploy. */
async function lockDeployments(
  db: Db,
  caller: Caller,
  ownerId: string,
  ids: readonly string[],
  field: (index: number) => string,
): Promise<Row[]> {
  const rows = await selectDeployments(db, ownerId).where('id', 'in', ids).orderBy('id').forUpdate().execute();
  const apps = [...new Set(rows.map(({ app_id }) => app_id))];
  const allowed = await appsAllowing(db, caller, ownerId, apps, 'deploy_models');
  const known = rows.filter(({ app_id }) => allowed.has(app_id));
  assertKnown(ids, new Set(known.map(({ id }) => id)), field, 'deployment');
  return known;
}

/** Changes how many replicas run, all or none. */
export const updateDeployments = handle(deploymentsUpdate, async ({ params, body, db, caller, ...call }) => {
  const owner_id = params.user_id;
  const ids = body.deployments.map(({ id }) => id);
  const field = (index: number) => `body.deployments.${index}.id`;
  assertOnce(ids, field);
  const before = new Map((await lockDeployments(db, caller, owner_id, ids, field)).map((row) => [row.id, row]));
  const changed = body.deployments.filter(({ id, replicas }) => before.get(id)?.replicas !== replicas);
  for (const { id, replicas } of changed)
    await changeOne(
      db
        .updateTable('deployments')
        .set({ replicas, modified_at: sql<string>`steward_now()` })
        .where('owner_id', '=', owner_id)
        .where('id', '=', id),
    );
  if (changed.length === 0) call.nothingToAudit('as many replicas run already');
  else
    call.audit({
      event: 'DEPLOYMENT_UPDATE',
      owner_id,
      targets: changed.map(({ id }) => ({ deployment: { id } })),
      details: {
        changes: Object.fromEntries(
          changed.map(({ id, replicas }) => [id, { replicas: { before: before.get(id)?.replicas, after: replicas } }]),
        ),
      },
    });
  return { deployments: await findDeployments(db, owner_id, ids) };
});

/** Ends deployments, all or none. */
export const deleteDeployments = handle(deploymentsDelete, async ({ params, body, db, caller, audit }) => {
  const owner_id = params.user_id;
  const rows = await lockDeployments(db, caller, owner_id, body.ids, (index) => `body.ids.${index}`);
  await changeExactly(
    rows.length,
    db.deleteFrom('deployments').where('owner_id', '=', owner_id).where('id', 'in', body.ids),
  );
  audit({
    event: 'DEPLOYMENT_DELETE',
    owner_id,
    targets: rows.map(({ id }) => ({ deployment: { id } })),
    details: { deployments: rows.map(present).map(({ id, model, cluster_id }) => ({ id, model, cluster_id })) },
  });
  return {};
});
