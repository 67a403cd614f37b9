import { peopleOf } from '../../access/compare.ts';
import { loadOrganization } from '../../access/load-organization.ts';
import { actorIn, type Indexed, index } from '../../access/organization-facts.ts';
import { appActions, viewOf } from '../../access/view.ts';
import type { Db } from '../../db/tables.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { findPeople } from './known-people.ts';
import type { Asked, Rows } from './list.ts';

/** The whole organization, ready to be asked. Throws not_found for one that is not live. */
export async function loadIndexed(db: Db, organizationId: string): Promise<Indexed> {
  const facts = await loadOrganization(db, organizationId);
  if (facts === undefined) throw notFound(`The organization ${organizationId}`);
  return index(facts);
}

/** Every member and collaborator who may do something with the app or whom a silo keeps out, by id. */
export async function byApp({ db, organization_id, query }: Asked, appId: string): Promise<Rows> {
  const organization = await loadIndexed(db, organization_id);
  const app = organization.apps.get(appId);
  if (app === undefined) {
    const message = `${appId} is not an app of the organization`;
    throw new Problem('not_found', message, [{ field: 'query.app_id', message }]);
  }
  const people = [...peopleOf(organization)];
  const found = await findPeople(db, people, query.search);
  const words = { lo: 0, hi: 0 };
  const entries = people
    .filter((user) => found === null || found.has(user))
    .filter((user) => {
      appActions({ ...viewOf(actorIn(organization, user)), required: [] }, app, words);
      return (words.lo | words.hi) !== 0;
    })
    .sort();
  return {
    total: entries.length,
    read: (after, skip, limit) => {
      const last = after?.[0] ?? '';
      const start = after === null ? 0 : entries.findIndex((user) => user > last);
      if (start === -1) return [];
      return entries
        .slice(start + skip, start + skip + limit)
        .map((user) => ({ actor: actorIn(organization, user), app }));
    },
  };
}
