import { appUpdate } from '../../../contract/api/apps.ts';
import { withVersion } from '../../http/operation.ts';
import { createApps } from './create.ts';
import { deleteApp, deleteApps } from './delete.ts';
import { getApp } from './get.ts';
import { listApps } from './list.ts';
import { appVersion } from './present.ts';
import { transferApp } from './transfer.ts';
import { updateApp, updateApps } from './update.ts';

export const appOperations = [
  listApps,
  getApp,
  createApps,
  updateApps,
  withVersion(appUpdate, ({ params }, db) => appVersion(db, params.user_id, params.app_id), updateApp),
  deleteApps,
  deleteApp,
  transferApp,
];
