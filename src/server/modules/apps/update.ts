import { appsUpdate, appUpdate } from '../../../contract/api/apps.ts';
import { handle } from '../../http/operation.ts';
import { seeEach } from './authorize-each.ts';
import { changeApp } from './change.ts';
import { assertOnce } from './create.ts';
import { findApps, findChangedApp } from './present.ts';

/** Changes apps, all or none. The answer has the apps as they are called from now on. */
export const updateApps = handle(appsUpdate, async ({ params, body, db, caller, audit, nothingToAudit }) => {
  const owner_id = params.user_id;
  const ids = body.apps.map(({ id }) => id);
  assertOnce(ids, (index) => `body.apps.${index}.id`);
  const all = await seeEach(db, caller, owner_id, ids, (index) => `body.apps.${index}.id`);
  const renamed: string[] = [];
  let changed = false;
  for (const [index, { id, ...change }] of body.apps.entries()) {
    const abilities = all.get(id);
    if (abilities === undefined) continue;
    const done = await changeApp(db, { owner_id, id, abilities, field: `body.apps.${index}` }, change);
    if (done.event !== null) audit(done.event);
    changed ||= done.event !== null;
    renamed.push(done.id);
  }
  if (!changed) nothingToAudit('everything is as it was');
  return { apps: await findApps(db, caller, owner_id, renamed) };
});

/** Changes one app. */
export const updateApp = handle(appUpdate, async ({ params, body, db, caller, app, audit, nothingToAudit }) => {
  const owner_id = params.user_id;
  const abilities =
    app?.abilities ?? (await seeEach(db, caller, owner_id, [params.app_id], () => 'app_id')).get(params.app_id);
  if (abilities === undefined) throw new Error('an app without abilities');
  const done = await changeApp(db, { owner_id, id: params.app_id, abilities, field: 'body.app' }, body.app);
  if (done.event === null) nothingToAudit('everything is as it was');
  else audit(done.event);
  return { app: await findChangedApp(db, caller, owner_id, done.id) };
});
