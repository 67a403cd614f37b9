import { expect, it } from 'vitest';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { buildScene } from '../../testing/scenes.ts';

onEachEngine('teams and apps', (world) => {
  const team = (id: string, name = id) => ({ id, name, default_permission_id: 'full_access' as const });

  it('takes a team once by id and by name, all or none', async () => {
    const { admin, org_id } = await buildScene(world);
    const create = (...teams: ReturnType<typeof team>[]) =>
      world.refusal('teams.create', admin, { params: { org_id }, body: { teams } });
    expect(await create(team('one'), team('team'))).toBe('409/40010 body.teams.1');
    expect(await create(team('two', ' TEAM '))).toBe('409/40010 body.teams.0');
    expect(await create(team('one'))).toBe('200/10000');
  });

  it('counts members and apps, and adds each of them once', async () => {
    const { admin, colleague, second, org_id } = await buildScene(world);
    const params = { org_id, team_id: 'team' };
    const add = (...user_ids: string[]) => world.ok('team_members.add', admin, { params, body: { user_ids } });
    expect((await add(colleague.id, second.id, colleague.id)).team.members_count).toBe(2);
    expect((await add(colleague.id, admin.id)).team.members_count).toBe(3);
    const give = (app_id: string) => world.refusal('team_apps.add', admin, { params, body: { apps: [{ app_id }] } });
    expect([await give('app'), await give('app'), await give('nothing')]).toEqual([
      '200/10000',
      '200/10000',
      '404/11101 body.apps.0',
    ]);
    const { teams } = await world.ok('teams.list', admin, { params: { org_id }, query: { search: 'team' } });
    expect(teams).toMatchObject([{ id: 'team', members_count: 3, apps_count: 1 }]);
    const unknown = { params: { org_id, team_id: 'unknown' }, body: { user_ids: [admin.id] } };
    expect(await world.refusal('team_members.add', admin, unknown)).toBe('404/11101');
  });

  it('lists teams by name over pages, and finds them by part of it', async () => {
    const { admin, org_id } = await buildScene(world);
    await world.ok('teams.create', admin, {
      params: { org_id },
      body: { teams: [team('x1', 'zebra'), team('x2', 'Ähre'), team('x3', 'apple_pie')] },
    });
    const first = await world.ok('teams.list', admin, { params: { org_id }, query: { per_page: 3 } });
    const second = await world.ok('teams.list', admin, {
      params: { org_id },
      query: { per_page: 3, cursor: first.next_cursor },
    });
    expect([...first.teams, ...second.teams].map(({ id }) => id)).toEqual([
      ...['x3', 'full', 'siloed', 'team', 'x1', 'x2'],
    ]);
    const found = await world.ok('teams.list', admin, { params: { org_id }, query: { search: 'E_P' } });
    expect(found.teams.map(({ id }) => id)).toEqual(['x3']);
  });
});
