import { expect, it } from 'vitest';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { join, organization, people, person, registered, type TestPerson } from '../../testing/people.ts';

const me = { params: { user_id: 'me' } };

onEachEngine('users', (world) => {
  it('registers a person who can then sign in and reads their own details', async () => {
    const who = await registered(world);
    const { user } = await world.ok('users.get', who, me);
    expect(user.id).toBe(who.id);
    expect(user.user_detail).toEqual({
      primary_email: who.email,
      email_addresses: [{ email: who.email, primary: true, verified: false }],
      two_factor_auth_enabled: false,
      teams_count: 0,
    });
  });

  it('refuses an id or an address that is taken, also one that an organization has', async () => {
    const [one] = await people(world, 1);
    const org = await organization(world, await person(world));
    const body = (id: string, primary_email: string) => ({
      body: { user: { id, first_name: 'A', primary_email }, password: 'long enough' },
    });
    expect(await world.refusal('users.create', null, body(one?.id ?? '', 'x@y.example'))).toBe(
      '409/40010 body.user.id',
    );
    expect(await world.refusal('users.create', null, body(org, 'x@y.example'))).toBe('409/40010 body.user.id');
    const email = (one?.email ?? '').toUpperCase();
    expect(await world.refusal('users.create', null, body(world.unique('free'), email))).toBe(
      '409/40010 body.user.primary_email',
    );
  });

  it.each([
    ['body.user.id', { id: 'Upper' }],
    ['body.user.id', { id: 'me' }],
    ['body.user.first_name', { first_name: '  ' }],
    ['body.user.first_name', { first_name: 'a\u202eb' }],
    ['body.user.primary_email', { primary_email: 'nobody' }],
  ])('names %s when it is wrong', async (field, wrong) => {
    const user = { id: 'fine', first_name: 'A', primary_email: 'fine@people.example', ...wrong };
    expect(await world.refusal('users.create', null, { body: { user, password: 'long enough' } })).toBe(
      `400/11102 ${field}`,
    );
  });

  it('refuses a password of seven characters', async () => {
    const user = { id: 'fine', first_name: 'A', primary_email: 'fine@people.example' };
    expect(await world.refusal('users.create', null, { body: { user, password: '1234567' } })).toBe(
      '400/11102 body.password',
    );
  });

  it('changes the own profile, and the member lists follow the new name', async () => {
    const [admin, who] = await people(world, 2);
    if (admin === undefined || who === undefined) throw new Error('nobody');
    const org_id = await organization(world, admin);
    await join(world, admin, org_id, [who]);
    const { user } = await world.ok('users.update', who, {
      ...me,
      body: { user: { first_name: 'Élodie', last_name: 'Ångström', visibility: { gettable: 30 } } },
    });
    expect([user.first_name, user.visibility]).toEqual(['Élodie', { gettable: 30 }]);
    const { members } = await world.ok('members.list', admin, { params: { org_id }, query: { search: 'ÉLODIE å' } });
    expect(members.map((member) => member.user.id)).toEqual([who.id]);
  });

  it("shows others only as far as a person's visibility allows", async () => {
    const [admin, colleague, stranger] = await people(world, 3);
    if (admin === undefined || colleague === undefined || stranger === undefined) throw new Error('nobody');
    await join(world, admin, await organization(world, admin), [colleague]);
    const seen = async (gettable: 10 | 30 | 50) => {
      await world.ok('users.update', colleague, { ...me, body: { user: { visibility: { gettable } } } });
      const params = { params: { user_id: colleague.id } };
      return [
        (await world.call('users.get', admin, params)).http,
        (await world.call('users.get', stranger, params)).http,
      ];
    };
    expect(await seen(10)).toEqual([404, 404]);
    expect(await seen(30)).toEqual([200, 404]);
    expect(await seen(50)).toEqual([200, 200]);
    const { user } = await world.ok('users.get', stranger, { params: { user_id: colleague.id } });
    expect(user.user_detail).toBeUndefined();
  });

  it("refuses to change or delete somebody else, as if they didn't exist", async () => {
    const [one, other] = await people(world, 2);
    if (one === undefined || other === undefined) throw new Error('nobody');
    const params = { user_id: other.id };
    expect(await world.refusal('users.update', one, { params, body: { user: { job_title: 'x' } } })).toBe('404/11101');
    expect(await world.refusal('users.delete', one, { params, body: { confirm: other.id } })).toBe('404/11101');
  });

  it('ends every other sign-in when the password changes, and keeps tokens that were made on purpose', async () => {
    const who = await registered(world);
    const session = (password: string) => world.call('sessions.create', null, { body: { email: who.email, password } });
    const second = { token: ((await session(who.password)).body.key as { id: string }).id };
    const { keys } = await world.ok('keys.create', who, {
      ...me,
      body: { keys: [{ description: 'Made on purpose' }] },
    });
    const change = (current: string | undefined, next: string) =>
      world.refusal('users.set_password', who, { ...me, body: { current, new: next } });
    expect(await change('wrong password', 'another good one')).toBe('400/11102 body.current');
    expect(await change(undefined, 'another good one')).toBe('400/11102 body.current');
    expect(await change(who.password, who.password)).toBe('400/11102 body.new');
    expect(await change(who.password, 'another good one')).toBe('200/10000');
    expect((await world.call('users.get', second, me)).status.code).toBe(11009);
    expect((await world.call('users.get', who, me)).http).toBe(200);
    expect((await world.call('users.get', { token: keys[0]?.id ?? '' }, me)).http).toBe(200);
    expect((await session(who.password)).status.code).toBe(11009);
    expect((await session('another good one')).http).toBe(200);
  });

  it('lets one of two changes at the same moment win, and says so to the other', async () => {
    const who = await registered(world);
    const change = (next: string) =>
      world.refusal('users.set_password', who, { ...me, body: { current: who.password, new: next } });
    const outcomes = await Promise.all([change('the first of two'), change('the second of two')]);
    expect(outcomes.sort()).toEqual(['200/10000', '400/11102']);
    const history = await world.db.selectFrom('password_history').selectAll().where('user_id', '=', who.id).execute();
    expect(history).toHaveLength(1);
  });

  it('deletes the own account with the typed id, out of every organization, and never gives its id again', async () => {
    const [admin, leaver] = await people(world, 2);
    if (admin === undefined || leaver === undefined) throw new Error('nobody');
    const org_id = await organization(world, admin);
    await join(world, admin, org_id, [leaver]);
    const remove = (confirm: string) => world.refusal('users.delete', leaver, { ...me, body: { confirm } });
    expect(await remove('me')).toBe('400/11102 body.confirm');
    expect(await remove(leaver.id)).toBe('200/10000');
    expect((await world.call('users.get', leaver, me)).status.code).toBe(11009);
    const { organization: after } = await world.ok('organizations.get', admin, { params: { org_id } });
    expect(after.members_count).toBe(1);
    const user = { id: leaver.id, first_name: 'New', primary_email: 'new@people.example' };
    expect(await world.refusal('users.create', null, { body: { user, password: 'long enough' } })).toBe(
      '409/40010 body.user.id',
    );
  });

  it('refuses to delete an account that is the last admin, owns apps, or owns the workspace', async () => {
    const [admin, owner, local] = await people(world, 3);
    if (admin === undefined || owner === undefined || local === undefined) throw new Error('nobody');
    await organization(world, admin);
    await world.ok('apps.create', owner, { ...me, body: { apps: [{ id: 'mine' }] } });
    await world.db.insertInto('workspace').values({ owner_id: local.id }).execute();
    const remove = (who: TestPerson) => world.refusal('users.delete', who, { ...me, body: { confirm: who.id } });
    expect(await remove(admin)).toBe('400/11102 last_admin');
    expect(await remove(owner)).toBe('400/11102 body.confirm');
    expect(await remove(local)).toBe('400/11102 body.confirm');
  });
});

onEachEngine(
  'registration by invitation only',
  (world) => {
    it('registers an invited address and no other, and not after seven days', async () => {
      const admin = await person(world);
      const org_id = await organization(world, admin);
      const register = (name: string) =>
        world.refusal('users.create', null, {
          body: {
            user: { id: name, first_name: 'A', primary_email: `${name}@guests.example` },
            password: 'long enough',
          },
        });
      const invitations = ['early', 'late'].map((name) => ({
        email: `${name}@guests.example`,
        role_id: 'admin' as const,
      }));
      await world.ok('invitations.create', admin, { params: { org_id }, body: { invitations } });
      expect(await register('stranger')).toBe('403/11007 registration');
      expect(await register('early')).toBe('200/10000');
      await world.letPass('7 days 1 second');
      expect(await register('late')).toBe('403/11007 registration');
    });

    it('does not register somebody whom only a deleted organization invited', async () => {
      const admin = await person(world);
      const org_id = await organization(world, admin);
      const email = 'too-late@guests.example';
      await world.ok('invitations.create', admin, {
        params: { org_id },
        body: { invitations: [{ email, role_id: 'admin' }] },
      });
      await world.ok('organizations.delete', admin, { params: { org_id }, body: { confirm: org_id } });
      const user = { id: 'too-late', first_name: 'A', primary_email: email };
      expect(await world.refusal('users.create', null, { body: { user, password: 'long enough' } })).toBe(
        '403/11007 registration',
      );
    });
  },
  { registration: 'invited' },
);
