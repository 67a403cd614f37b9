import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { DEFAULT_POLICY, type PasswordPolicy } from '../../../contract/password-policy.ts';
import { stopClock } from '../../testing/clock.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { join, organization, person, registered } from '../../testing/people.ts';

const me = { params: { user_id: 'me' } };

onEachEngine('a sign-in that needs a new password', (world) => {
  const bound = async (policy: Partial<PasswordPolicy>) => {
    const [admin, who] = [await person(world), await registered(world)];
    const org_id = await organization(world, admin);
    await join(world, admin, org_id, [who]);
    const password_policy = { ...DEFAULT_POLICY, ...policy };
    await world.ok('password_policy.put', admin, { params: { org_id }, body: { password_policy } });
    return who;
  };
  const signIn = (email: string, password: string, new_password?: string) =>
    world.call('sessions.create', null, { body: { email, password, new_password } });
  const flag = async (id: string) =>
    (await world.db.selectFrom('users').select('password_must_change').where('id', '=', id).executeTakeFirst())
      ?.password_must_change;

  it('gives no key but the violated rules and the policy, and the key with a new password that keeps it', async () => {
    const who = await bound({ minimum_length: 24, numeric_needed: true });
    const first = await signIn(who.email, who.password);
    expect([first.http, first.status.code, first.body.key, first.body.password_violations]).toEqual([
      200,
      61001,
      undefined,
      { minimum_length: true, numeric_needed: true },
    ]);
    expect(first.body.password_policy).toMatchObject({ minimum_length: 24, numeric_needed: true });
    expect(await flag(who.id)).toBe(true);
    const weak = await signIn(who.email, who.password, 'still too short 1');
    expect([weak.http, weak.status.code, weak.fields, weak.status.details?.[0]?.message]).toEqual([
      400,
      11102,
      ['body.new_password'],
      'is shorter than 24 characters',
    ]);
    const same = await signIn(who.email, who.password, who.password);
    expect(same.fields[0]).toBe('body.new_password');
    const done = await signIn(who.email, who.password, 'long enough, with the digit 7');
    expect([done.http, done.status.code]).toEqual([200, 10000]);
    const { id: token } = done.body.key as { id: string };
    expect((await world.ok('users.get', { token }, me)).user.id).toBe(who.id);
    expect(await flag(who.id)).toBe(false);
    expect((await signIn(who.email, who.password)).status.code).toBe(11009);
    expect((await signIn(who.email, 'long enough, with the digit 7')).status.code).toBe(10000);
  });

  it('asks once the password is older than the policy allows, and not before', async () => {
    const who = await bound({ password_lifespan: 30 });
    const aged = (days: number) =>
      sql`update users set password_changed_at = steward_now() - make_interval(days => ${days}::integer) + interval '1 minute'
        where id = ${who.id}`.execute(world.db);
    await aged(30);
    expect((await signIn(who.email, who.password)).status.code).toBe(10000);
    await aged(31);
    const late = await signIn(who.email, who.password);
    expect([late.status.code, late.body.password_violations]).toEqual([61001, { password_lifespan: true }]);
    expect(await flag(who.id)).toBe(false);
    expect((await signIn(who.email, who.password, 'quite another password')).status.code).toBe(10000);
    expect((await signIn(who.email, 'quite another password')).status.code).toBe(10000);
  });

  it('says nothing of a policy to whoever has the wrong password, and makes them wait as ever', async () => {
    stopClock();
    const who = await bound({ minimum_length: 24 });
    const wrong = await signIn(who.email, 'wrong password', 'long enough, with the digit 7');
    expect([wrong.http, wrong.status.code, wrong.body.password_violations]).toEqual([401, 11009, undefined]);
    for (let index = 0; index < 4; index++) await signIn(who.email, `wrong ${index}`);
    expect((await signIn(who.email, who.password, 'long enough, with the digit 7')).http).toBe(429);
  });

  it('leaves sign-ins and tokens from before as they are, and both entries in the own log', async () => {
    const who = await bound({ minimum_length: 24 });
    expect((await signIn(who.email, who.password)).status.code).toBe(61001);
    await signIn(who.email, who.password, 'long enough, with the digit 7');
    expect((await world.call('users.get', who, me)).http).toBe(200);
    const { entries } = await world.ok('audit.search', who, { ...me, body: { query: { operations: [10101, 10102] } } });
    expect(entries.map(({ operation }) => operation).sort()).toEqual([10101, 10101, 10102]);
    expect(entries.find(({ operation }) => operation === 10102)?.details).toEqual({ at_sign_in: true });
  });
});
