import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { CLASSIC_POLICY, DEFAULT_POLICY, NIST_POLICY, type PasswordPolicy } from '../../../contract/password-policy.ts';
import { findSecret } from '../../testing/dump.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { join, organization, person, registered } from '../../testing/people.ts';

const me = { params: { user_id: 'me' } };

onEachEngine('password policies', (world) => {
  const put = (admin: { token: string }, org_id: string, policy: Partial<PasswordPolicy>) =>
    world.ok('password_policy.put', admin, {
      params: { org_id },
      body: { password_policy: { ...DEFAULT_POLICY, ...policy } },
    });
  const bound = async (policy: Partial<PasswordPolicy>) => {
    const [admin, who] = [await person(world), await registered(world)];
    const org_id = await organization(world, admin);
    await join(world, admin, org_id, [who]);
    await put(admin, org_id, policy);
    return { admin, who, org_id };
  };
  const validate = async (who: { token: string }, plaintext: string) => {
    const { status, body } = await world.call('users.validate_password', who, {
      ...me,
      body: { password: { plaintext } },
    });
    return [status.code, body.password_violations];
  };
  const change = (who: { token: string }, current: string, next: string) =>
    world.call('users.set_password', who, { ...me, body: { current, new: next } });
  const messages = (reply: { status: { details?: readonly { message: string }[] | undefined } }) =>
    reply.status.details?.map(({ message }) => message);

  it('is the default until it is set, and says what changed in the audit log', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const get = () => world.ok('password_policy.get', admin, { params: { org_id } });
    expect(await get()).toMatchObject({ password_policy: DEFAULT_POLICY, modified_at: null });
    await put(admin, org_id, { minimum_length: 15, exclude_names: true });
    await put(admin, org_id, { minimum_length: 15, exclude_names: true });
    expect((await get()).password_policy).toEqual({ ...DEFAULT_POLICY, minimum_length: 15, exclude_names: true });
    const body = { query: { operations: [10200] } };
    const { entries } = await world.ok('audit.search', admin, { params: { user_id: org_id }, body });
    expect(entries.map(({ details }) => details.changes)).toEqual([
      { minimum_length: { before: 8, after: 15 }, exclude_names: { before: false, after: true } },
    ]);
  });

  it.each([
    ['minimum_length', 65],
    ['minimum_length', 7],
    ['maximum_length', 63],
    ['password_reuse', 25],
    ['password_lifespan', 0],
  ])('refuses %s %i', async (rule, value) => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const body = { password_policy: { ...DEFAULT_POLICY, [rule]: value } };
    expect(await world.refusal('password_policy.put', admin, { params: { org_id }, body })).toBe(
      `400/11102 body.password_policy.${rule}`,
    );
  });

  it('names only the violated rules, of the strictest policy over the organizations that are not deleted', async () => {
    const { admin, who, org_id } = await bound({ minimum_length: 12 });
    const [second, gone] = [await organization(world, admin), await organization(world, admin)];
    for (const other of [second, gone]) await join(world, admin, other, [who]);
    await put(admin, second, { numeric_needed: true, password_lifespan: 30, no_common_vocabs: true });
    await put(admin, gone, { upper_case_needed: true });
    await world.ok('organizations.delete', admin, { params: { org_id: gone }, body: { confirm: gone } });
    expect(await validate(who, 'xkq wvz')).toEqual([61001, { minimum_length: true, numeric_needed: true }]);
    expect(await validate(who, 'my DRAGON went 2 xx')).toEqual([61001, { no_common_vocabs: true }]);
    expect(await validate(who, 'xkq wvz 77 hpq')).toEqual([61000, {}]);
    const own = await world.ok('users.password_policy', who, me);
    expect(own.password_policy).toMatchObject({ minimum_length: 12, numeric_needed: true, upper_case_needed: false });
    expect(own.organizations.map(({ id }) => id).sort()).toEqual([org_id, second].sort());
    const [row] = await world.rows(
      sql<{ at: string }>`select password_changed_at + interval '30 days' as at from users where id = ${who.id}`,
    );
    expect(own.expires_at).toBe(row?.at);
  });

  it('is the default for somebody whom nothing binds, and has no end without a password', async () => {
    const own = await world.ok('users.password_policy', await person(world), me);
    expect(own).toMatchObject({ password_policy: DEFAULT_POLICY, organizations: [], expires_at: null });
  });

  it("holds when the password is changed, in words, with the person's own name and address", async () => {
    const { who } = await bound({ ...CLASSIC_POLICY, password_reuse: 2 });
    const refused = await change(who, who.password, 'Rae zwq 12');
    expect([refused.http, refused.status.code, new Set(refused.fields)]).toEqual([400, 11102, new Set(['body.new'])]);
    expect(messages(refused)).toEqual(['is shorter than 12 characters', 'contains your name']);
    expect(messages(await change(who, who.password, `Xx1! ${who.id} zzzz`))).toContain('contains your e-mail address');
    expect(messages(await change(who, who.password, `${who.password}1X!`))).toContain(
      'contains your present password, or is contained in it',
    );
    expect((await change(who, who.password, 'Kwz-77 hq Vxx bd')).http).toBe(200);
  });

  it('counts former passwords back as far as it says, and keeps none in clear', async () => {
    const { who } = await bound({ password_reuse: 3 });
    const all = [who.password, 'second password', 'third password', 'fourth password'];
    for (const [index, next] of all.slice(1).entries())
      expect((await change(who, all[index] ?? '', next)).http).toBe(200);
    const current = all.at(-1) ?? '';
    expect(messages(await change(who, current, 'third password'))).toEqual(['is one of your last 3 passwords']);
    expect(await validate(who, 'second password')).toEqual([61001, { password_reuse: true }]);
    expect(await validate(who, current)).toEqual([61001, { password_reuse: true }]);
    expect(await validate(who, who.password)).toEqual([61000, {}]);
    expect((await change(who, current, who.password)).http).toBe(200);
    expect(await findSecret(world.db, 'third password')).toEqual([]);
  });

  it('keeps the last 24 hashes and no more', async () => {
    const who = await registered(world);
    await sql`insert into password_history (user_id, set_at, password_hash)
      select ${who.id}, steward_now() - make_interval(days => n), 'old' || n from generate_series(1, 30) n`.execute(
      world.db,
    );
    expect((await change(who, who.password, 'another password')).http).toBe(200);
    const rows = await world.db.selectFrom('password_history').selectAll().where('user_id', '=', who.id).execute();
    expect([
      rows.length,
      rows.some((row) => row.password_hash === 'old23'),
      rows.some((row) => row.password_hash === 'old24'),
    ]).toEqual([24, true, false]);
  });

  it('holds for whoever registers with an address that an organization has invited', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    await put(admin, org_id, { minimum_length: 20, exclude_names: true });
    const email = `${world.unique('guest')}@guests.example`;
    const invitations = [{ email, role_id: 'organization_user' as const }];
    await world.ok('invitations.create', admin, { params: { org_id }, body: { invitations } });
    const register = (primary_email: string, password: string) =>
      world.call('users.create', null, {
        body: { user: { id: world.unique('guest-id'), first_name: 'Wilhelmina', primary_email }, password },
      });
    const refused = await register(email, 'wilhelmina zz');
    expect([refused.status.code, new Set(refused.fields), messages(refused)]).toEqual([
      11102,
      new Set(['body.password']),
      ['is shorter than 20 characters', 'contains your name'],
    ]);
    expect((await register('free@guests.example', 'wilhelmina zz')).http).toBe(200);
    expect((await register(email, 'a phrase of many words')).http).toBe(200);
  });

  it('previews how many must change, whose is checked later, and who has none', async () => {
    const { admin, who, org_id } = await bound({});
    const later = await registered(world);
    await join(world, admin, org_id, [later]);
    await sql`update users set password_changed_at = steward_now() - interval '91 days' where id = ${who.id}`.execute(
      world.db,
    );
    const preview = (password_lifespan: number | null) =>
      world.ok('password_policy.preview', admin, {
        params: { org_id },
        body: { password_policy: { ...NIST_POLICY, password_lifespan } },
      });
    expect(await preview(90)).toMatchObject({
      must_change_count: 1,
      checked_at_next_sign_in_count: 1,
      without_password_count: 1,
      members: [
        { user: { id: who.id }, reason: 'too_old' },
        { user: { id: later.id }, reason: 'checked_at_next_sign_in' },
      ],
    });
    expect(await preview(null)).toMatchObject({ must_change_count: 0, checked_at_next_sign_in_count: 2 });
  });

  it('makes whoever compares many passwords through a token wait', async () => {
    const { who } = await bound({ password_reuse: 1 });
    const codes: unknown[] = [];
    for (let index = 0; index < 61; index++) codes.push((await validate(who, `guess number ${index}`))[0]);
    expect(codes.slice(0, 60).every((code) => code === 61000)).toBe(true);
    expect(codes[60]).toBe(11005);
  });
});
