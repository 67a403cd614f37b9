import {
  type ContentKind,
  datasetRoutes,
  inputRoutes,
  modelRoutes,
  moduleRoutes,
  workflowRoutes,
} from '../../../contract/api/content.ts';
import type { Operation } from '../../http/operation.ts';
import { createContent } from './create.ts';
import { deleteContent } from './delete.ts';
import { installModules, listInstalled, uninstallModules } from './installed.ts';
import type { ContentRoutes } from './kinds.ts';
import { listContent } from './list.ts';
import { updateContent } from './update.ts';

/** The routes of one kind differ from those of all only in the name under which the items stand. */
const operationsOf = (kind: ContentKind, routes: unknown): Operation[] => {
  const { list, create, update, delete: remove } = routes as ContentRoutes;
  return [
    listContent(kind, list),
    createContent(kind, create),
    updateContent(kind, update),
    deleteContent(kind, remove),
  ];
};

export const contentOperations = [
  ...operationsOf('models', modelRoutes),
  ...operationsOf('workflows', workflowRoutes),
  ...operationsOf('datasets', datasetRoutes),
  ...operationsOf('inputs', inputRoutes),
  ...operationsOf('modules', moduleRoutes),
  listInstalled,
  installModules,
  uninstallModules,
];
