import { expect, it } from 'vitest';
import { findSecret } from '../testing/dump.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { invite, organization, person, registered, type TestPerson } from '../testing/people.ts';
import type { Reply } from '../testing/world.ts';

const me = { params: { user_id: 'me' } };
let count = 0;
const fresh = () => ({ 'idempotency-key': `key-${++count}` });

onEachEngine('idempotency keys', (world) => {
  const create = (who: TestPerson, name: string, headers: Record<string, string>) =>
    world.call(
      'organizations.create',
      who,
      { ...me, body: { organizations: [{ id: name, name, billing_email: 'a@b.example' }] } },
      headers,
    );
  const outcome = ({ http, status, fields }: Reply) => [http, status.code, ...fields];

  it('give the same request the same answer and one effect, also eight times at once', async () => {
    const who = await person(world);
    const headers = fresh();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(who, 'eight-times', headers)));
    for (const answer of answers) expect([answer.http, answer.body]).toEqual([200, answers[0]?.body]);
    const later = await create(who, 'eight-times', headers);
    expect(later.body).toEqual(answers[0]?.body);
    const entries = await world.db
      .selectFrom('audit_entries')
      .select('req_id')
      .where('owner_id', '=', 'eight-times')
      .execute();
    expect(entries.map(({ req_id }) => req_id)).toEqual([later.status.req_id]);
    expect((await create(who, 'eight-times', fresh())).http).toBe(409);
  });

  it('refuse another body, another path and another query', async () => {
    const who = await person(world);
    const org_id = await organization(world, who);
    const headers = fresh();
    expect(outcome(await create(who, 'first-body', headers))).toEqual([200, 10000]);
    const duplicate = [409, 40010, 'header.idempotency-key'];
    expect(outcome(await create(who, 'second-body', headers))).toEqual(duplicate);
    const body = { invitations: [{ email: 'a@guests.example', role_id: 'admin' as const }] };
    const input = { params: { org_id }, body };
    expect(outcome(await world.call('invitations.create', who, input, headers))).toEqual(duplicate);
    const again = fresh();
    const dry = { ...input, query: { dry_run: 'true' as const } };
    expect(outcome(await world.call('invitations.create', who, dry, again))).toEqual([200, 10000]);
    expect(outcome(await world.call('invitations.create', who, input, again))).toEqual(duplicate);
  });

  it('belong to one person, and to one token of theirs', async () => {
    const [one, other] = [await person(world), await person(world)];
    const headers = fresh();
    expect((await create(one, 'mine-first', headers)).http).toBe(200);
    expect((await create(other, 'theirs-then', headers)).http).toBe(200);
    const { keys } = await world.ok('keys.create', one, { ...me, body: { keys: [{ description: 'Second' }] } });
    const second = { ...one, token: keys[0]?.id ?? '' };
    expect(outcome(await create(second, 'mine-first', headers))).toEqual([409, 40010, 'header.idempotency-key']);
  });

  it('are free again when the request was refused', async () => {
    const who = await person(world);
    const headers = fresh();
    expect((await create(who, who.id, headers)).http).toBe(409);
    expect((await create(who, 'free-after-refusal', headers)).http).toBe(200);
  });

  it.each(['', 'with space', 'ümlaut', 'x'.repeat(256)])('refuse the form "%s"', async (key) => {
    const reply = await create(await person(world), 'bad-key', { 'idempotency-key': key });
    expect(outcome(reply)).toEqual([400, 11102, 'header.idempotency-key']);
  });

  it('keep a secret in an answer unreadable in the database, and give it back to who has the token', async () => {
    const who = await registered(world);
    const headers = fresh();
    const keys = () => world.call('keys.create', who, { ...me, body: { keys: [{ description: 'Kept' }] } }, headers);
    const [first, second] = [await keys(), await keys()];
    expect(second.body).toEqual(first.body);
    const secret = (first.body.keys as { id: string }[])[0]?.id ?? '';
    expect(secret).toMatch(/^stw_/);
    const body = { email: who.email, password: who.password };
    const session = () => world.call('sessions.create', null, { body }, headers);
    const signIn = await session();
    expect((await session()).body).toEqual(signIn.body);
    const signInSecret = (signIn.body.key as { id: string }).id;
    for (const hidden of [secret, signInSecret, who.token, who.password, headers['idempotency-key']])
      expect(await findSecret(world.db, hidden)).toEqual([]);
  });

  it('let an invitation be accepted twice by one click that was sent twice', async () => {
    const [admin, guest] = [await person(world), await person(world)];
    const org_id = await organization(world, admin);
    const id = await invite(world, admin, org_id, guest.email);
    const headers = fresh();
    const accept = () => world.call('my_invitations.accept', guest, { params: { user_id: 'me', id } }, headers);
    const [first, second] = await Promise.all([accept(), accept()]);
    expect([first?.http, second?.http]).toEqual([200, 200]);
  });
});
