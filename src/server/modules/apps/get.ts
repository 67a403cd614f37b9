import { appsGet } from '../../../contract/api/apps.ts';
import { handle } from '../../http/operation.ts';
import { findApp } from './present.ts';

/** One app, whoever owns it, for everybody who reaches it by any path. */
export const getApp = handle(appsGet, async ({ params, db, caller }) => ({
  app: await findApp(db, caller, params.user_id, params.app_id),
}));
