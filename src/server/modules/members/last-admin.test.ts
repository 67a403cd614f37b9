import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createRandom } from '../../sample-data/random.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { organization, people, type TestPerson } from '../../testing/people.ts';

const TRIALS = 30;

onEachEngine('the last admin', (world) => {
  /** Makes people admins without an invitation for each: there are hundreds of them. */
  const makeAdmins = async (org_id: string, some: readonly TestPerson[]) => {
    await world.db
      .insertInto('members')
      .values(
        some.map(({ id }) => ({
          organization_id: org_id,
          user_id: id,
          role_id: 'admin' as const,
          sort_name: id,
          search_text: id,
        })),
      )
      .execute();
  };
  const attempts = [
    (org_id: string, who: TestPerson) => world.call('organizations.leave', who, { params: { org_id } }),
    (org_id: string, who: TestPerson) =>
      world.call('members.remove', who, { params: { org_id }, body: { user_ids: [who.id] } }),
    (org_id: string, who: TestPerson) =>
      world.call('members.update', who, {
        params: { org_id },
        body: { members: [{ user_id: who.id, role_id: 'organization_user' }] },
      }),
    (_: string, who: TestPerson) =>
      world.call('users.delete', who, { params: { user_id: 'me' }, body: { confirm: who.id } }),
  ] as const;

  it('stays, however many leave, are demoted, removed or delete their accounts at once', async () => {
    const random = createRandom(11);
    for (let trial = 0; trial < TRIALS; trial++) {
      const admins = await people(world, random.between(2, 8));
      const [first, ...others] = admins;
      if (first === undefined) throw new Error('nobody');
      const org_id = await organization(world, first);
      await makeAdmins(org_id, others);
      const replies = await Promise.all(admins.map((admin) => random.pick(attempts)(org_id, admin)));
      const [left] = await world.rows(sql<{ admins: number }>`
        select count(*) as admins from members where organization_id = ${org_id} and role_id = 'admin'`);
      expect(left?.admins).toBe(1);
      const codes = replies.map(({ status }) => status.code).sort();
      expect(codes).toEqual([...admins.slice(1).map(() => 10000), 11102]);
    }
  });

  it('stays when two admins remove each other at once', async () => {
    for (let trial = 0; trial < TRIALS; trial++) {
      const [one, other] = await people(world, 2);
      if (one === undefined || other === undefined) throw new Error('nobody');
      const org_id = await organization(world, one);
      await makeAdmins(org_id, [other]);
      const remove = (who: TestPerson, whom: TestPerson) =>
        world.call('members.remove', who, { params: { org_id }, body: { user_ids: [whom.id] } });
      const replies = await Promise.all([remove(one, other), remove(other, one)]);
      // The second one is no member any more when its turn comes.
      expect(replies.map(({ http }) => http).sort()).toEqual([200, 404]);
    }
  });
});
