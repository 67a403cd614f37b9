import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { findSecret } from '../../testing/dump.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { organization, person, type TestPerson } from '../../testing/people.ts';

const me = { params: { user_id: 'me' } };

onEachEngine('keys', (world) => {
  const create = async (
    who: TestPerson,
    key: { scopes?: ['*' | 'read' | 'manage_members']; expires_at?: string } = {},
  ) => {
    const { keys } = await world.ok('keys.create', who, { ...me, body: { keys: [{ description: 'A key', ...key }] } });
    const [made] = keys;
    if (made === undefined) throw new Error('no key');
    return { token: made.id, id: made.public_id, expires_at: made.expires_at };
  };
  const works = async (token: string) => (await world.call('users.get', { token }, me)).status.code;
  const soon = async (interval: string) => {
    const [row] = await world.rows(sql<{ at: string }>`select steward_now() + ${interval}::interval as at`);
    return row?.at ?? '';
  };

  it('shows a secret once and keeps only its hash', async () => {
    const who = await person(world);
    const { token, id } = await create(who);
    expect(token).toMatch(/^stw_[0-9A-Za-z]{38}$/);
    const { keys } = await world.ok('keys.list', who, me);
    const { key } = await world.ok('keys.get', who, { params: { user_id: 'me', key_id: id } });
    expect([keys[0]?.id, key.id, key.public_id]).toEqual([id, id, id]);
    expect(JSON.stringify([keys, key])).not.toContain(token);
    expect(await findSecret(world.db, token)).toEqual([]);
    expect(await findSecret(world.db, token.slice(4, 36))).toEqual([]);
  });

  it('tells a malformed token from an unknown one', async () => {
    const { token } = await create(await person(world));
    const typo = token.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    expect([await works(typo), await works('x'), await works(`${token}x`)]).toEqual([11008, 11008, 11008]);
    await world.db.deleteFrom('keys').where('description', '=', 'A key').execute();
    expect(await works(token)).toBe(11009);
    const bearer = await world.send('GET', '/v2/users/me', null, undefined, { authorization: `Bearer ${token}` });
    expect([bearer.http, bearer.status.code]).toEqual([401, 11008]);
  });

  it('stops working the moment it is revoked', async () => {
    const who = await person(world);
    const { token, id } = await create(who);
    expect(await works(token)).toBe(10000);
    const params = { user_id: 'me', key_id: id };
    await world.ok('keys.delete', who, { params });
    expect(await works(token)).toBe(11009);
    expect(await world.refusal('keys.delete', who, { params })).toBe('404/11101');
    expect(await world.refusal('keys.get', who, { params })).toBe('404/11101');
    expect((await world.ok('keys.list', who, me)).keys.map((key) => key.id)).toEqual([who.key_id]);
  });

  it("refuses to show or revoke another person's key", async () => {
    const [one, other] = [await person(world), await person(world)];
    const { id, token } = await create(one);
    expect(await world.refusal('keys.get', other, { params: { user_id: 'me', key_id: id } })).toBe('404/11101');
    expect(await world.refusal('keys.delete', other, { params: { user_id: one.id, key_id: id } })).toBe('404/11101');
    expect(await works(token)).toBe(10000);
  });

  it('expires by the clock of the database', async () => {
    const who = await person(world);
    const past = await world.refusal('keys.create', who, {
      ...me,
      body: { keys: [{ description: 'Past', expires_at: '2020-01-01T00:00:00Z' }] },
    });
    expect(past).toBe('400/11102 body.keys.0.expires_at');
    const { token } = await create(who, { expires_at: await soon('1 hour') });
    expect(await works(token)).toBe(10000);
    await world.letPass('61 minutes');
    expect(await works(token)).toBe(11009);
  });

  it('refuses a time that no RFC 3339 text in UTC can say', async () => {
    const keys = [{ description: 'Far', expires_at: '9999-12-31T23:59:59-23:00' }];
    expect(await world.refusal('keys.create', await person(world), { ...me, body: { keys } })).toBe(
      '400/11102 body.keys.0.expires_at',
    );
  });

  it('narrows scopes and brings an expiry forward, never the other way', async () => {
    const who = await person(world);
    const { id } = await create(who, { scopes: ['manage_members'], expires_at: await soon('2 days') });
    const change = async (fields: { scopes?: ['*' | 'read']; expires_at?: string; description?: string }) =>
      world.refusal('keys.update', who, { ...me, body: { keys: [{ id, ...fields }] } });
    expect(await change({ scopes: ['*'] })).toBe('400/11102 body.keys.0.scopes');
    expect(await change({ expires_at: await soon('3 days') })).toBe('400/11102 body.keys.0.expires_at');
    expect(await change({ scopes: ['read'], expires_at: await soon('1 day'), description: 'Less' })).toBe('200/10000');
    const { key } = await world.ok('keys.get', who, { params: { user_id: 'me', key_id: id } });
    expect([key.description, key.scopes]).toEqual(['Less', ['read']]);
  });

  it('changes several keys or none', async () => {
    const who = await person(world);
    const { id } = await create(who);
    const keys = [
      { id, description: 'Changed' },
      { id: 'unknown1', description: 'x' },
    ];
    expect(await world.refusal('keys.update', who, { ...me, body: { keys } })).toBe('404/11101');
    const { key } = await world.ok('keys.get', who, { params: { user_id: 'me', key_id: id } });
    expect(key.description).toBe('A key');
  });

  it('never lets a scope do more than its person, and no less than it names', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const read = await create(admin, { scopes: ['read'] });
    const manage = await create(admin, { scopes: ['manage_members'] });
    const outsider = await create(await person(world), { scopes: ['manage_members'] });
    const body = (email: string) => ({
      params: { org_id },
      body: { invitations: [{ email, role_id: 'admin' as const }] },
    });
    expect((await world.call('organizations.get', read, { params: { org_id } })).http).toBe(200);
    expect(await world.refusal('invitations.create', read, body('a@x.example'))).toBe('403/11007 manage_members');
    expect(await world.refusal('invitations.create', manage, body('a@x.example'))).toBe('200/10000');
    expect(
      await world.refusal('teams.create', manage, {
        params: { org_id },
        body: { teams: [{ id: 'a', name: 'A', default_permission_id: 'full_access' }] },
      }),
    ).toBe('403/11007 manage_teams');
    expect(await world.refusal('invitations.create', outsider, body('b@x.example'))).toBe('404/11101');
    const { organization: seen } = await world.ok('organizations.get', manage, { params: { org_id } });
    expect([seen.abilities.manage_members, seen.abilities.manage_teams, seen.abilities.view_members]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('lets a narrow token make no other token and change nothing of its person', async () => {
    const who = await person(world);
    const { token } = await create(who, { scopes: ['manage_members'] });
    const wide = { ...me, body: { keys: [{ description: 'Wide' }] } };
    expect(await world.refusal('keys.create', { token }, wide)).toBe('403/11007 *');
    expect(await world.refusal('users.update', { token }, { ...me, body: { user: { job_title: 'x' } } })).toBe(
      '403/11007 *',
    );
    expect((await world.ok('scopes.list', { token }, me)).scopes).toEqual(['manage_members']);
  });

  it('notes when a key was last used', async () => {
    const who = await person(world);
    const { token, id } = await create(who);
    await works(token);
    await world.flushActivity();
    const { key } = await world.ok('keys.get', who, { params: { user_id: 'me', key_id: id } });
    expect(key.last_used_at).not.toBeNull();
  });

  it('lists every key once over pages', async () => {
    const who = await person(world);
    for (let index = 0; index < 7; index++) await create(who);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.ok('keys.list', who, { ...me, query: { per_page: 3, cursor } });
      seen.push(...page.keys.map((key) => key.id));
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    const all = await world.ok('keys.list', who, me);
    expect(seen).toEqual(all.keys.map((key) => key.id));
    expect(new Set(seen).size).toBe(8);
  });
});
