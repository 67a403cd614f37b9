import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { RoleId } from '../../../contract/permissions.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { join, member, organization, people, person, type TestPerson } from '../../testing/people.ts';
import { buildScene } from '../../testing/scenes.ts';

onEachEngine('members', (world) => {
  const change = (who: TestPerson, org_id: string, ...members: [TestPerson, RoleId][]) =>
    world.refusal('members.update', who, {
      params: { org_id },
      body: { members: members.map(([{ id: user_id }, role_id]) => ({ user_id, role_id })) },
    });
  const remove = (who: TestPerson, org_id: string, ...gone: { id: string }[]) =>
    world.refusal('members.remove', who, { params: { org_id }, body: { user_ids: gone.map(({ id }) => id) } });

  it('are found by part of name, id or address, where wildcards stand for themselves', async () => {
    const admin = await person(world, { first_name: 'Zoë', last_name: 'Admin' });
    const org_id = await organization(world, admin);
    const [percent] = await people(world, 1, { first_name: '100%', last_name: 'Real_Name' });
    const [umlaut] = await people(world, 1, { first_name: 'Ülkü', last_name: 'ÇELİK' });
    if (percent === undefined || umlaut === undefined) throw new Error('nobody');
    await join(world, admin, org_id, [percent, umlaut]);
    const found = async (search: string) => {
      const query = { search, include_total: true };
      const { members, total_count } = await world.ok('members.list', admin, { params: { org_id }, query });
      expect(total_count).toBe(members.length);
      return members.map(({ user }) => user.id);
    };
    expect(await found('0% real_')).toEqual([percent.id]);
    expect(await found('1%e')).toEqual([]);
    expect(await found('üLKÜ çel')).toEqual([umlaut.id]);
    expect(await found(percent.email.toUpperCase())).toEqual([percent.id]);
    expect(await found(umlaut.id)).toEqual([umlaut.id]);
    expect(await found('  ')).toHaveLength(3);
  });

  it('are filtered by role and by team, and show teams, times and abilities', async () => {
    const { admin, second, colleague, org_id } = await buildScene(world);
    const team = { org_id, team_id: 'team' };
    await world.ok('team_members.add', admin, { params: team, body: { user_ids: [colleague.id, second.id] } });
    const list = async (who: TestPerson, query: { role_id?: RoleId; team_id?: string }) =>
      (await world.ok('members.list', who, { params: { org_id }, query })).members;
    expect((await list(admin, { role_id: 'admin' })).map(({ user }) => user.id).sort()).toEqual(
      [admin.id, second.id].sort(),
    );
    expect((await list(admin, { team_id: 'team', role_id: 'admin' })).map(({ user }) => user.id)).toEqual([second.id]);
    expect(await list(admin, { team_id: 'no-such-team' })).toEqual([]);
    const [seen] = await list(admin, { role_id: 'organization_contributor' });
    expect(seen).toMatchObject({ team_ids: ['team'], abilities: { change_role: true, remove: true, leave: false } });
    expect(seen?.user.primary_email).toBe(colleague.email);
    const [self] = await list(colleague, { role_id: 'organization_contributor' });
    expect(self?.abilities).toEqual({ change_role: false, remove: false, leave: true });
  });

  it('change roles all or none', async () => {
    const { admin, second, colleague, invitee, org_id } = await buildScene(world);
    expect(await change(admin, org_id, [colleague, 'admin'], [invitee, 'admin'])).toBe(
      '404/11101 body.members.1.user_id',
    );
    expect(await change(admin, org_id, [colleague, 'admin'], [colleague, 'organization_user'])).toBe(
      '400/11102 body.members',
    );
    const roleOf = async (who: TestPerson) =>
      (await world.ok('organizations.get', who, { params: { org_id } })).organization.role_id;
    expect(await roleOf(colleague)).toBe('organization_contributor');
    expect(await change(admin, org_id, [colleague, 'admin'], [second, 'financial_manager'])).toBe('200/10000');
    expect([await roleOf(colleague), await roleOf(second)]).toEqual(['admin', 'financial_manager']);
  });

  it('never lose their last admin by one call, whatever it says', async () => {
    const { admin, second, colleague, org_id } = await buildScene(world);
    expect(await change(admin, org_id, [admin, 'organization_user'], [second, 'organization_user'])).toBe(
      '400/11102 last_admin',
    );
    expect(await remove(admin, org_id, admin, second)).toBe('400/11102 last_admin');
    expect(
      await change(admin, org_id, [admin, 'organization_user'], [second, 'organization_user'], [colleague, 'admin']),
    ).toBe('200/10000');
    expect(await change(colleague, org_id, [colleague, 'team_contributor'])).toBe('400/11102 last_admin');
  });

  it('lose the organization and its teams at once when they are removed', async () => {
    const { admin, colleague, org_id } = await buildScene(world);
    await world.ok('team_members.add', admin, {
      params: { org_id, team_id: 'team' },
      body: { user_ids: [colleague.id] },
    });
    expect(await remove(admin, org_id, colleague, { id: 'nobody' })).toBe('404/11101 body.user_ids.1');
    expect(await remove(admin, org_id, colleague, colleague)).toBe('400/11102 body.user_ids');
    expect(await remove(admin, org_id, colleague)).toBe('200/10000');
    expect((await world.call('organizations.get', colleague, { params: { org_id } })).http).toBe(404);
    const { teams } = await world.ok('teams.list', admin, { params: { org_id } });
    expect(teams.find(({ id }) => id === 'team')?.members_count).toBe(0);
    await member(world, admin, org_id);
    expect(await remove(admin, org_id, colleague)).toBe('404/11101 body.user_ids.0');
  });

  it('note when they were last active in the organization', async () => {
    const { admin, colleague, org_id } = await buildScene(world);
    const lastActive = async () => {
      const { members } = await world.ok('members.list', admin, {
        params: { org_id },
        query: { search: colleague.id },
      });
      return members[0]?.last_active_at;
    };
    expect(await lastActive()).toBeNull();
    await world.ok('organizations.get', colleague, { params: { org_id } });
    await world.flushActivity();
    expect(await lastActive()).not.toBeNull();
  });

  it('are counted as SQL counts them', async () => {
    const { admin, org_id } = await buildScene(world);
    const [row] = await world.rows(
      sql<{ count: number }>`select count(*) from members where organization_id = ${org_id}`,
    );
    const { organization: seen } = await world.ok('organizations.get', admin, { params: { org_id } });
    expect(seen.members_count).toBe(row?.count);
  });
});
