import type { AppFacts } from '../../access/facts.ts';
import { actorIn, type Indexed } from '../../access/organization-facts.ts';
import { isAllowed, viewOf } from '../../access/view.ts';
import { Problem } from '../../http/problem.ts';
import { loadIndexed } from './by-app.ts';
import type { Standing } from './entry.ts';
import { findApps, findPeople } from './known-people.ts';
import type { Asked, Rows } from './list.ts';

/**
 * Every member of the team with every app of the team, by person and app. Who leads teams without seeing everybody's
 * access sees the apps that they can look at themselves.
 */
export async function byTeam(asked: Asked, teamId: string): Promise<Rows> {
  const { db, organization_id, query } = asked;
  const organization = await loadIndexed(db, organization_id);
  const team = organization.facts.teams.get(teamId);
  if (team === undefined) {
    const message = `${teamId} is not a team of the organization`;
    throw new Problem('not_found', message, [{ field: 'query.team_id', message }]);
  }
  const users = [...team.members].sort();
  const apps = shownApps(asked, organization, [...team.apps.keys()].sort());
  const foundApps = await findApps(db, organization_id, query.search);
  const foundPeople = await findPeople(db, users, query.search);
  const some = apps.filter(({ id }) => foundApps === null || foundApps.has(id));
  const listOf = (user: string) => (foundPeople === null || foundPeople.has(user) ? apps : some);
  return {
    total: users.reduce((sum, user) => sum + listOf(user).length, 0),
    read: (after, skip, limit) => read(organization, users, listOf, after, skip, limit),
  };
}

function shownApps({ caller, membership }: Asked, organization: Indexed, ids: readonly string[]): AppFacts[] {
  const view = viewOf(actorIn(organization, caller.user_id));
  const all = ids.flatMap((id) => organization.apps.get(id) ?? []);
  return membership.abilities.view_access ? all : all.filter((app) => isAllowed(view, 'view_apps', app));
}

function read(
  organization: Indexed,
  users: readonly string[],
  listOf: (user: string) => readonly AppFacts[],
  after: readonly string[] | null,
  skip: number,
  limit: number,
): Standing[] {
  const [lastUser = '', lastApp = ''] = after ?? [];
  const rows: Standing[] = [];
  let left = skip;
  for (const user of users) {
    if (user < lastUser || rows.length >= limit) continue;
    const apps = user === lastUser ? listOf(user).filter(({ id }) => id > lastApp) : listOf(user);
    const shown = apps.slice(left, left + limit - rows.length);
    left = Math.max(0, left - apps.length);
    if (shown.length === 0) continue;
    const actor = actorIn(organization, user);
    rows.push(...shown.map((app) => ({ actor, app })));
  }
  return rows;
}
