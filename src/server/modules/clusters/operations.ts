import { createClusters, deleteClusters, listClusters } from './clusters.ts';
import { createDeployments, deleteDeployments, listDeployments, updateDeployments } from './deployments.ts';
import { createNodepools, deleteNodepools, listNodepools, updateNodepools } from './nodepools.ts';

export const clusterOperations = [
  listClusters,
  createClusters,
  deleteClusters,
  listNodepools,
  createNodepools,
  updateNodepools,
  deleteNodepools,
  listDeployments,
  createDeployments,
  updateDeployments,
  deleteDeployments,
];
