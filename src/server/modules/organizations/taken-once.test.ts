import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { invite, organization, people, person } from '../../testing/people.ts';

const me = { params: { user_id: 'me' } };
const MANY = 200;

onEachEngine('what is taken once', (world) => {
  const codes = (replies: readonly { status: { code: number } }[]) => {
    const counts: Record<number, number> = {};
    for (const { status } of replies) counts[status.code] = (counts[status.code] ?? 0) + 1;
    return counts;
  };
  const one = (id: string, name: string) => ({ id, name, billing_email: 'a@b.example' });

  it(`is an id, by ${MANY} who want it at once`, async () => {
    const some = await people(world, MANY);
    const replies = await Promise.all(
      some.map((who, index) =>
        world.call('organizations.create', who, { ...me, body: { organizations: [one('wanted', `Name ${index}`)] } }),
      ),
    );
    expect(codes(replies)).toEqual({ 10000: 1, 40010: MANY - 1 });
  });

  it(`is a name, by ${MANY} who want it at once`, async () => {
    const some = await people(world, MANY);
    const replies = await Promise.all(
      some.map((who, index) =>
        world.call('organizations.create', who, {
          ...me,
          body: { organizations: [one(`free-${index}`, index % 2 === 0 ? 'Wanted  NAME' : 'wanted name')] },
        }),
      ),
    );
    expect(codes(replies)).toEqual({ 10000: 1, 40010: MANY - 1 });
  });

  it('is an id or a name, by people who want the same ones in another order', async () => {
    const some = await people(world, 40);
    const replies = await Promise.all(
      some.map((who, index) => {
        const both = [one(`x-${index}`, 'Crossed one'), one(`y-${index}`, 'Crossed two')];
        const crossed = [one(`x-${index}`, 'Crossed two'), one(`y-${index}`, 'Crossed one')];
        return world.call('organizations.create', who, {
          ...me,
          body: { organizations: index % 2 === 0 ? both : crossed },
        });
      }),
    );
    expect(codes(replies)).toEqual({ 10000: 1, 40010: 39 });
  });

  it('is a name that several organizations want to change to', async () => {
    const admin = await person(world);
    const ids = [];
    for (let index = 0; index < 15; index++) ids.push(await organization(world, admin));
    const replies = await Promise.all(
      ids.map((org_id) =>
        world.call('organizations.update', admin, {
          params: { org_id },
          body: { organization: { name: 'All want it' } },
        }),
      ),
    );
    expect(codes(replies)).toEqual({ 10000: 1, 40010: 14 });
  });

  it('is the id and the address of a person', async () => {
    const register = (id: string, primary_email: string) =>
      world.call('users.create', null, {
        body: { user: { id, first_name: 'A', primary_email }, password: 'long enough' },
      });
    const sameId = await Promise.all(
      Array.from({ length: 10 }, (_, index) => register('same-person', `p${index}@once.example`)),
    );
    const sameEmail = await Promise.all(
      Array.from({ length: 10 }, (_, index) => register(`person-once-${index}`, 'once@once.example')),
    );
    expect([codes(sameId), codes(sameEmail)]).toEqual([
      { 10000: 1, 40010: 9 },
      { 10000: 1, 40010: 9 },
    ]);
  });

  it('is an invitation: accepting, declining and rescinding it at once has one winner', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    for (const guest of await people(world, 30)) {
      const id = await invite(world, admin, org_id, guest.email);
      const answer = { params: { user_id: 'me', id } };
      const replies = await Promise.all([
        world.call('my_invitations.accept', guest, answer),
        world.call('invitations.cancel', admin, { params: { org_id }, body: { ids: [id] } }),
        world.call('my_invitations.decline', guest, answer),
        world.call('my_invitations.accept', guest, answer),
      ]);
      const winners = replies.flatMap(({ http }, index) => (http === 200 ? [index] : []));
      expect(winners).toHaveLength(1);
      const [row] = await world.rows(sql<{ status: string; member: boolean }>`
        select status, exists (select 1 from members where organization_id = ${org_id} and user_id = ${guest.id}) as member
        from invitations where id = ${id}`);
      const expected = ['ACCEPTED', 'CANCELLED', 'DECLINED', 'ACCEPTED'][winners[0] ?? 0];
      expect([row?.status, row?.member]).toEqual([expected, expected === 'ACCEPTED']);
    }
  });

  it('is a pending invitation to an address, by many admins at once', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const body = { invitations: [{ email: 'popular@guests.example', role_id: 'admin' as const }] };
    const replies = await Promise.all(
      Array.from({ length: 60 }, () => world.call('invitations.create', admin, { params: { org_id }, body })),
    );
    expect(codes(replies)).toEqual({ 10000: 1, 40010: 59 });
  });

  it('never fails a request when a person deletes their account while they do other things', async () => {
    for (let trial = 0; trial < 10; trial++) {
      const [admin, leaver] = await people(world, 2);
      if (admin === undefined || leaver === undefined) throw new Error('nobody');
      const org_id = await organization(world, admin);
      const id = await invite(world, admin, org_id, leaver.email);
      const replies = await Promise.all([
        world.call('my_invitations.accept', leaver, { params: { user_id: 'me', id } }),
        world.call('keys.create', leaver, { ...me, body: { keys: [{ description: 'Late' }] } }),
        world.call('users.delete', leaver, { ...me, body: { confirm: leaver.id } }),
        world.call('users.update', leaver, { ...me, body: { user: { first_name: 'Gone' } } }),
        world.call('organizations.create', leaver, {
          ...me,
          body: { organizations: [one(`gone-${trial}`, `Gone ${trial}`)] },
        }),
      ]);
      for (const { http } of replies) expect(http).toBeLessThan(500);
      const [row] = await world.rows(sql<{ orphans: number }>`
        select count(*) as orphans from organizations o where not exists
          (select 1 from members m where m.organization_id = o.id and m.role_id = 'admin')`);
      expect(row?.orphans).toBe(0);
    }
  });
});
