import { appAbilities, appsAllowing } from '../../access/app-access.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { Problem } from '../../http/problem.ts';

interface Wanted {
  readonly cluster_id: string;
  readonly nodepool_id: string;
  readonly model: { readonly id: string; readonly app_id: string };
}

/** The owner's nodepools as `cluster/pool`, held so that they are not deleted meanwhile. */
async function holdNodepools(db: Db, ownerId: string, wanted: readonly Wanted[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('nodepools')
    .select(['cluster_id', 'id'])
    .where('owner_id', '=', ownerId)
    .where('cluster_id', 'in', [...new Set(wanted.map(({ cluster_id }) => cluster_id))])
    .orderBy('cluster_id')
    .orderBy('id')
    .forKeyShare()
    .execute();
  return new Set(rows.map(({ cluster_id, id }) => `${cluster_id}/${id}`));
}

/** The owner's models as `app/model`, held so that they are not deleted meanwhile. */
async function holdModels(db: Db, ownerId: string, wanted: readonly Wanted[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('app_content')
    .select(['app_id', 'id'])
    .where('owner_id', '=', ownerId)
    .where('kind', '=', 'models')
    .where('app_id', 'in', [...new Set(wanted.map(({ model }) => model.app_id))])
    .where('id', 'in', [...new Set(wanted.map(({ model }) => model.id))])
    .orderBy('app_id')
    .orderBy('id')
    .forKeyShare()
    .execute();
  return new Set(rows.map(({ app_id, id }) => `${app_id}/${id}`));
}

/**
 * Checks that every wanted deployment has its nodepool and its model, and that the caller may deploy the model's app.
 * Throws forbidden for an app that they may see and not deploy, and not_found for all else, naming each field.
 */
export async function assertPlaces(db: Db, caller: Caller, ownerId: string, wanted: readonly Wanted[]): Promise<void> {
  const apps = [...new Set(wanted.map(({ model }) => model.app_id))];
  const allowed = await appsAllowing(db, caller, ownerId, apps, 'deploy_models');
  const seen = await appAbilities(db, caller, ownerId, apps);
  const [pools, models] = [await holdNodepools(db, ownerId, wanted), await holdModels(db, ownerId, wanted)];
  const denied: { field: string; message: string }[] = [];
  const missing: { field: string; message: string }[] = [];
  for (const [index, { cluster_id, nodepool_id, model }] of wanted.entries()) {
    const field = `body.deployments.${index}`;
    if (!pools.has(`${cluster_id}/${nodepool_id}`))
      missing.push({
        field: `${field}.nodepool_id`,
        message: `The nodepool ${cluster_id}/${nodepool_id} does not exist`,
      });
    if (!allowed.has(model.app_id) && seen.has(model.app_id))
      denied.push({ field: 'deploy_models', message: `${field}.model.app_id needs deploy_models` });
    else if (!allowed.has(model.app_id))
      missing.push({ field: `${field}.model.app_id`, message: `The app ${model.app_id} does not exist` });
    else if (!models.has(`${model.app_id}/${model.id}`))
      missing.push({ field: `${field}.model.id`, message: `The model ${model.app_id}/${model.id} does not exist` });
  }
  if (denied.length > 0) throw new Problem('forbidden', denied[0]?.message, denied);
  if (missing.length > 0) throw new Problem('not_found', missing[0]?.message, missing);
}
