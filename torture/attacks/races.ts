import { sql } from 'kysely';
import { MAX_ADMIN_ORGANIZATIONS } from '../../src/contract/permissions.ts';
import { invite, organization, people, person, type TestPerson } from '../../src/server/testing/people.ts';
import type { Reply, World } from '../../src/server/testing/world.ts';
import { type Attack, type Context, onEngines, type Tally } from '../attack.ts';
import { equal, must } from '../support/equal.ts';
import { noErrors, openWorld } from '../support/worlds.ts';

const me = { params: { user_id: 'me' } };
const codes = (replies: readonly Reply[]): number[] => replies.map(({ status }) => status.code).sort((a, b) => a - b);
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const one = (id: string, name = `The ${id}`) => ({ id, name, billing_email: 'a@b.example' });

/** Makes people admins without an invitation for each: there are thousands of them. */
async function makeAdmins(world: World, organization_id: string, some: readonly TestPerson[]): Promise<void> {
  if (some.length === 0) return;
  const rows = some.map(({ id }) => ({ user_id: id, sort_name: id, search_text: id }));
  const values = rows.map((row) => ({ ...row, organization_id, role_id: 'admin' as const }));
  await world.db.insertInto('members').values(values).execute();
}

const GOING = [
  (world: World, org_id: string, who: TestPerson) => world.call('organizations.leave', who, { params: { org_id } }),
  (world: World, org_id: string, who: TestPerson, whom: TestPerson) =>
    world.call('members.remove', who, { params: { org_id }, body: { user_ids: [whom.id] } }),
  (world: World, org_id: string, who: TestPerson, whom: TestPerson) =>
    world.call('members.update', who, {
      params: { org_id },
      body: { members: [{ user_id: whom.id, role_id: 'organization_user' }] },
    }),
  (world: World, _: string, who: TestPerson) => world.call('users.delete', who, { ...me, body: { confirm: who.id } }),
] as const;

/** All admins go at once, each in another way; with `each other`, they remove and demote one another. */
async function lastAdmin(world: World, { random }: Context): Promise<void> {
  const admins = await people(world, random.between(2, 8));
  const [first, ...others] = admins;
  must(first !== undefined, 'nobody was made');
  const org_id = await organization(world, first);
  await makeAdmins(world, org_id, others);
  const eachOther = random.between(0, 2) === 0;
  const replies = await Promise.all(
    admins.map((admin, index) => {
      const whom = eachOther ? (admins[(index + 1) % admins.length] ?? admin) : admin;
      return random.pick(GOING)(world, org_id, admin, whom);
    }),
  );
  const [left] = await world.rows(sql<{ admins: number }>`
    select count(*) as admins from members where organization_id = ${org_id} and role_id = 'admin'`);
  must((left?.admins ?? 0) >= 1, `no admin is left after ${codes(replies).join(' ')}`);
  if (eachOther) {
    // Whoever has lost the right or the place before their turn is told so: 403, 404, or that they are the last.
    for (const { status } of replies)
      must([10000, 11007, 11101, 11102].includes(status.code), `one answered ${status.code}`);
  } else
    equal([left?.admins, codes(replies)], [1, [...others.map(() => 10000), 11102]], 'admins left, and the answers');
}

/** Eight want the same id, or the same name written in another way. */
async function takenName(world: World, { random }: Context): Promise<void> {
  const some = await people(world, 8);
  const word = world.unique('wanted');
  const byId = random.between(0, 1) === 0;
  const replies = await Promise.all(
    some.map((who, index) => {
      const body = {
        organizations: [
          byId
            ? one(word, `${word} ${index}`)
            : one(`${word}-${index}`, index % 2 === 0 ? `${word}  NAME` : `${word.toUpperCase()} name`),
        ],
      };
      return world.call('organizations.create', who, { ...me, body });
    }),
  );
  equal(codes(replies), [10000, ...times(7, () => 40010)], 'the answers');
}

/** With room for two more organizations, eight come at once: created, and accepted as an admin. */
async function twentieth(world: World): Promise<void> {
  const [who, founder] = await people(world, 2);
  must(who !== undefined && founder !== undefined, 'nobody was made');
  const free = 2;
  const held = times(MAX_ADMIN_ORGANIZATIONS - free, () => one(world.unique('held')));
  await world.ok('organizations.create', who, { ...me, body: { organizations: held } });
  const ids: string[] = [];
  for (let count = 0; count < 4; count++)
    ids.push(await invite(world, founder, await organization(world, founder), who.email, 'admin'));
  const replies = await Promise.all([
    ...ids.map((id) => world.call('my_invitations.accept', who, { params: { user_id: 'me', id } })),
    ...times(4, () =>
      world.call('organizations.create', who, { ...me, body: { organizations: [one(world.unique('more'))] } }),
    ),
  ]);
  equal(codes(replies), [...times(free, () => 10000), ...times(8 - free, () => 11006)], 'the answers');
}

/** An invitation is accepted, declined and cancelled at once: one of them happens, and what is left is that one. */
async function invitation(world: World): Promise<void> {
  const [admin, guest] = await people(world, 2);
  must(admin !== undefined && guest !== undefined, 'nobody was made');
  const org_id = await organization(world, admin);
  const id = await invite(world, admin, org_id, guest.email);
  const answer = { params: { user_id: 'me', id } };
  const replies = await Promise.all([
    world.call('my_invitations.accept', guest, answer),
    world.call('invitations.cancel', admin, { params: { org_id }, body: { ids: [id] } }),
    world.call('my_invitations.decline', guest, answer),
    world.call('my_invitations.accept', guest, answer),
  ]);
  const winners = replies.flatMap(({ http }, index) => (http === 200 ? [index] : []));
  equal(winners.length, 1, 'the number of winners');
  const [row] = await world.rows(sql<{ status: string; member: boolean }>`
    select status, exists (select 1 from members where organization_id = ${org_id} and user_id = ${guest.id}) as member
    from invitations where id = ${id}`);
  const wanted = ['ACCEPTED', 'CANCELLED', 'DECLINED', 'ACCEPTED'][winners[0] ?? 0];
  equal([row?.status, row?.member], [wanted, wanted === 'ACCEPTED'], 'the invitation, and whether they are a member');
}

/** One key eight times at once: one effect, one entry, the same answer for all. */
async function idempotencyKey(world: World): Promise<void> {
  const who = await person(world);
  const id = world.unique('keyed');
  const headers = { 'idempotency-key': world.unique('key') };
  const create = () => world.call('organizations.create', who, { ...me, body: { organizations: [one(id)] } }, headers);
  const replies = await Promise.all(times(8, create));
  for (const reply of replies) equal([reply.http, reply.body], [200, replies[0]?.body], 'an answer');
  const entries = await world.rows(sql<{ req_id: string }>`select req_id from audit_entries where owner_id = ${id}`);
  equal(
    entries.map(({ req_id }) => req_id),
    [replies[0]?.status.req_id],
    'the entries',
  );
}

async function repeat(
  tally: Tally,
  world: World,
  count: number,
  what: string,
  race: () => Promise<void>,
): Promise<void> {
  for (let trial = 1; trial <= count; trial++)
    await tally.trial(`${what}, trial ${trial}`, async () => {
      await race();
      noErrors(world);
    });
}

/** What two to eight do at the same moment has always one legal outcome. */
export const raceAttacks: readonly Attack[] = onEngines('races', async (tally, context, engine) => {
  const world = await openWorld(context, engine);
  const half = Math.ceil(context.times(1000, 40) / 2);
  await repeat(tally, world, half, 'the last admin', () => lastAdmin(world, context));
  await repeat(tally, world, Math.ceil(half / 5), 'a taken name', () => takenName(world, context));
  await repeat(tally, world, Math.ceil(half / 10), 'the twentieth organization', () => twentieth(world));
  await repeat(tally, world, Math.ceil(half / 5), 'an invitation', () => invitation(world));
  await repeat(tally, world, Math.ceil(half / 5), 'an idempotency key', () => idempotencyKey(world));
});
