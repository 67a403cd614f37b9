import type { Actor, AppFacts } from '../../access/facts.ts';
import { loadApps } from '../../access/load-apps.ts';
import { loadStanding } from '../../access/load-standing.ts';
import { organizationReach } from '../../access/reach.ts';
import { appActions, type View, viewOf } from '../../access/view.ts';
import type { Db } from '../../db/tables.ts';
import { Problem } from '../../http/problem.ts';
import { findApps } from './known-people.ts';
import type { Asked, Rows } from './list.ts';

/** The person in the organization, whatever token they use. Throws not_found for who is nothing there. */
async function findPerson(db: Db, organizationId: string, userId: string): Promise<Actor> {
  const who = { user_id: userId, scopes: ['*'] };
  const onApps = await loadStanding(db, who, organizationId, 'apps');
  const inside = await loadStanding(db, who, organizationId, 'organization');
  if (onApps === undefined || inside === undefined) throw unknown(userId);
  return { ...onApps.actor, ...(inside.actor.carried && { carried: inside.actor.carried }) };
}

const unknown = (userId: string): Problem => {
  const message = `${userId} is neither a member nor a collaborator of the organization`;
  return new Problem('not_found', message, [{ field: 'query.user_id', message }]);
};

/** Whether there is anything to say: something may be done, or a silo overrules what says yes. */
function isEntry(view: View, open: View, app: AppFacts, closedToo: boolean): boolean {
  const words = { lo: 0, hi: 0 };
  appActions(closedToo ? open : view, app, words);
  return (words.lo | words.hi) !== 0;
}

/**
 * Every app on which the person may do something, by id. Apps that a silo keeps from them are shown to who may see
 * everybody's access: to the person themselves they are not there.
 */
export async function byPerson({ db, organization_id, membership, query }: Asked, userId: string): Promise<Rows> {
  const actor = await findPerson(db, organization_id, userId);
  const apps = await loadApps(db, userId, organization_id, null);
  if (actor.role_id === null && !apps.some(({ collaborators }) => collaborators.length > 0)) throw unknown(userId);
  const found = await findApps(db, organization_id, query.search);
  const view = viewOf(actor);
  const open = { ...view, required: [] };
  const entries = apps
    .filter((app) => found === null || found.has(app.id))
    .filter((app) => isEntry(view, open, app, membership.abilities.view_access))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    total: entries.length,
    organization_actions: organizationReach(view),
    read: (after, skip, limit) => {
      const last = after?.[1] ?? '';
      const start = after === null ? 0 : entries.findIndex(({ id }) => id > last);
      if (start === -1) return [];
      return entries.slice(start + skip, start + skip + limit).map((app) => ({ actor, app }));
    },
  };
}
