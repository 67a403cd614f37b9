import { createSilos } from './create.ts';
import { deleteSilos } from './delete.ts';
import { listSilos } from './list.ts';
import { updateSilos } from './update.ts';

export const siloOperations = [listSilos, createSilos, updateSilos, deleteSilos];
