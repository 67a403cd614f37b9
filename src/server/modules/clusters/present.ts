import { type RawBuilder, sql } from 'kysely';
import type { Cluster } from '../../../contract/api/clusters.ts';
import type { Membership } from '../../access/membership.ts';
import type { Db } from '../../db/tables.ts';
import type { ListOrder } from '../../http/pagination.ts';
import { Problem } from '../../http/problem.ts';

export const selectClusters = (db: Db, ownerId: string) =>
  db
    .selectFrom('clusters')
    .select(['id', 'name', 'description', 'cloud_provider', 'region', 'created_at', 'modified_at'])
    .select(
      sql<number>`(select count(*) from nodepools
        where nodepools.owner_id = clusters.owner_id and nodepools.cluster_id = clusters.id)`.as('nodepools_count'),
    )
    .where('owner_id', '=', ownerId);

export type ClusterRow = Awaited<ReturnType<ReturnType<typeof selectClusters>['execute']>>[number];

/** A cluster as the API shows it. A person may do everything with their own. */
export const presentCluster = (row: ClusterRow, membership: Membership | null): Cluster => ({
  ...row,
  abilities: { manage: membership?.abilities.manage_clusters ?? true },
});

export const selectNodepools = (db: Db, ownerId: string, clusterId: string) =>
  db
    .selectFrom('nodepools')
    .select(['id', 'cluster_id', 'description', 'instance_type', 'min_instances', 'max_instances'])
    .select(['created_at', 'modified_at'])
    .where('owner_id', '=', ownerId)
    .where('cluster_id', '=', clusterId);

export type NodepoolRow = Awaited<ReturnType<ReturnType<typeof selectNodepools>['execute']>>[number];

/** A list in the order of its ids. */
export const byId = <Row extends { id: string }>(list: string, id: RawBuilder<unknown>): ListOrder<Row> => ({
  list,
  keys: [{ expression: id, type: 'text', value: (row) => row.id }],
});

/** Throws not_found naming each of `ids` that `known` lacks. */
export function assertKnown(
  ids: readonly string[],
  known: ReadonlySet<string>,
  field: (index: number) => string,
  what: string,
): void {
  const details = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ field: field(index), message: `The ${what} ${id} does not exist` }],
  );
  if (details.length > 0) throw new Problem('not_found', details[0]?.message, details);
}

interface Use {
  readonly id: string;
  readonly used: string;
}

/** Throws invalid naming each of `ids` on which something is deployed, and what. */
export function assertUnused(ids: readonly string[], uses: readonly Use[]): void {
  const details = ids.flatMap((id, index) => {
    const deployed = uses.filter((use) => use.used === id).map((use) => use.id);
    if (deployed.length === 0) return [];
    const more = deployed.length > 10 ? ` and ${deployed.length - 10} more` : '';
    return [
      { field: `body.ids.${index}`, message: `${id} has deployments: ${deployed.slice(0, 10).join(', ')}${more}` },
    ];
  });
  if (details.length > 0) throw new Problem('invalid', details[0]?.message, details);
}
