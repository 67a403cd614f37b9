import { z } from 'zod';
import { abilities, id, line, newId, pageQuery, time, userParams } from '../common.ts';
import { defineRoute } from '../route.ts';

export const cluster = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  cloud_provider: z.string(),
  region: z.string(),
  nodepools_count: z.number().int(),
  created_at: time,
  modified_at: time,
  abilities,
});
export type Cluster = z.infer<typeof cluster>;

export const clustersList = defineRoute('clusters.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/compute_clusters',
  summary: 'Compute clusters by id',
  access: { for: 'owner', action: 'view_clusters' },
  params: userParams,
  query: z.strictObject(pageQuery),
  answer: z.object({ compute_clusters: z.array(cluster), next_cursor: z.string().optional() }),
  offline: true,
});

export const clustersCreate = defineRoute('clusters.create', {
  method: 'POST',
  path: '/v2/users/{user_id}/compute_clusters',
  summary: 'Create compute clusters, all or none',
  access: { for: 'owner', action: 'manage_clusters' },
  params: userParams,
  body: z.strictObject({
    compute_clusters: z
      .array(
        z.strictObject({
          id: newId,
          name: line(80).optional(),
          description: z.string().max(2000).default(''),
          cloud_provider: line(40),
          region: line(40),
        }),
      )
      .min(1)
      .max(20),
  }),
  answer: z.object({ compute_clusters: z.array(cluster) }),
});

export const clustersDelete = defineRoute('clusters.delete', {
  method: 'DELETE',
  path: '/v2/users/{user_id}/compute_clusters',
  summary: 'Delete compute clusters that have no deployments, with their nodepools, all or none',
  access: { for: 'owner', action: 'manage_clusters' },
  params: userParams,
  body: z.strictObject({ ids: z.array(id).min(1).max(100) }),
  answer: z.object({}),
});

const clusterParams = userParams.extend({ cluster_id: id });
const count = z.number().int().min(0).max(1000);

export const nodepool = z.object({
  id: z.string(),
  cluster_id: z.string(),
  description: z.string(),
  instance_type: z.string(),
  min_instances: z.number().int(),
  max_instances: z.number().int(),
  created_at: time,
  modified_at: time,
});
export type Nodepool = z.infer<typeof nodepool>;

export const nodepoolsList = defineRoute('nodepools.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/compute_clusters/{cluster_id}/nodepools',
  summary: 'Nodepools of a cluster by id',
  access: { for: 'owner', action: 'view_clusters' },
  params: clusterParams,
  query: z.strictObject(pageQuery),
  answer: z.object({ nodepools: z.array(nodepool), next_cursor: z.string().optional() }),
  offline: true,
});

export const nodepoolsCreate = defineRoute('nodepools.create', {
  method: 'POST',
  path: '/v2/users/{user_id}/compute_clusters/{cluster_id}/nodepools',
  summary: 'Create nodepools, all or none',
  access: { for: 'owner', action: 'manage_clusters' },
  params: clusterParams,
  body: z.strictObject({
    nodepools: z
      .array(
        z.strictObject({
          id: newId,
          description: z.string().max(2000).default(''),
          instance_type: line(60),
          min_instances: count.default(0),
          max_instances: count.default(1),
        }),
      )
      .min(1)
      .max(20),
  }),
  answer: z.object({ nodepools: z.array(nodepool) }),
});

export const nodepoolsUpdate = defineRoute('nodepools.update', {
  method: 'PATCH',
  path: '/v2/users/{user_id}/compute_clusters/{cluster_id}/nodepools',
  summary: 'Change nodepools, all or none',
  access: { for: 'owner', action: 'manage_clusters' },
  params: clusterParams,
  body: z.strictObject({
    nodepools: z
      .array(
        z.strictObject({
          id,
          description: z.string().max(2000).optional(),
          min_instances: count.optional(),
          max_instances: count.optional(),
        }),
      )
      .min(1)
      .max(20),
    action: z.enum(['overwrite']).default('overwrite'),
  }),
  answer: z.object({ nodepools: z.array(nodepool) }),
});

export const nodepoolsDelete = defineRoute('nodepools.delete', {
  method: 'DELETE',
  path: '/v2/users/{user_id}/compute_clusters/{cluster_id}/nodepools',
  summary: 'Delete nodepools that have no deployments, all or none',
  access: { for: 'owner', action: 'manage_clusters' },
  params: clusterParams,
  body: z.strictObject({ ids: z.array(id).min(1).max(100) }),
  answer: z.object({}),
});

const modelReference = z.strictObject({ id, app_id: id });

/** A model that runs on a nodepool. It needs `deploy_models` on the model's app. */
export const deployment = z.object({
  id: z.string(),
  cluster_id: z.string(),
  nodepool_id: z.string(),
  model: z.object({ id: z.string(), app_id: z.string() }),
  replicas: z.number().int(),
  created_at: time,
  modified_at: time,
});
export type Deployment = z.infer<typeof deployment>;

export const deploymentsList = defineRoute('deployments.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/deployments',
  summary: 'Models that run in clusters, of the apps that the caller may deploy',
  access: { for: 'owner', action: 'deploy_models' },
  params: userParams,
  query: z.strictObject(pageQuery),
  answer: z.object({ deployments: z.array(deployment), next_cursor: z.string().optional() }),
  offline: true,
});

export const deploymentsCreate = defineRoute('deployments.create', {
  method: 'POST',
  path: '/v2/users/{user_id}/deployments',
  summary: 'Deploy models, all or none',
  access: { for: 'owner', action: 'deploy_models' },
  params: userParams,
  body: z.strictObject({
    deployments: z
      .array(
        z.strictObject({
          id: newId,
          cluster_id: id,
          nodepool_id: id,
          model: modelReference,
          replicas: count.min(1).default(1),
        }),
      )
      .min(1)
      .max(20),
  }),
  answer: z.object({ deployments: z.array(deployment) }),
});

export const deploymentsUpdate = defineRoute('deployments.update', {
  method: 'PATCH',
  path: '/v2/users/{user_id}/deployments',
  summary: 'Change how many replicas run, all or none',
  access: { for: 'owner', action: 'deploy_models' },
  params: userParams,
  body: z.strictObject({
    deployments: z
      .array(z.strictObject({ id, replicas: count.min(1) }))
      .min(1)
      .max(20),
    action: z.enum(['overwrite']).default('overwrite'),
  }),
  answer: z.object({ deployments: z.array(deployment) }),
});

export const deploymentsDelete = defineRoute('deployments.delete', {
  method: 'DELETE',
  path: '/v2/users/{user_id}/deployments',
  summary: 'End deployments, all or none',
  access: { for: 'owner', action: 'deploy_models' },
  params: userParams,
  body: z.strictObject({ ids: z.array(id).min(1).max(100) }),
  answer: z.object({}),
});
