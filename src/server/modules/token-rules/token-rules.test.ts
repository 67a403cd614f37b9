import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { TokenRules } from '../../../contract/api/policies.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { join, member, organization, person, registered, type TestPerson } from '../../testing/people.ts';

const me = { params: { user_id: 'me' } };
const NONE: TokenRules = { max_lifetime_days: null, require_expiry: false, allowed_scopes: null };

onEachEngine('token rules', (world) => {
  const inDays = async (days: number) => {
    const [row] = await world.rows(
      sql<{ at: string }>`select steward_now() + make_interval(days => ${days}::integer) as at`,
    );
    return row?.at ?? '';
  };
  const token = async (who: TestPerson, days: number | null, scopes: ('*' | 'read' | 'manage_members')[] = ['*']) => {
    const expires_at = days === null ? null : await inDays(days);
    const { keys } = await world.ok('keys.create', who, {
      ...me,
      body: { keys: [{ description: 'Made', scopes, expires_at }] },
    });
    const [key] = keys;
    if (key === undefined) throw new Error('no key');
    return { ...who, token: key.id, key_id: key.public_id, kept_out_of: key.kept_out_of };
  };
  /** An admin with a token of 30 days, and their organization. */
  const scene = async () => {
    const endless = await person(world);
    const org_id = await organization(world, endless);
    return { org_id, endless, admin: await token(endless, 30) };
  };
  const put = (who: { token: string }, org_id: string, rules: Partial<TokenRules>) =>
    world.refusal('token_rules.put', who, { params: { org_id }, body: { token_rules: { ...NONE, ...rules } } });
  const reach = (who: { token: string }, org_id: string) =>
    world.refusal('organizations.get', who, { params: { org_id } });

  it('keep a token that breaks one out of that organization, at once, naming the rule, and of no other', async () => {
    const { org_id, admin, endless } = await scene();
    const other = await organization(world, endless);
    const [long, wide, narrow] = [
      await token(endless, 91),
      await token(endless, 20),
      await token(endless, 20, ['read']),
    ];
    expect(await put(admin, org_id, { max_lifetime_days: 90, require_expiry: true })).toBe('200/10000');
    expect(await reach(endless, org_id)).toBe('403/11007 token.max_lifetime');
    expect(await reach(long, org_id)).toBe('403/11007 token.max_lifetime');
    expect([await reach(admin, org_id), await reach(wide, org_id), await reach(narrow, org_id)]).toEqual(
      Array(3).fill('200/10000'),
    );
    expect(await reach(endless, other)).toBe('200/10000');
    expect((await world.call('users.get', endless, me)).http).toBe(200);
    expect(await put(admin, org_id, { require_expiry: true })).toBe('200/10000');
    expect([await reach(endless, org_id), await reach(long, org_id)]).toEqual([
      '403/11007 token.require_expiry',
      '200/10000',
    ]);
    const only = await token(endless, 20, ['read']);
    expect(await put(admin, org_id, { allowed_scopes: ['read', 'manage_members'] })).toBe(
      '400/11102 body.token_rules.allowed_scopes',
    );
    await world.db
      .insertInto('token_rules')
      .values({ organization_id: other, rules: JSON.stringify({ ...NONE, allowed_scopes: ['read'] }) })
      .execute();
    expect([await reach(only, other), await reach(wide, other)]).toEqual([
      '200/10000',
      '403/11007 token.allowed_scopes',
    ]);
  });

  it('keep it out of the apps of the organization as well', async () => {
    const { org_id, admin, endless } = await scene();
    await world.ok('apps.create', admin, { params: { user_id: org_id }, body: { apps: [{ id: 'one' }] } });
    const teams = (who: { token: string }) =>
      world.refusal('app_teams.list', who, { params: { user_id: org_id, app_id: 'one' } });
    expect(await teams(endless)).toBe('200/10000');
    await put(admin, org_id, { require_expiry: true });
    expect([await teams(endless), await teams(admin)]).toEqual(['403/11007 token.require_expiry', '200/10000']);
  });

  it("are refused where they would keep out the caller's own token, and say which", async () => {
    const { org_id, admin, endless } = await scene();
    expect(await put(endless, org_id, { max_lifetime_days: 90, require_expiry: true })).toBe(
      '400/11102 body.token_rules.max_lifetime_days body.token_rules.require_expiry',
    );
    expect(await put(admin, org_id, { max_lifetime_days: 29 })).toBe('400/11102 body.token_rules.max_lifetime_days');
    const got = await world.ok('token_rules.get', admin, { params: { org_id } });
    expect(got).toEqual({ token_rules: NONE, modified_at: null });
    expect(await put(admin, org_id, { max_lifetime_days: 30 })).toBe('200/10000');
    const body = { query: { operations: [10201] } };
    const { entries } = await world.ok('audit.search', admin, { params: { user_id: org_id }, body });
    expect(entries.map(({ details }) => details.changes)).toEqual([{ max_lifetime_days: { before: null, after: 30 } }]);
  });

  it('do not bind sign-ins, which an admin can withdraw', async () => {
    const { org_id, admin } = await scene();
    const who = await registered(world);
    await join(world, admin, org_id, [who]);
    await put(admin, org_id, { require_expiry: true, max_lifetime_days: 30 });
    expect(await reach(who, org_id)).toBe('200/10000');
    await world.ok('member_tokens.withdraw', admin, { params: { org_id }, body: { ids: [who.key_id] } });
    expect(await reach(who, org_id)).toBe('403/11007 token.withdrawn');
    expect((await world.call('users.get', who, me)).http).toBe(200);
  });

  it('are previewed with the tokens and people that they would keep out', async () => {
    const { org_id, admin, endless } = await scene();
    const other = await member(world, admin, org_id);
    await token(other, null, ['read']);
    await token(other, 20);
    const { kept_out_count, people_count, tokens } = await world.ok('token_rules.preview', admin, {
      params: { org_id },
      body: { token_rules: { ...NONE, require_expiry: true } },
    });
    expect([kept_out_count, people_count, tokens.length]).toEqual([3, 2, 3]);
    expect(tokens.map(({ user, violations }) => [user.id, violations])).toEqual([
      [other.id, ['require_expiry']],
      [other.id, ['require_expiry']],
      [endless.id, ['require_expiry']],
    ]);
    expect(await reach(endless, org_id)).toBe('200/10000');
  });

  it('tell the person where their tokens are kept out, and when they make one', async () => {
    const { org_id, admin, endless } = await scene();
    await put(admin, org_id, { require_expiry: true });
    await world.ok('member_tokens.withdraw', admin, { params: { org_id }, body: { ids: [endless.key_id] } });
    const { keys } = await world.ok('keys.list', endless, me);
    expect(keys.map(({ public_id, kept_out_of }) => [public_id, kept_out_of])).toEqual([
      [admin.key_id, []],
      [endless.key_id, [{ id: org_id, name: `The ${org_id}`, rules: ['withdrawn', 'require_expiry'] }]],
    ]);
    const made = await token(endless, null);
    expect(made.kept_out_of?.map(({ rules }) => rules)).toEqual([['require_expiry']]);
  });
});

onEachEngine('member tokens', (world) => {
  it('are listed newest first over pages, with what they were used for, and without their secrets', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const who = await member(world, admin, org_id);
    await world.ok('members.list', who, { params: { org_id } });
    await world.ok('teams.list', who, { params: { org_id } });
    await world.flushActivity();
    const first = await world.ok('member_tokens.list', admin, { params: { org_id }, query: { per_page: 1 } });
    const rest = await world.ok('member_tokens.list', admin, {
      params: { org_id },
      query: { per_page: 1, cursor: first.next_cursor },
    });
    expect(first.tokens).toMatchObject([
      {
        id: who.key_id,
        user: { id: who.id },
        used_scopes: ['view_members', 'view_teams'],
        violations: [],
        withdrawn_at: null,
        abilities: { withdraw: true, restore: false },
      },
    ]);
    expect(rest.tokens).toMatchObject([{ id: admin.key_id, abilities: { withdraw: false } }]);
    expect(JSON.stringify([first, rest])).not.toContain(who.token);
    const found = await world.ok('member_tokens.list', admin, { params: { org_id }, query: { user_id: who.id } });
    expect(found.tokens.map(({ id }) => id)).toEqual([who.key_id]);
    await world.ok('keys.delete', who, { params: { user_id: 'me', key_id: who.key_id } });
    const left = await world.ok('member_tokens.list', admin, { params: { org_id } });
    expect(left.tokens.map(({ id }) => id)).toEqual([admin.key_id]);
  });

  it('are withdrawn and given back, all or none, with an entry each', async () => {
    const [admin, stranger] = [await person(world), await person(world)];
    const org_id = await organization(world, admin);
    const who = await member(world, admin, org_id);
    const call = (name: 'member_tokens.withdraw' | 'member_tokens.restore', ...ids: string[]) =>
      world.refusal(name, admin, { params: { org_id }, body: { ids } });
    const reach = () => world.refusal('members.list', who, { params: { org_id } });
    expect(await call('member_tokens.withdraw', who.key_id, stranger.key_id)).toBe('404/11101 body.ids.1');
    expect(await call('member_tokens.withdraw', who.key_id, admin.key_id)).toBe('400/11102 body.ids.1');
    expect(await reach()).toBe('200/10000');
    expect(await call('member_tokens.restore', who.key_id)).toBe('404/11101 body.ids.0');
    expect(await call('member_tokens.withdraw', who.key_id)).toBe('200/10000');
    expect(await call('member_tokens.withdraw', who.key_id)).toBe('200/10000');
    expect(await reach()).toBe('403/11007 token.withdrawn');
    const { tokens } = await world.ok('member_tokens.list', admin, { params: { org_id }, query: { user_id: who.id } });
    expect(tokens).toMatchObject([{ abilities: { withdraw: false, restore: true } }]);
    expect(tokens[0]?.withdrawn_at).not.toBeNull();
    expect(await call('member_tokens.restore', who.key_id)).toBe('200/10000');
    expect(await reach()).toBe('200/10000');
    const { entries } = await world.ok('audit.search', admin, {
      params: { user_id: org_id },
      body: { query: { operations: [10202, 10203] } },
    });
    expect(entries.map(({ operation }) => operation)).toEqual([10203, 10202]);
    expect(entries[0]?.targets).toEqual([{ key: { id: who.key_id, name: 'Test' } }, { user: { id: who.id } }]);
  });
});
