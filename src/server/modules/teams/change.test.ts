import { expect, it } from 'vitest';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { person } from '../../testing/people.ts';
import { buildScene, type Scene } from '../../testing/scenes.ts';

onEachEngine('changing teams', (world) => {
  const update = (
    { admin, org_id }: Scene,
    ...teams: { id: string; new_id?: string; name?: string; default_permission_id?: 'labeler_worker' }[]
  ) => world.refusal('teams.update', admin, { params: { org_id }, body: { teams } });
  const remove = ({ admin, org_id }: Scene, ...ids: string[]) =>
    world.refusal('teams.delete', admin, { params: { org_id }, body: { ids } });
  const teamIds = async ({ admin, org_id }: Scene) =>
    (await world.ok('teams.list', admin, { params: { org_id } })).teams.map(({ id }) => id);
  const changesOf = async ({ admin, org_id }: Scene, operation: number) => {
    const body = { query: { operations: [operation] } };
    const { entries } = await world.ok('audit.search', admin, { params: { user_id: org_id }, body });
    return entries.map(({ targets, details }) => ({ targets, details }));
  };

  it('renames a team by id and name with its members and apps, and says before and after', async () => {
    const scene = await buildScene(world);
    const { admin, org_id } = scene;
    expect(
      await update(scene, { id: 'full', new_id: 'whole', name: 'Whole', default_permission_id: 'labeler_worker' }),
    ).toBe('200/10000');
    const { teams } = await world.ok('teams.list', admin, { params: { org_id }, query: { search: 'whole' } });
    expect(teams).toMatchObject([{ id: 'whole', name: 'Whole', members_count: 1, apps_count: 1 }]);
    const { apps } = await world.ok('team_apps.list', admin, { params: { org_id, team_id: 'whole' } });
    expect(apps).toMatchObject([{ app_id: 'app', permission_id: null, effective_permission_id: 'labeler_worker' }]);
    expect(await changesOf(scene, 108)).toEqual([
      {
        targets: [{ team: { id: 'whole', name: 'Whole' } }],
        details: {
          changes: {
            id: { before: 'full', after: 'whole' },
            name: { before: 'Full', after: 'Whole' },
            default_permission_id: { before: 'model_trainer', after: 'labeler_worker' },
          },
        },
      },
    ]);
  });

  it('refuses a taken id, a taken name and an unknown team, and then changes none', async () => {
    const scene = await buildScene(world);
    expect(await update(scene, { id: 'team', name: 'New' }, { id: 'full', new_id: 'siloed' })).toBe(
      '409/40010 body.teams.1.new_id',
    );
    expect(await update(scene, { id: 'team', name: ' full ' })).toBe('409/40010 body.teams.0.name');
    expect(await update(scene, { id: 'team', name: 'New' }, { id: 'nope', name: 'x' })).toBe('404/11101 body.teams.1');
    expect(await update(scene, { id: 'team', name: 'New' }, { id: 'team', name: 'x' })).toBe('400/11102 body.teams');
    expect(await update(scene, { id: 'team', name: 'TEAM' })).toBe('200/10000');
    expect(await update(scene, { id: 'team', name: 'TEAM' })).toBe('200/10000');
    expect((await changesOf(scene, 108)).length).toBe(1);
  });

  it('deletes teams, all or none, and says what they were', async () => {
    const scene = await buildScene(world);
    expect(await remove(scene, 'full', 'nope')).toBe('404/11101 body.ids.1');
    expect(await remove(scene, 'full', 'team', 'full')).toBe('200/10000');
    expect(await teamIds(scene)).toEqual(['siloed']);
    const deleted = await changesOf(scene, 109);
    expect(deleted).toContainEqual({
      targets: [{ team: { id: 'full', name: 'Full' } }],
      details: { before: { name: 'Full', default_permission_id: 'model_trainer', members_count: 1, apps_count: 1 } },
    });
  });

  it('lets an invitation follow a renamed team, and forget a deleted one even when its id comes back', async () => {
    const scene = await buildScene(world);
    const { admin, org_id } = scene;
    const guest = await person(world);
    const { invitations } = await world.ok('invitations.create', admin, {
      params: { org_id },
      body: { invitations: [{ email: guest.email, role_id: 'team_contributor', team_ids: ['team', 'full'] }] },
    });
    await update(scene, { id: 'team', new_id: 'renamed' });
    await remove(scene, 'full');
    const again = { id: 'full', name: 'Full', default_permission_id: 'full_access' as const };
    await world.ok('teams.create', admin, { params: { org_id }, body: { teams: [again] } });
    await world.ok('my_invitations.accept', guest, { params: { user_id: 'me', id: invitations[0]?.id ?? '' } });
    const { members } = await world.ok('members.list', admin, { params: { org_id }, query: { search: guest.id } });
    expect(members[0]?.team_ids).toEqual(['renamed']);
  });

  it('lists members by name, finds them, and takes them out, all or none', async () => {
    const scene = await buildScene(world);
    const { admin, org_id, colleague, second } = scene;
    const params = { org_id, team_id: 'team' };
    await world.ok('team_members.add', admin, { params, body: { user_ids: [colleague.id, second.id] } });
    const first = await world.ok('team_members.list', admin, { params, query: { per_page: 1 } });
    const rest = await world.ok('team_members.list', admin, {
      params,
      query: { per_page: 1, cursor: first.next_cursor },
    });
    expect([...first.members, ...rest.members].map(({ user }) => user.id).sort()).toEqual(
      [colleague.id, second.id].sort(),
    );
    const found = await world.ok('team_members.list', admin, { params, query: { search: colleague.email } });
    expect(found.members).toMatchObject([
      { user: { id: colleague.id, primary_email: colleague.email }, role_id: 'organization_contributor' },
    ]);
    const take = (...user_ids: string[]) => world.refusal('team_members.remove', admin, { params, body: { user_ids } });
    expect(await take(colleague.id, admin.id)).toBe('404/11101 body.user_ids.1');
    expect(await take(colleague.id)).toBe('200/10000');
    expect((await world.ok('team_members.list', admin, { params })).members).toHaveLength(1);
    expect((await changesOf(scene, 111))[0]?.targets).toEqual([
      { team: { id: 'team', name: 'Team' } },
      { user: { id: colleague.id } },
    ]);
    const everybody = await world.ok('members.list', admin, { params: { org_id } });
    expect(everybody.members.map(({ user }) => user.id)).toContain(colleague.id);
  });

  it('gives apps with their own permission or the default, changes it and takes them away', async () => {
    const scene = await buildScene(world);
    const { admin, org_id } = scene;
    const params = { org_id, team_id: 'team' };
    const permissions = async () =>
      (await world.ok('team_apps.list', admin, { params })).apps.map((one) => [
        one.app_id,
        one.permission_id,
        one.effective_permission_id,
      ]);
    const apps = [{ app_id: 'other-app', permission_id: 'labeler_lead' as const }, { app_id: 'app' }];
    await world.ok('team_apps.add', admin, { params, body: { apps } });
    expect(await permissions()).toEqual([
      ['app', null, 'model_trainer'],
      ['other-app', 'labeler_lead', 'labeler_lead'],
    ]);
    const change = (...changed: { app_id: string; permission_id: 'full_access' | null }[]) =>
      world.refusal('team_apps.update', admin, { params, body: { apps: changed } });
    expect(await change({ app_id: 'app', permission_id: 'full_access' }, { app_id: 'mine', permission_id: null })).toBe(
      '404/11101 body.apps.1',
    );
    expect(
      await change({ app_id: 'app', permission_id: 'full_access' }, { app_id: 'other-app', permission_id: null }),
    ).toBe('200/10000');
    expect(await permissions()).toEqual([
      ['app', 'full_access', 'full_access'],
      ['other-app', null, 'model_trainer'],
    ]);
    expect((await changesOf(scene, 10220))[0]?.details.changes).toEqual({
      app: { before: null, after: 'full_access' },
      'other-app': { before: 'labeler_lead', after: null },
    });
    const { teams } = await world.ok('app_teams.list', admin, { params: { user_id: org_id, app_id: 'app' } });
    expect(
      teams.map(({ id, effective_permission_id, members_count }) => [id, effective_permission_id, members_count]),
    ).toEqual([
      ['full', 'model_trainer', 1],
      ['team', 'full_access', 0],
    ]);
    const take = (...app_ids: string[]) => world.refusal('team_apps.remove', admin, { params, body: { app_ids } });
    expect([await take('app', 'mine'), await take('app')]).toEqual(['404/11101 body.app_ids.1', '200/10000']);
    expect((await permissions()).map(([id]) => id)).toEqual(['other-app']);
  });

  it('is refused on a plan without teams, naming the plan that has them; taking away goes on', async () => {
    const scene = await buildScene(world);
    const { admin, org_id, colleague } = scene;
    await world.db.updateTable('organizations').set({ plan: 'pay_as_you_go' }).where('id', '=', org_id).execute();
    const team = { id: 'fresh', name: 'New', default_permission_id: 'full_access' as const };
    const reply = await world.call('teams.create', admin, { params: { org_id }, body: { teams: [team] } });
    expect([reply.http, reply.status.code, reply.status.description]).toEqual([
      403,
      11006,
      'The plan Pay as you go has no teams; Enterprise has',
    ]);
    expect(await update(scene, { id: 'team', name: 'x' })).toBe('403/11006 plan');
    const params = { org_id, team_id: 'team' };
    expect(await world.refusal('team_members.add', admin, { params, body: { user_ids: [colleague.id] } })).toBe(
      '403/11006 plan',
    );
    expect(await world.refusal('team_apps.add', admin, { params, body: { apps: [{ app_id: 'app' }] } })).toBe(
      '403/11006 plan',
    );
    const invite = (team_ids: string[]) =>
      world.refusal('invitations.create', admin, {
        params: { org_id },
        body: { invitations: [{ email: `${world.unique('guest')}@x.example`, role_id: 'admin', team_ids }] },
      });
    expect([await invite(['team']), await invite([])]).toEqual(['403/11006 plan', '200/10000']);
    expect(await remove(scene, 'team')).toBe('200/10000');
  });
});
