import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { purge } from '../../jobs/jobs.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member, organization, person, type TestPerson } from '../../testing/people.ts';
import { buildScene } from '../../testing/scenes.ts';

const me = { params: { user_id: 'me' } };

onEachEngine('the end of an organization', (world) => {
  const remove = (who: TestPerson, org_id: string, confirm = org_id) =>
    world.refusal('organizations.delete', who, { params: { org_id }, body: { confirm } });
  const restore = (who: TestPerson, org_id: string) =>
    world.refusal('organizations.restore', who, { params: { org_id } });
  const deletedIds = async (who: TestPerson) =>
    (await world.ok('organizations.list', who, { ...me, query: { deleted: 'true' } })).organizations.map(
      ({ id }) => id,
    );

  it('wants the typed id, and keeps the id and the name taken', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    expect(await remove(admin, org_id, org_id.toUpperCase())).toBe('400/11102 body.confirm');
    expect(await remove(admin, org_id)).toBe('200/10000');
    expect(await remove(admin, org_id)).toBe('404/11101');
    expect(await deletedIds(admin)).toEqual([org_id]);
    expect((await world.ok('organizations.list', admin, me)).organizations).toEqual([]);
    const again = (id: string, name: string) =>
      world.refusal('organizations.create', admin, {
        ...me,
        body: { organizations: [{ id, name, billing_email: 'a@b.example' }] },
      });
    expect(await again(org_id, 'Another name')).toBe('409/40010 body.organizations.0.id');
    expect(await again('another-id', `The ${org_id}`)).toBe('409/40010 body.organizations.0.name');
  });

  it('can be undone within 30 days, with everything that was there', async () => {
    const { admin, colleague, org_id, invitee } = await buildScene(world);
    const before = await world.ok('members.list', admin, { params: { org_id } });
    expect(await remove(admin, org_id)).toBe('200/10000');
    expect((await world.ok('my_invitations.list', invitee, me)).invitations).toEqual([]);
    expect(await restore(colleague, org_id)).toBe('403/11007 manage_organization');
    await world.letPass('29 days 23 hours 59 minutes');
    expect(await restore(admin, org_id)).toBe('200/10000');
    expect(await restore(admin, org_id)).toBe('400/11102');
    const after = await world.ok('members.list', admin, { params: { org_id } });
    expect(after.members.map(({ user }) => user.id)).toEqual(before.members.map(({ user }) => user.id));
    expect((await world.ok('teams.list', admin, { params: { org_id } })).teams).toHaveLength(3);
  });

  it('is for good after 30 days: the purge removes it, frees its name and never its id', async () => {
    const { admin, org_id } = await buildScene(world);
    expect(await remove(admin, org_id)).toBe('200/10000');
    await world.letPass('30 days 1 second');
    expect(await restore(admin, org_id)).toBe('400/11102');
    await purge(world.db);
    expect(await restore(admin, org_id)).toBe('404/11101');
    const [left] = await world.rows(sql<{ count: number }>`
      select (select count(*) from members where organization_id = ${org_id})
        + (select count(*) from apps where owner_id = ${org_id})
        + (select count(*) from invitations where organization_id = ${org_id}) as count`);
    expect(left?.count).toBe(0);
    const again = (id: string) =>
      world.refusal('organizations.create', admin, {
        ...me,
        body: { organizations: [{ id, name: `The ${org_id}`, billing_email: 'a@b.example' }] },
      });
    expect(await again(org_id)).toBe('409/40010 body.organizations.0.id');
    expect(await again(`${org_id}-2`)).toBe('200/10000');
  });

  it('lists and offers to restore only what its admin deleted in the last 30 days', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const user = await member(world, admin, org_id);
    await remove(admin, org_id);
    expect(await deletedIds(user)).toEqual([]);
    expect(await deletedIds(admin)).toEqual([org_id]);
    await world.letPass('31 days');
    expect(await deletedIds(admin)).toEqual([]);
  });

  it('lets a member leave and refuses the last admin', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const user = await member(world, admin, org_id);
    const leave = (who: TestPerson) => world.refusal('organizations.leave', who, { params: { org_id } });
    expect(await leave(user)).toBe('200/10000');
    expect(await leave(user)).toBe('404/11101');
    expect(await leave(admin)).toBe('400/11102 last_admin');
    await member(world, admin, org_id, 'admin');
    expect(await leave(admin)).toBe('200/10000');
  });

  it('counts against the limit of twenty again when it is undone', async () => {
    const admin = await person(world);
    const ids: string[] = [];
    for (let index = 0; index < 20; index++) ids.push(await organization(world, admin));
    const one = (id: string) => ({ ...me, body: { organizations: [{ id, name: id, billing_email: 'a@b.example' }] } });
    expect(await world.refusal('organizations.create', admin, one('the-21st'))).toBe('403/11006 admin_limit');
    expect(await remove(admin, ids[0] ?? '')).toBe('200/10000');
    expect(await world.refusal('organizations.create', admin, one('the-21st'))).toBe('200/10000');
    expect(await restore(admin, ids[0] ?? '')).toBe('403/11006 admin_limit');
  });
});
