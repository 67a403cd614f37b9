import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { MAX_ADMIN_ORGANIZATIONS } from '../../../contract/permissions.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { invite, join, organization, people, person, type TestPerson } from '../../testing/people.ts';

const me = { params: { user_id: 'me' } };

onEachEngine('the limit of twenty organizations', (world) => {
  const administers = async (who: TestPerson) => {
    const [row] = await world.rows(sql<{ count: number }>`
      select count(*) from members where user_id = ${who.id} and role_id = 'admin'`);
    return row?.count;
  };
  const create = (who: TestPerson, ...ids: string[]) =>
    world.call('organizations.create', who, {
      ...me,
      body: { organizations: ids.map((id) => ({ id, name: `The ${id}`, billing_email: 'a@b.example' })) },
    });

  it('holds when a person creates, accepts and is promoted at the same moment', async () => {
    const who = await person(world);
    const founders = await people(world, 15);
    const invitations: string[] = [];
    const joined: [TestPerson, string][] = [];
    for (const founder of founders) {
      const org_id = await organization(world, founder);
      invitations.push(await invite(world, founder, org_id, who.email, 'admin'));
      const second = await organization(world, founder);
      await join(world, founder, second, [who]);
      joined.push([founder, second]);
    }
    const replies = await Promise.all([
      ...invitations.map((id) => world.call('my_invitations.accept', who, { params: { user_id: 'me', id } })),
      ...joined.map(([founder, org_id]) =>
        world.call('members.update', founder, {
          params: { org_id },
          body: { members: [{ user_id: who.id, role_id: 'admin' }] },
        }),
      ),
      ...Array.from({ length: 15 }, () => create(who, world.unique('own'))),
    ]);
    expect(await administers(who)).toBe(MAX_ADMIN_ORGANIZATIONS);
    const codes = replies.map(({ status }) => status.code);
    expect(codes.filter((code) => code === 10000)).toHaveLength(MAX_ADMIN_ORGANIZATIONS);
    expect(codes.filter((code) => code === 11006)).toHaveLength(45 - MAX_ADMIN_ORGANIZATIONS);
  });

  it('refuses the whole call that would pass it, and takes one that just fits', async () => {
    const who = await person(world);
    const ids = (count: number) => Array.from({ length: count }, () => world.unique('many'));
    expect((await create(who, ...ids(15))).http).toBe(200);
    expect((await create(who, ...ids(6))).status.code).toBe(11006);
    expect(await administers(who)).toBe(15);
    expect((await create(who, ...ids(5))).http).toBe(200);
  });

  it('names everybody who would pass it', async () => {
    const [admin, full, free] = await people(world, 3);
    if (admin === undefined || full === undefined || free === undefined) throw new Error('nobody');
    for (let index = 0; index < MAX_ADMIN_ORGANIZATIONS; index++) await organization(world, full);
    const org_id = await organization(world, admin);
    await join(world, admin, org_id, [full, free]);
    const members = [free, full].map(({ id }) => ({ user_id: id, role_id: 'admin' as const }));
    const reply = await world.call('members.update', admin, { params: { org_id }, body: { members } });
    expect([reply.status.code, reply.status.details]).toEqual([11006, [{ field: 'admin_limit', message: full.id }]]);
    expect(await administers(free)).toBe(0);
  });
});
