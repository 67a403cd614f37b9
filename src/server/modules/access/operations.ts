import { explainAccess } from './explain.ts';
import { listAccess } from './list.ts';
import { simulateAccess } from './simulate.ts';

export const accessOperations = [listAccess, explainAccess, simulateAccess];
