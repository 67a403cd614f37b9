import { createApps } from './create.ts';
import { deleteApp, deleteApps } from './delete.ts';
import { getApp } from './get.ts';
import { listApps } from './list.ts';
import { transferApp } from './transfer.ts';
import { updateApp, updateApps } from './update.ts';

export const appOperations = [listApps, getApp, createApps, updateApps, updateApp, deleteApps, deleteApp, transferApp];
