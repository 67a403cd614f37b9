import { expect, it } from 'vitest';
import { type RouteName, routes } from '../../contract/api/index.ts';
import { AUDIT_EVENTS } from '../../contract/audit-events.ts';
import { operations } from '../operations.ts';
import { stopClock } from '../testing/clock.ts';
import { findSecret } from '../testing/dump.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { member, organization, person, registered, type TestPerson } from '../testing/people.ts';
import { attempt, buildScene, examples } from '../testing/scenes.ts';
import { ATTEMPTS } from './attempts.ts';

/** Routes whose path names an owner that is not the caller: everybody else is refused there. */
const guarded = operations
  .map(({ route }) => route.name as RouteName)
  .filter((name) => !['anyone', 'caller', 'self'].includes(routes[name].access.for));

onEachEngine('a refused attempt', (world) => {
  const entriesOf = (req_id: string) =>
    world.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('req_id', '=', req_id)
      .where('success', '=', false)
      .execute();
  const lastOf = (owner: string) =>
    world.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('owner_id', '=', owner)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();

  it.each(guarded)('at %s stands in the log, whoever made it', async (name) => {
    const scene = await buildScene(world);
    const { org_id, admin, outsider } = scene;
    const powerless = await member(world, admin, org_id, 'team_contributor');
    const input = examples[name].input(scene) as { params?: Record<string, string> };
    const owner = input.params?.user_id ?? input.params?.org_id;
    const own = owner === 'me' || owner === undefined;
    for (const who of [outsider, powerless]) {
      const reply = await attempt(world, name, scene, who);
      // Who is not in the organization may not know of it; who is may still not know of an app that they cannot see.
      const hidden = who === outsider || owner !== org_id || ['app', 'apps'].includes(routes[name].access.for);
      const refused = reply.http === 403 || (reply.http === 404 && !own && hidden);
      const entries = await entriesOf(reply.status.req_id);
      expect([name, who === outsider, reply.http, entries.length]).toEqual([
        name,
        who === outsider,
        reply.http,
        refused ? 1 : 0,
      ]);
      if (!refused) continue;
      const [entry] = entries;
      expect([entry?.owner_id, entry?.user_id, entry?.operation, entry?.source_ip]).toEqual([
        own || owner === admin.id ? who.id : owner,
        who.id,
        AUDIT_EVENTS[ATTEMPTS[name]].code,
        '127.0.0.1',
      ]);
      expect(entry?.details).toMatchObject({ route: name, refused: { code: reply.status.code } });
      const right = reply.fields[0];
      if (reply.http === 403 && right !== undefined) expect(entry?.details).toMatchObject({ refused: { right } });
    }
    if (!own && !name.startsWith('app') && routes[name].access.for !== 'app')
      expect((await entriesOf((await attempt(world, name, scene, outsider)).status.req_id)).length).toBe(1);
  });

  it('names whom and what it was about, and the rule that refused it', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const body = { members: [{ user_id: admin.id, role_id: 'organization_user' as const }] };
    expect(await world.refusal('members.update', admin, { params: { org_id }, body })).toBe('400/11102 last_admin');
    expect(await lastOf(org_id)).toMatchObject({
      operation: 101,
      success: false,
      targets: [{ organization: { id: org_id } }, { user: { id: admin.id } }],
      details: { refused: { code: 11102, reason: 'invalid', right: 'last_admin' }, route: 'members.update' },
    });
    const unknown = { user_ids: ['no-such-person'] };
    expect(await world.refusal('members.remove', admin, { params: { org_id }, body: unknown })).toMatch(/^404/);
    const malformed = { members: [{ user_id: admin.id, role_id: 'king' as never }] };
    expect(await world.refusal('members.update', admin, { params: { org_id }, body: malformed })).toMatch(/^400/);
    expect((await lastOf(org_id)).details).toMatchObject({ refused: { right: 'last_admin' } });
  });

  it('at what does not exist stands in the log of whoever made it', async () => {
    const who = await person(world);
    await world.refusal('organizations.get', who, { params: { org_id: 'never-there' } });
    expect(await lastOf(who.id)).toMatchObject({
      operation: 10151,
      targets: [{ organization: { id: 'never-there' } }],
    });
  });

  it('cannot flood a log: 30 a minute of one person, and the next entry counts the rest', async () => {
    stopClock();
    const [admin, nosy, other] = [await person(world), await person(world), await person(world)];
    const org_id = await organization(world, admin);
    const look = (who: TestPerson) => world.refusal('members.list', who, { params: { org_id } });
    const count = async () =>
      (
        await world.db
          .selectFrom('audit_entries')
          .select('seq')
          .where('owner_id', '=', org_id)
          .where('success', '=', false)
          .execute()
      ).length;
    for (let index = 0; index < 40; index++) expect(await look(nosy)).toBe('404/11101');
    expect(await count()).toBe(30);
    await look(other);
    expect(await count()).toBe(31);
  });

  it('to sign in, or to change a password, stands in the own log', async () => {
    const who = await registered(world);
    const failures = async () =>
      (
        await world.db
          .selectFrom('audit_entries')
          .selectAll()
          .where('owner_id', '=', who.id)
          .where('success', '=', false)
          .execute()
      ).map(({ operation, user_id, source_ip, details }) => [operation, user_id, source_ip, details]);
    await world.refusal('sessions.create', null, { body: { email: who.email, password: 'not the password' } });
    await world.refusal('sessions.create', null, { body: { email: 'nobody@people.example', password: 'x' } });
    await world.deps.refusals.settle();
    const refused = { code: 11009, reason: 'key_not_found' };
    expect(await failures()).toEqual([[10101, null, '127.0.0.1', { refused, route: 'sessions.create' }]]);
    const body = { current: 'not the password', new: 'another one' };
    await world.refusal('users.set_password', who, { params: { user_id: 'me' }, body });
    expect((await failures())[1]?.[0]).toBe(10102);
  });

  it('leaves no secret and no other text of the request', async () => {
    const canary = 'canary-of-the-refused-request';
    const [admin, nosy] = [await registered(world), await registered(world)];
    const org_id = await organization(world, admin);
    const { keys } = await world.ok('keys.create', nosy, {
      params: { user_id: 'me' },
      body: { keys: [{ description: 'x' }] },
    });
    const token = keys[0]?.id ?? '';
    await world.refusal('organizations.update', nosy, { params: { org_id }, body: { organization: { name: canary } } });
    await world.refusal('members.remove', nosy, {
      params: { org_id },
      body: { user_ids: [token.toLowerCase().slice(0, 48)] },
    });
    await world.refusal('keys.get', admin, { params: { user_id: nosy.id, key_id: token } });
    await world.refusal('sessions.create', null, { body: { email: nosy.email, password: canary } });
    await world.refusal('users.set_password', nosy, {
      params: { user_id: 'me' },
      body: { current: canary, new: `${canary}2` },
    });
    await world.deps.refusals.settle();
    for (const secret of [canary, token, token.toLowerCase(), nosy.password])
      expect(await findSecret(world.db, secret)).toEqual([]);
  });
});
