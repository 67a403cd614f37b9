import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { APP_ACTION_NAMES } from '../../contract/permissions.ts';
import { inScope } from '../db/scope.ts';
import type { Tx } from '../db/tables.ts';
import { APPS, world as anyOrganization, PARTNERS, USERS } from '../testing/access-worlds.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import type { World } from '../testing/world.ts';
import { appAbilities, appsAllowing, visibleApps } from './app-access.ts';
import { loadOrganization } from './load-organization.ts';
import { loadStanding } from './load-standing.ts';
import { actorIn, index, type OrganizationFacts } from './organization-facts.ts';
import { organizationReach, reach } from './reach.ts';
import { viewOf } from './view.ts';

/** Writes generated facts into the database under names of their own; answers how it calls people and organizations. */
async function write(world: World, facts: OrganizationFacts): Promise<(id: string) => string> {
  const prefix = world.unique('w');
  const name = (id: string) => `${prefix}-${id}`;
  const { db } = world;
  const run = (query: ReturnType<typeof sql>) => query.execute(db);
  const org = name(facts.id);
  for (const id of USERS) {
    await run(sql`insert into owners values (${name(id)}, 'person')`);
    await run(sql`insert into users (id, first_name, last_name) values (${name(id)}, 'Pat', ${id})`);
  }
  for (const id of [facts.id, ...PARTNERS]) {
    await run(sql`insert into owners values (${name(id)}, 'organization')`);
    await run(sql`insert into organizations (id, name, name_key, billing_email, plan)
      values (${name(id)}, ${name(id)}, ${name(id)}, 'a@b.example', ${facts.plan})`);
  }
  const join = (org_id: string, user: string, role: string) =>
    run(sql`insert into members (organization_id, user_id, role_id, sort_name, search_text)
      values (${name(org_id)}, ${name(user)}, ${role}, '', '')`);
  for (const [user, role] of facts.members) await join(facts.id, user, role);
  for (const [user, roles] of facts.partners) for (const [partner, role] of roles) await join(partner, user, role);
  for (const { id, visibility, compliance_labels } of facts.apps.values())
    await run(sql`insert into apps (owner_id, id, name, visibility, compliance_labels, description)
      values (${org}, ${id}, ${id}, ${visibility}, ${compliance_labels}, '')`);
  for (const team of facts.teams.values()) {
    await run(
      sql`insert into teams values (${org}, ${team.id}, ${team.id}, ${team.id}, ${team.default_permission_id})`,
    );
    for (const user of team.members)
      await run(sql`insert into team_members values (${org}, ${team.id}, ${name(user)})`);
    for (const [app, own] of team.apps)
      await run(sql`insert into team_apps values (${org}, ${team.id}, ${app}, ${own})`);
  }
  for (const silo of facts.silos.values()) {
    await run(sql`insert into silos values (${org}, ${silo.id}, ${silo.id}, ${silo.id}, ${silo.required_labels})`);
    for (const team of silo.team_ids) await run(sql`insert into silo_teams values (${org}, ${silo.id}, ${team})`);
  }
  for (const [app, shares] of facts.collaborators)
    for (const { collaborator_id, scopes } of shares)
      await run(sql`insert into collaborators values (${org}, ${app}, ${name(collaborator_id)}, ${scopes})`);
  return name;
}

onEachEngine('what the database says about access', (world) => {
  /** Runs `work` as a request does: in a transaction with the organization as its tenant, if the person belongs there. */
  const asking = <T>(person: string, tenant: string, work: (trx: Tx) => Promise<T>): Promise<T> =>
    inScope(world.db, { tenant, person }, 'read only', work);

  it('is the same read for one person, for a page of apps, and for the whole organization', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrganization, async (facts) => {
        const name = await write(world, facts);
        const org = name(facts.id);
        const loaded = await loadOrganization(world.db, org);
        if (loaded === undefined) throw new Error('the organization is missing');
        const [given, read] = [index(facts), index(loaded)];
        for (const user of USERS) {
          const caller = { user_id: name(user), key_id: '', scopes: ['*'] };
          const view = viewOf(actorIn(given, user));
          const expected = new Map(reach(view, given.apps.values()).map(({ app, actions }) => [app.id, actions]));
          const whole = reach(viewOf(actorIn(read, name(user))), read.apps.values());
          expect(new Map(whole.map(({ app, actions }) => [app.id, actions]))).toEqual(expected);
          const ask = <T>(work: (trx: Tx) => Promise<T>) => asking(caller.user_id, org, work);
          const abilities = await ask((trx) => appAbilities(trx, caller, org, [...APPS]));
          const seen = [...expected].filter(([, actions]) => actions.includes('view_apps'));
          expect(
            new Map([...abilities].map(([id, able]) => [id, APP_ACTION_NAMES.filter((action) => able[action])])),
          ).toEqual(new Map(seen));
          const visible = (await ask((trx) => visibleApps(trx, caller, org))) ?? [...facts.apps.keys()];
          expect([...visible].sort()).toEqual(seen.map(([id]) => id).sort());
          const deployable = await ask((trx) => appsAllowing(trx, caller, org, [...APPS], 'deploy_models'));
          expect([...deployable].sort()).toEqual(
            [...expected].flatMap(([id, actions]) => (actions.includes('deploy_models') ? [id] : [])).sort(),
          );
          const inside = await ask((trx) => loadStanding(trx, caller, org, 'organization'));
          if (inside !== undefined) expect(organizationReach(viewOf(inside.actor))).toEqual(organizationReach(view));
        }
      }),
      { seed: 20261124, numRuns: 25 },
    );
  });

  it('is nothing where the organization is deleted, or the one that collaborates', async () => {
    const [sample] = fc.sample(anyOrganization, { seed: 1, numRuns: 1 });
    if (sample === undefined) throw new Error('nothing was generated');
    const facts: OrganizationFacts = {
      ...sample,
      members: new Map([['u0', 'admin']]),
      teams: new Map(),
      silos: new Map(),
      apps: new Map([['a0', { id: 'a0', visibility: 10, compliance_labels: [] }]]),
      collaborators: new Map([['a0', [{ collaborator_id: 'p0', scopes: ['read'] }]]]),
      partners: new Map([['u1', new Map([['p0', 'organization_user']])]]),
    };
    const name = await write(world, facts);
    const org = name(facts.id);
    const sees = async (user: string) => {
      const caller = { user_id: name(user), key_id: '', scopes: ['*'] };
      const abilities = await asking(caller.user_id, org, (trx) => appAbilities(trx, caller, org, ['a0']));
      return [...abilities.keys()];
    };
    const end = (id: string) =>
      sql`update organizations set deleted_at = steward_now() where id = ${name(id)}`.execute(world.db);
    expect([await sees('u0'), await sees('u1'), await sees('u2')]).toEqual([['a0'], ['a0'], []]);
    await end('p0');
    expect([await sees('u0'), await sees('u1')]).toEqual([['a0'], []]);
    await end(facts.id);
    expect(await sees('u0')).toEqual([]);
  });
});
