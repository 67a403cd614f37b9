import { sql } from 'kysely';
import { clustersCreate, clustersDelete, clustersList } from '../../../contract/api/clusters.ts';
import { changeExactly } from '../../db/changed.ts';
import { handle } from '../../http/operation.ts';
import { selectPage } from '../../http/pagination.ts';
import { duplicate } from '../../http/problem.ts';
import { assertOnce } from '../apps/create.ts';
import { assertKnown, assertUnused, byId, type ClusterRow, presentCluster, selectClusters } from './present.ts';

/** Compute clusters by id, with how many nodepools each has. */
export const listClusters = handle(clustersList, async ({ params, query, db, membership }) => {
  const order = byId<ClusterRow>('clusters', sql`clusters.id`);
  const { rows, next_cursor } = await selectPage(selectClusters(db, params.user_id), query, order);
  return { compute_clusters: rows.map((row) => presentCluster(row, membership)), next_cursor };
});

/** Creates compute clusters, all or none. */
export const createClusters = handle(clustersCreate, async ({ params, body, db, membership, audit }) => {
  const wanted = body.compute_clusters;
  const ids = wanted.map(({ id }) => id);
  const field = (index: number) => `body.compute_clusters.${index}.id`;
  assertOnce(ids, field);
  const inserted = await db
    .insertInto('clusters')
    .values(wanted.map((one) => ({ ...one, owner_id: params.user_id, name: one.name ?? one.id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'name'])
    .execute();
  const made = new Set(inserted.map(({ id }) => id));
  const taken = ids.findIndex((id) => !made.has(id));
  if (taken !== -1) throw duplicate(field(taken), `A cluster with the id ${ids[taken]} exists`);
  audit({
    event: 'COMPUTE_CLUSTER_CREATE',
    owner_id: params.user_id,
    targets: inserted.map(({ id, name }) => ({ cluster: { id, name } })),
    details: { clusters: wanted.map(({ id, cloud_provider, region }) => ({ id, cloud_provider, region })) },
  });
  const rows = await selectClusters(db, params.user_id).where('clusters.id', 'in', ids).execute();
  const shown = new Map(rows.map((row) => [row.id, presentCluster(row, membership)]));
  return { compute_clusters: ids.flatMap((id) => shown.get(id) ?? []) };
});

/** Deletes clusters with their nodepools, all or none; never one on which something runs. */
export const deleteClusters = handle(clustersDelete, async ({ params, body, db, audit }) => {
  const owner_id = params.user_id;
  const rows = await db
    .selectFrom('clusters')
    .select(['id', 'name'])
    .where('owner_id', '=', owner_id)
    .where('id', 'in', body.ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  assertKnown(body.ids, new Set(rows.map(({ id }) => id)), (index) => `body.ids.${index}`, 'cluster');
  const uses = await db
    .selectFrom('deployments')
    .select(['id', 'cluster_id as used'])
    .where('owner_id', '=', owner_id)
    .where('cluster_id', 'in', body.ids)
    .orderBy('id')
    .execute();
  assertUnused(body.ids, uses);
  await changeExactly(
    rows.length,
    db.deleteFrom('clusters').where('owner_id', '=', owner_id).where('id', 'in', body.ids),
  );
  audit({ event: 'COMPUTE_CLUSTER_DELETE', owner_id, targets: rows.map((cluster) => ({ cluster })) });
  return {};
});
