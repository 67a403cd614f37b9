import { type Examples, owned, type Scene } from './example.ts';

const inCluster = ({ org_id }: Scene) => ({ params: { user_id: org_id, cluster_id: 'cluster' } });

export const clusterExamples: Examples<'clusters' | 'nodepools' | 'deployments'> = {
  'clusters.list': { as: 'admin', input: owned },
  'clusters.create': {
    as: 'admin',
    input: (scene) => ({
      ...owned(scene),
      body: { compute_clusters: [{ id: scene.fresh(), cloud_provider: 'aws', region: 'eu-central-1' }] },
    }),
  },
  'clusters.delete': { as: 'admin', input: (scene) => ({ ...owned(scene), body: { ids: ['spare'] } }) },
  'nodepools.list': { as: 'admin', input: inCluster },
  'nodepools.create': {
    as: 'admin',
    input: (scene) => ({
      ...inCluster(scene),
      body: { nodepools: [{ id: scene.fresh(), instance_type: 'g5.xlarge' }] },
    }),
  },
  'nodepools.update': {
    as: 'admin',
    input: (scene) => ({ ...inCluster(scene), body: { nodepools: [{ id: 'pool', max_instances: 5 }] } }),
  },
  'nodepools.delete': { as: 'admin', input: (scene) => ({ ...inCluster(scene), body: { ids: ['spare'] } }) },
  'deployments.list': { as: 'admin', input: owned },
  'deployments.create': {
    as: 'admin',
    input: (scene) => ({
      ...owned(scene),
      body: {
        deployments: [
          { id: scene.fresh(), cluster_id: 'cluster', nodepool_id: 'pool', model: { id: 'item', app_id: 'app' } },
        ],
      },
    }),
  },
  'deployments.update': {
    as: 'admin',
    input: (scene) => ({ ...owned(scene), body: { deployments: [{ id: 'deployment', replicas: 3 }] } }),
  },
  'deployments.delete': { as: 'admin', input: (scene) => ({ ...owned(scene), body: { ids: ['deployment'] } }) },
};
