import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { SimulatedChange } from '../../../contract/access.ts';
import type { AccessEntry } from '../../../contract/api/access.ts';
import { APP_ACTION_NAMES, TEAM_PERMISSION_ACTIONS } from '../../../contract/permissions.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member, type TestPerson } from '../../testing/people.ts';
import { buildScene, type Scene } from '../../testing/scenes.ts';

/** The scene's team `full` has `app` as model trainer; its silo wants HIPAA of members of `siloed`: `app` has it. */
onEachEngine('access', (world) => {
  let scene: Scene;
  let contributor: TestPerson;
  let bound: TestPerson;
  let org_id: string;
  beforeAll(async () => {
    scene = await buildScene(world);
    org_id = scene.org_id;
    contributor = await member(world, scene.admin, org_id, 'team_contributor');
    bound = await member(world, scene.admin, org_id, 'organization_user');
    await sql`insert into team_members values (${org_id}, 'full', ${contributor.id}), (${org_id}, 'siloed', ${bound.id})`.execute(
      world.db,
    );
  });

  const list = (who: TestPerson, query: Record<string, string | number>) =>
    world.ok('access.list', who, { params: { org_id }, query });
  const explain = (
    who: TestPerson,
    body: { user_id: string; action: 'train_models' | 'view_apps' | 'view_clusters'; app_id?: string },
  ) => world.ok('access.explain', who, { params: { org_id }, body });
  const simulate = (...changes: SimulatedChange[]) =>
    world.ok('access.simulate', scene.admin, { params: { org_id }, body: { changes } });
  const brief = (entries: readonly AccessEntry[]) =>
    entries.map(({ user, app, actions, denials }) => [
      user.id,
      app.id,
      actions.length > 0,
      denials.map(({ via }) => via),
    ]);

  it('of a person is listed app by app, with the team that gives it', async () => {
    const { access, total_count, organization_actions } = await list(contributor, { user_id: contributor.id });
    expect(total_count).toBe(1);
    const trainer = TEAM_PERMISSION_ACTIONS.model_trainer;
    expect(access).toMatchObject([
      {
        user: { id: contributor.id, first_name: 'Pat' },
        role_id: 'team_contributor',
        app: { id: 'app', name: 'App', compliance_labels: ['HIPAA'] },
        actions: APP_ACTION_NAMES.filter((action) => trainer.includes(action)),
        grants: [{ via: 'team', team_id: 'full', permission_id: 'model_trainer', from: 'default' }],
        denials: [],
      },
    ]);
    expect(organization_actions).toContain('view_clusters');
    expect(organization_actions).toContain('view_sidebar_items');
  });

  it('shows an admin what a silo overrules, and the person themselves no trace of the app', async () => {
    const asAdmin = await list(scene.admin, { user_id: bound.id });
    expect(brief(asAdmin.access)).toEqual([
      [bound.id, 'app', true, []],
      [bound.id, 'other-app', false, ['silo']],
    ]);
    expect(asAdmin.access[1]?.grants).toEqual([{ via: 'role', role_id: 'organization_user' }]);
    expect(brief((await list(bound, { user_id: bound.id })).access)).toEqual([[bound.id, 'app', true, []]]);
  });

  it('to an app is listed person by person over pages, with collaborators who are no members', async () => {
    const whole = await list(scene.admin, { app_id: 'app' });
    const people = whole.access.map(({ user }) => user.id);
    expect(people).toEqual([...people].sort());
    expect(new Set(people)).toEqual(
      new Set([scene.admin, scene.second, scene.colleague, scene.outsider, contributor, bound].map(({ id }) => id)),
    );
    expect(whole.access.find(({ user }) => user.id === scene.outsider.id)).toMatchObject({
      role_id: null,
      grants: [{ via: 'collaborator', collaborator_id: scene.outsider.id, scopes: ['read'] }],
    });
    const first = await list(scene.admin, { app_id: 'app', per_page: 4 });
    const rest = await list(scene.admin, { app_id: 'app', per_page: 4, cursor: first.next_cursor ?? '' });
    expect([...first.access, ...rest.access]).toEqual(whole.access);
    expect(first.total_count).toBe(6);
    const found = await list(scene.admin, { app_id: 'app', search: contributor.id });
    expect(brief(found.access)).toEqual([[contributor.id, 'app', true, []]]);
  });

  it('of a team is listed by person and app, also to who leads teams, and pages without loss', async () => {
    const whole = await list(scene.colleague, { team_id: 'full' });
    expect(brief(whole.access)).toEqual([scene.admin.id, contributor.id].sort().map((user) => [user, 'app', true, []]));
    const first = await list(scene.admin, { team_id: 'full', per_page: 1 });
    const second = await list(scene.admin, { team_id: 'full', per_page: 1, cursor: first.next_cursor ?? '' });
    expect([...first.access, ...second.access]).toEqual(whole.access);
    expect((await list(scene.admin, { team_id: 'full', per_page: 1, page: 2 })).access).toEqual(second.access);
  });

  it('is not told to others, and names what is missing or too much', async () => {
    const refusal = (who: TestPerson, query: Record<string, string>) =>
      world.refusal('access.list', who, { params: { org_id }, query });
    expect(await refusal(scene.colleague, { user_id: contributor.id })).toBe('403/11007 view_access');
    expect(await refusal(scene.colleague, { app_id: 'app' })).toBe('403/11007 view_access');
    expect(await refusal(contributor, { team_id: 'full' })).toBe('403/11007 view_access');
    expect(await refusal(scene.admin, {})).toBe('400/11102 query.user_id');
    expect(await refusal(scene.admin, { user_id: bound.id, app_id: 'app' })).toBe('400/11102 query.app_id');
    expect(await refusal(scene.admin, { user_id: scene.invitee.id })).toBe('404/11101 query.user_id');
    expect(await refusal(scene.admin, { app_id: 'mine' })).toBe('404/11101 query.app_id');
    expect(await refusal(scene.admin, { team_id: 'none' })).toBe('404/11101 query.team_id');
    const question = { params: { org_id }, body: { user_id: bound.id, action: 'view_apps', app_id: 'app' } } as const;
    expect(await world.refusal('access.explain', scene.colleague, question)).toBe('403/11007 view_access');
  });

  it('is explained with every grant, and with changes each of which ends it', async () => {
    const question = { user_id: contributor.id, action: 'train_models', app_id: 'app' } as const;
    const { allowed, grants, denials, ended_by } = await explain(scene.admin, question);
    expect([allowed, denials]).toEqual([true, []]);
    expect(grants).toEqual([{ via: 'team', team_id: 'full', permission_id: 'model_trainer', from: 'default' }]);
    expect(ended_by.map((way) => way.map(({ type }) => type))).toEqual([
      ['remove_team_member'],
      ['remove_member'],
      ['remove_team_app'],
      ['change_team_app'],
    ]);
    for (const way of ended_by) {
      const { lost } = await simulate(...way);
      expect(lost).toContainEqual({ user_id: contributor.id, app_id: 'app', action: 'train_models' });
    }
  });

  it('with two grants ends by sets of two, or by what ends both', async () => {
    const { grants, ended_by } = await explain(scene.admin, {
      user_id: scene.admin.id,
      action: 'train_models',
      app_id: 'app',
    });
    expect(grants.map(({ via }) => via)).toEqual(['role', 'team']);
    expect(ended_by.map((way) => way.map(({ type }) => type))).toEqual([
      ['remove_member'],
      ['change_role', 'remove_team_member'],
      ['change_role', 'remove_team_app'],
      ['change_role', 'change_team_app'],
    ]);
  });

  it('that a silo denies is explained by the silo, and nothing ends what is not there', async () => {
    const question = { user_id: bound.id, action: 'view_apps', app_id: 'other-app' } as const;
    for (const who of [scene.admin, bound])
      expect(await explain(who, question)).toEqual({
        allowed: false,
        grants: [{ via: 'role', role_id: 'organization_user' }],
        denials: [{ via: 'silo', silo_id: 'silo', team_ids: ['siloed'], missing_labels: ['HIPAA'] }],
        ended_by: [],
      });
    const hidden = {
      params: { org_id },
      body: { user_id: contributor.id, action: 'view_apps', app_id: 'other-app' },
    } as const;
    expect(await world.refusal('access.explain', contributor, hidden)).toBe('404/11101 body.app_id');
  });

  it('to clusters comes through a team, named with an app that carries it', async () => {
    const { grants } = await explain(scene.admin, { user_id: contributor.id, action: 'view_clusters' });
    expect(grants).toEqual([
      { via: 'team', team_id: 'full', permission_id: 'model_trainer', from: 'default', app_id: 'app' },
    ]);
    const onApp = { params: { org_id }, body: { user_id: bound.id, action: 'view_clusters', app_id: 'app' } } as const;
    expect(await world.refusal('access.explain', scene.admin, onApp)).toBe('400/11102 body.action');
  });

  it('is simulated without saving anything: who gains, who loses, and what a silo no longer closes', async () => {
    const before = await list(scene.admin, { app_id: 'app' });
    const { gained, lost, totals, silo_openings } = await simulate({ type: 'delete_silo', silo: { id: 'silo' } });
    expect(lost).toEqual([]);
    expect(new Set(gained.map(({ user_id, app_id }) => `${user_id} ${app_id}`))).toEqual(
      new Set([`${bound.id} other-app`]),
    );
    expect(totals).toEqual({
      gained: gained.length,
      lost: 0,
      people_gaining: 1,
      people_losing: 0,
      apps_gained: 1,
      apps_lost: 0,
    });
    expect(silo_openings).toEqual({
      count: 1,
      listed: [{ user_id: bound.id, app_id: 'other-app', silo_ids: ['silo'] }],
    });
    expect(await list(scene.admin, { app_id: 'app' })).toEqual(before);
  });

  it('is simulated for changes that follow each other', async () => {
    const { lost, gained } = await simulate(
      { type: 'change_team_app', team_id: 'full', app_id: 'app', permission_id: 'labeler_worker' },
      { type: 'change_role', user_id: contributor.id, role_id: 'organization_contributor' },
    );
    expect(lost).toEqual([]);
    expect(gained).toContainEqual({ user_id: contributor.id, app_id: 'other-app', action: 'create_models' });
    expect(gained).toContainEqual({ user_id: contributor.id, action: 'manage_teams' });
    expect(gained).not.toContainEqual({ user_id: contributor.id, app_id: 'app', action: 'train_models' });
  });

  it.each<[string, SimulatedChange]>([
    ['user_id', { type: 'change_role', user_id: 'nobody', role_id: 'admin' }],
    ['user_id', { type: 'remove_member', user_id: 'nobody' }],
    ['team_id', { type: 'add_team_member', team_id: 'none', user_id: 'nobody' }],
    ['user_id', { type: 'add_team_member', team_id: 'team', user_id: 'nobody' }],
    ['user_id', { type: 'remove_team_member', team_id: 'team', user_id: 'nobody' }],
    ['app_id', { type: 'add_team_app', team_id: 'team', app_id: 'none' }],
    ['app_id', { type: 'change_team_app', team_id: 'team', app_id: 'app' }],
    ['app_id', { type: 'remove_team_app', team_id: 'team', app_id: 'app' }],
    ['team_id', { type: 'change_team_default', team_id: 'none', default_permission_id: 'full_access' }],
    ['team_id', { type: 'delete_team', team_id: 'none' }],
    ['app_id', { type: 'set_labels', app_id: 'none', compliance_labels: [] }],
    ['app_id', { type: 'set_visibility', app_id: 'none', visibility: 50 }],
    ['app_id', { type: 'delete_app', app_id: 'none' }],
    ['silo.team_ids.1', { type: 'put_silo', silo: { id: 'new', team_ids: ['team', 'none'], required_labels: ['X'] } }],
    ['silo.id', { type: 'delete_silo', silo: { id: 'none' } }],
    ['user_id', { type: 'add_collaborator', app_id: 'app', user_id: 'nobody' }],
    ['app_id', { type: 'add_collaborator', app_id: 'none', user_id: 'nobody' }],
    ['user_id', { type: 'remove_collaborator', app_id: 'app', user_id: 'nobody' }],
  ])('refuses to simulate with an unknown %s: %o', async (field, change) => {
    const known: SimulatedChange = { type: 'set_labels', app_id: 'app', compliance_labels: [] };
    const input = { params: { org_id }, body: { changes: [known, change] } };
    expect(await world.refusal('access.simulate', scene.admin, input)).toBe(`404/11101 body.changes.1.${field}`);
  });
});
