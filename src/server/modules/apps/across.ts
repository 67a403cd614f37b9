import type { App } from '../../../contract/api/apps.ts';
import { visiting } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { findApps } from './present.ts';

export interface AppReference {
  readonly owner_id: string;
  readonly app_id: string;
}
export const keyOfApp = ({ owner_id, app_id }: AppReference): string => `${owner_id}/${app_id}`;

/**
 * Does something with each owner's part of a list, as a visitor of that owner. Owners come in the order of their ids,
 * so that changes wait for each other in no circle.
 */
export async function eachOwner<T extends AppReference>(
  db: Db,
  caller: Caller,
  list: readonly T[],
  work: (ownerId: string, part: readonly T[]) => Promise<void>,
): Promise<void> {
  const byOwner = new Map<string, T[]>();
  for (const one of list) byOwner.set(one.owner_id, [...(byOwner.get(one.owner_id) ?? []), one]);
  for (const owner of [...byOwner.keys()].sort())
    await visiting(db, owner, caller.user_id, () => work(owner, byOwner.get(owner) ?? []));
}

/** Those of these apps, whoever owns them, that the caller can still see. */
export async function findAppsAcross(db: Db, caller: Caller, list: readonly AppReference[]): Promise<Map<string, App>> {
  const found = new Map<string, App>();
  await eachOwner(db, caller, list, async (owner_id, part) => {
    const ids = [...new Set(part.map(({ app_id }) => app_id))];
    for (const app of await findApps(db, caller, owner_id, ids)) found.set(keyOfApp({ owner_id, app_id: app.id }), app);
  });
  return found;
}
