import { sql } from 'kysely';
import { nodepoolsCreate, nodepoolsDelete, nodepoolsList, nodepoolsUpdate } from '../../../contract/api/clusters.ts';
import { changes } from '../../audit/record.ts';
import { changeExactly, changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { selectPage } from '../../http/pagination.ts';
import { duplicate, invalid, notFound } from '../../http/problem.ts';
import { assertOnce } from '../apps/create.ts';
import { assertKnown, assertUnused, byId, type NodepoolRow, selectNodepools } from './present.ts';

/** Holds the cluster, so that it is not deleted meanwhile. Throws not_found. */
async function findCluster(db: Db, ownerId: string, id: string, lock: boolean): Promise<void> {
  const select = db.selectFrom('clusters').select('id').where('owner_id', '=', ownerId).where('id', '=', id);
  const row = await (lock ? select.forKeyShare() : select).executeTakeFirst();
  if (row === undefined) throw notFound(`The cluster ${id}`);
}

async function findNodepools(db: Db, ownerId: string, clusterId: string, ids: readonly string[]) {
  const rows = await selectNodepools(db, ownerId, clusterId).where('nodepools.id', 'in', ids).execute();
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

const targetsOf = (clusterId: string, ids: readonly string[]) => [
  { cluster: { id: clusterId } },
  ...ids.map((id) => ({ nodepool: { id } })),
];

/** Nodepools of a cluster by id. */
export const listNodepools = handle(nodepoolsList, async ({ params, query, db }) => {
  await findCluster(db, params.user_id, params.cluster_id, false);
  const order = byId<NodepoolRow>('nodepools', sql`nodepools.id`);
  const select = selectNodepools(db, params.user_id, params.cluster_id);
  const { rows, next_cursor } = await selectPage(select, query, order);
  return { nodepools: rows, next_cursor };
});

/** Creates nodepools, all or none. */
export const createNodepools = handle(nodepoolsCreate, async ({ params, body, db, audit }) => {
  const { user_id: owner_id, cluster_id } = params;
  await findCluster(db, owner_id, cluster_id, true);
  const ids = body.nodepools.map(({ id }) => id);
  const field = (index: number) => `body.nodepools.${index}`;
  assertOnce(ids, (index) => `${field(index)}.id`);
  for (const [index, one] of body.nodepools.entries())
    if (one.min_instances > one.max_instances)
      throw invalid(`${field(index)}.min_instances`, `is more than max_instances (${one.max_instances})`);
  const inserted = await db
    .insertInto('nodepools')
    .values(body.nodepools.map((one) => ({ ...one, owner_id, cluster_id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  const made = new Set(inserted.map(({ id }) => id));
  const taken = ids.findIndex((id) => !made.has(id));
  if (taken !== -1) throw duplicate(`${field(taken)}.id`, `The cluster has a nodepool with the id ${ids[taken]}`);
  const details = { nodepools: body.nodepools.map(({ description: _, ...one }) => one) };
  audit({ event: 'NODEPOOL_CREATE', owner_id, targets: targetsOf(cluster_id, ids), details });
  return { nodepools: await findNodepools(db, owner_id, cluster_id, ids) };
});

/** Changes nodepools, all or none. */
export const updateNodepools = handle(nodepoolsUpdate, async ({ params, body, db, audit, nothingToAudit }) => {
  const { user_id: owner_id, cluster_id } = params;
  await findCluster(db, owner_id, cluster_id, true);
  const ids = body.nodepools.map(({ id }) => id);
  const field = (index: number) => `body.nodepools.${index}`;
  assertOnce(ids, (index) => `${field(index)}.id`);
  const rows = await selectNodepools(db, owner_id, cluster_id)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  const before = new Map(rows.map((row) => [row.id, row]));
  assertKnown(ids, new Set(before.keys()), (index) => `${field(index)}.id`, 'nodepool');
  const told: Record<string, unknown> = {};
  for (const [index, { id, ...fields }] of body.nodepools.entries()) {
    const old = before.get(id);
    const [min, max] = [
      fields.min_instances ?? old?.min_instances ?? 0,
      fields.max_instances ?? old?.max_instances ?? 0,
    ];
    const place = fields.max_instances === undefined ? 'min_instances' : 'max_instances';
    if (min > max)
      throw invalid(`${field(index)}.${place}`, `would make the least (${min}) more than the most (${max})`);
    const different = changes({ ...old }, fields);
    if (Object.keys(different).length === 0) continue;
    told[id] = different;
    await changeOne(
      db
        .updateTable('nodepools')
        .set({ ...fields, modified_at: sql<string>`steward_now()` })
        .where('owner_id', '=', owner_id)
        .where('cluster_id', '=', cluster_id)
        .where('id', '=', id),
    );
  }
  const changed = Object.keys(told);
  if (changed.length === 0) nothingToAudit('everything is as it was');
  else
    audit({ event: 'NODEPOOL_UPDATE', owner_id, targets: targetsOf(cluster_id, changed), details: { changes: told } });
  return { nodepools: await findNodepools(db, owner_id, cluster_id, ids) };
});

/** Deletes nodepools, all or none; never one on which something runs. */
export const deleteNodepools = handle(nodepoolsDelete, async ({ params, body, db, audit }) => {
  const { user_id: owner_id, cluster_id } = params;
  await findCluster(db, owner_id, cluster_id, true);
  const pools = selectNodepools(db, owner_id, cluster_id).where('id', 'in', body.ids);
  const rows = await pools.orderBy('id').forUpdate().execute();
  assertKnown(body.ids, new Set(rows.map(({ id }) => id)), (index) => `body.ids.${index}`, 'nodepool');
  const uses = await db
    .selectFrom('deployments')
    .select(['id', 'nodepool_id as used'])
    .where('owner_id', '=', owner_id)
    .where('cluster_id', '=', cluster_id)
    .where('nodepool_id', 'in', body.ids)
    .orderBy('id')
    .execute();
  assertUnused(body.ids, uses);
  await changeExactly(
    rows.length,
    db
      .deleteFrom('nodepools')
      .where('owner_id', '=', owner_id)
      .where('cluster_id', '=', cluster_id)
      .where('id', 'in', body.ids),
  );
  audit({
    event: 'NODEPOOL_DELETE',
    owner_id,
    targets: targetsOf(
      cluster_id,
      rows.map(({ id }) => id),
    ),
  });
  return {};
});
