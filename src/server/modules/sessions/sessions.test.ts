import { expect, it } from 'vitest';
import { stopClock } from '../../testing/clock.ts';
import { findSecret } from '../../testing/dump.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { person, registered } from '../../testing/people.ts';

onEachEngine('sessions', (world) => {
  const signIn = (email: string, password: string) =>
    world.call('sessions.create', null, { body: { email, password, description: 'Laptop' } });

  it('answers a token that works, once, and is not to be cached', async () => {
    const who = await registered(world);
    const reply = await signIn(` ${who.email.toUpperCase()} `, who.password);
    const key = reply.body.key as { id: string; public_id: string; description: string };
    expect([reply.body.user_id, key.description, reply.headers['cache-control']]).toEqual([
      who.id,
      'Laptop',
      'no-store',
    ]);
    const { keys } = await world.ok('keys.list', { token: key.id }, { params: { user_id: 'me' } });
    expect(keys.find((one) => one.is_current)?.id).toBe(key.public_id);
    expect(JSON.stringify(keys)).not.toContain(key.id);
    expect(await findSecret(world.db, key.id)).toEqual([]);
    expect(await findSecret(world.db, who.password)).toEqual([]);
  });

  it('answers the same to a wrong password, an unknown address and a person without a password', async () => {
    const [who, without] = [await registered(world), await person(world)];
    const replies = [
      await signIn(who.email, 'wrong password'),
      await signIn('nobody@nowhere.example', 'wrong password'),
      await signIn(without.email, 'nobody has this password'),
    ];
    for (const { http, status } of replies)
      expect([http, status.code, status.description]).toEqual([
        401,
        11009,
        'The e-mail address or the password is not right',
      ]);
  });

  it('makes a guesser wait after five wrong passwords, also when they come at once', async () => {
    stopClock();
    const [who, other] = [await registered(world), await registered(world)];
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, index) => signIn(who.email, `wrong ${index}`)));
    const throttled = guesses.filter(({ status }) => status.code === 11005);
    expect(throttled).toHaveLength(15);
    expect(throttled.every(({ headers }) => Number(headers['retry-after']) > 0)).toBe(true);
    expect((await signIn(who.email, who.password)).http).toBe(429);
    expect((await signIn(other.email, other.password)).http).toBe(200);
  });
});
