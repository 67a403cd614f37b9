import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { InputOf } from '../../../contract/api/index.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member, organization, person, type TestPerson } from '../../testing/people.ts';
import { buildScene } from '../../testing/scenes.ts';
import { MAX_APPS } from './limits.ts';

type Change = InputOf<'app.update'>['body']['app'];

onEachEngine('apps', (world) => {
  const update = (who: TestPerson, user_id: string, app: Change, app_id = 'app') =>
    world.refusal('app.update', who, { params: { user_id, app_id }, body: { app } });
  const entriesOf = async (who: TestPerson, user_id: string, operation: number) =>
    (await world.ok('audit.search', who, { params: { user_id }, body: { query: { operations: [operation] } } }))
      .entries;

  it('are created with everything, all or none, and found again one by one', async () => {
    const { admin, org_id } = await buildScene(world);
    const params = { user_id: org_id };
    const full = {
      id: 'full',
      name: 'Full',
      description: 'With all',
      notes: '# Notes',
      metadata: { team: ['a', { b: 1 }] },
      visibility: { gettable: 30 as const },
      compliance_labels: ['GDPR', 'HIPAA', 'GDPR'],
      image: 'data:image/png;base64,AAAA',
    };
    const { apps } = await world.ok('apps.create', admin, { params, body: { apps: [{ id: 'small' }, full] } });
    expect(apps.map(({ id, name }) => [id, name])).toEqual([
      ['small', 'small'],
      ['full', 'Full'],
    ]);
    const { app } = await world.ok('apps.get', admin, { params: { ...params, app_id: 'full' } });
    expect(app).toMatchObject({ ...full, compliance_labels: ['GDPR', 'HIPAA'], user_id: org_id, star_count: 0 });
    const create = (...ids: string[]) =>
      world.refusal('apps.create', admin, { params, body: { apps: ids.map((id) => ({ id })) } });
    expect(await create('fine', 'full')).toBe('409/40010 body.apps.1.id');
    expect(await create('twice', 'other', 'twice')).toBe('409/40010 body.apps.2.id');
    expect(await create('fine', 'twice', 'other')).toBe('200/10000');
    expect(await create('me')).toBe('400/11102 body.apps.0.id');
  });

  it('refuse notes above 64 kB and metadata above 16 kB, and take both at their limit', async () => {
    const { admin, org_id } = await buildScene(world);
    expect(await update(admin, org_id, { notes: 'x'.repeat(65_536) })).toBe('200/10000');
    expect(await update(admin, org_id, { notes: 'x'.repeat(65_537) })).toBe('400/11102 body.app.notes');
    expect(await update(admin, org_id, { metadata: { a: 'x'.repeat(16_376) } })).toBe('200/10000');
    expect(await update(admin, org_id, { metadata: { a: 'x'.repeat(16_377) } })).toBe('400/11102 body.app.metadata');
  });

  it('want a right for each field, and the refusal names it', async () => {
    const { admin, colleague, org_id } = await buildScene(world);
    const user = await member(world, admin, org_id, 'organization_user');
    const fields: [Change, string][] = [
      [{ new_id: 'renamed' }, 'edit_app_id'],
      [{ notes: 'n' }, 'edit_app_notes'],
      [{ name: 'n' }, 'edit_app_description'],
      [{ description: 'd' }, 'edit_app_description'],
      [{ metadata: {} }, 'edit_app_description'],
      [{ image: null }, 'edit_app_description'],
      [{ visibility: { gettable: 30 } }, 'change_app_visibility'],
      [{ compliance_labels: [] }, 'edit_compliance_labels'],
      [{ base_workflow_id: 'item' }, 'edit_base_workflow'],
    ];
    for (const [change, right] of fields) expect(await update(user, org_id, change)).toBe(`403/11007 ${right}`);
    const reply = await world.call('apps.update', user, {
      params: { user_id: org_id },
      body: { apps: [{ id: 'app', notes: 'n', name: 'n' }] },
    });
    expect(reply.status.details).toEqual([
      { field: 'edit_app_notes', message: 'body.apps.0.notes needs edit_app_notes' },
      { field: 'edit_app_description', message: 'body.apps.0.name needs edit_app_description' },
    ]);
    expect(await update(colleague, org_id, { compliance_labels: [] })).toBe('403/11007 edit_compliance_labels');
    expect(await update(colleague, org_id, { name: 'New', visibility: { gettable: 30 } })).toBe('200/10000');
    expect(await update(admin, org_id, { base_workflow_id: 'nothing' })).toBe('400/11102 body.app.base_workflow_id');
    const { app } = await world.ok('app.update', admin, {
      params: { user_id: org_id, app_id: 'app' },
      body: { app: { base_workflow_id: 'item' } },
    });
    expect(app).toMatchObject({ name: 'New', visibility: { gettable: 30 }, base_workflow_id: 'item' });
    const remove = { params: { user_id: org_id, app_id: 'app' }, body: { ids: ['item'] } };
    expect(await world.refusal('workflows.delete', admin, remove)).toBe('400/11102 body.ids.0');
  });

  it('want rights at their birth too: for labels and for another visibility', async () => {
    const { colleague, admin, org_id } = await buildScene(world);
    const create = (who: TestPerson, app: InputOf<'apps.create'>['body']['apps'][number]) =>
      world.refusal('apps.create', who, { params: { user_id: org_id }, body: { apps: [app] } });
    expect(await create(colleague, { id: 'one', compliance_labels: ['GDPR'] })).toBe(
      '403/11007 edit_compliance_labels',
    );
    expect(await create(colleague, { id: 'one', visibility: { gettable: 50 } })).toBe('200/10000');
    expect(await create(admin, { id: 'two', compliance_labels: ['GDPR'] })).toBe('200/10000');
  });

  it('say in the log what changed, of long texts only that they did, and nothing where nothing did', async () => {
    const { admin, org_id } = await buildScene(world);
    const body = { app: { name: 'New', notes: 'secret words', metadata: { a: 1 } } };
    const input = { params: { user_id: org_id, app_id: 'app' }, body };
    const first = (await world.ok('app.update', admin, input)).app;
    expect(first.modified_at > first.created_at).toBe(true);
    const second = (await world.ok('app.update', admin, input)).app;
    expect(second.modified_at).toBe(first.modified_at);
    const entries = await entriesOf(admin, org_id, 601);
    expect(entries.map(({ targets, details }) => [targets, details])).toEqual([
      [
        [{ app: { id: 'app', name: 'New' } }],
        {
          changes: {
            name: { before: 'App', after: 'New' },
            notes: { changed: true },
            metadata: { changed: true },
          },
        },
      ],
    ]);
  });

  it('keep teams, collaborators, content, stars, deployments, installations and usage under a new id', async () => {
    const { admin, outsider, org_id } = await buildScene(world);
    const params = { user_id: org_id };
    const targets = [
      { model: { id: 'item', user_id: org_id, app_id: 'app' } },
      { app: { id: 'app', user_id: org_id } },
    ];
    await world.ok('stars.add', admin, { params: { user_id: 'me' }, body: { targets } });
    const event = { timestamp: '2026-11-01T12:00:00Z', user_id: admin.id, category: 'tokens' as const, quantity: '1' };
    await world.ok('usage.record', admin, {
      params: { org_id },
      body: { events: [{ ...event, id: 'event', app_id: 'app' }] },
    });
    const rename = (id: string, new_id: string) =>
      world.refusal('apps.update', admin, { params, body: { apps: [{ id, new_id }] } });
    expect(await rename('app', 'other-app')).toBe('409/40010 body.apps.0.new_id');
    expect(await rename('app', 'renamed')).toBe('200/10000');
    expect(await rename('app', 'again')).toBe('404/11101 body.apps.0.id');
    const inApp = { params: { ...params, app_id: 'renamed' } };
    const { collaborators } = await world.ok('collaborators.list', admin, inApp);
    expect(collaborators.map(({ id }) => id)).toEqual([outsider.id]);
    const { models } = await world.ok('models.list', admin, inApp);
    expect(models.map(({ id, star_count }) => [id, star_count]).sort()).toEqual([
      ['deployed', 0],
      ['item', 1],
    ]);
    const { starred } = await world.ok('starred.list', admin, { params: { user_id: 'me' } });
    expect(starred.map(({ app, item }) => app?.id ?? `${item?.app_id}/${item?.id}`)).toEqual([
      'renamed/item',
      'renamed',
    ]);
    const { deployments } = await world.ok('deployments.list', admin, { params });
    expect(deployments.map(({ model }) => model.app_id)).toEqual(['renamed']);
    const modules = await world.ok('installed_modules.list', admin, { params: { ...params, app_id: 'other-app' } });
    expect(modules.installed_modules).toMatchObject([{ module_app_id: 'renamed' }]);
    const named = (table: 'team_apps' | 'usage_events') =>
      world.db.selectFrom(table).select('app_id').where('organization_id', '=', org_id).execute();
    expect([await named('team_apps'), await named('usage_events')]).toEqual([
      [{ app_id: 'renamed' }],
      [{ app_id: 'renamed' }],
    ]);
  });

  it('go with all that is in them, and leave the stars of others right', async () => {
    const { admin, org_id } = await buildScene(world);
    const params = { user_id: org_id };
    const remove = (...ids: string[]) => world.refusal('apps.delete', admin, { params, body: { ids } });
    const star = (id: string) => ({ app: { id, user_id: org_id } });
    const targets = [star('app'), star('other-app'), { model: { id: 'item', user_id: org_id, app_id: 'app' } }];
    await world.ok('stars.add', admin, { params: { user_id: 'me' }, body: { targets } });
    expect(await remove('other-app', 'nothing')).toBe('404/11101 body.ids.1');
    expect(await remove('app')).toBe('200/10000');
    const [entry] = await entriesOf(admin, org_id, 602);
    expect(entry?.details).toMatchObject({
      name: 'App',
      compliance_labels: ['HIPAA'],
      held: { content: 6, collaborators: 1, teams: 1, deployments: 1 },
    });
    const { apps } = await world.ok('apps.list', admin, { params });
    expect(apps.map(({ id, star_count }) => [id, star_count])).toEqual([['other-app', 2]]);
    const left = (table: 'app_content' | 'collaborators' | 'stars' | 'deployments') =>
      world.db.selectFrom(table).select('owner_id').where('owner_id', '=', org_id).execute();
    expect([await left('app_content'), await left('collaborators'), await left('deployments')]).toEqual([[], [], []]);
    expect(await left('stars')).toHaveLength(2);
  });

  it('want delete_app of everybody who deletes them', async () => {
    const { admin, org_id } = await buildScene(world);
    const user = await member(world, admin, org_id, 'organization_user');
    const params = { user_id: org_id };
    expect(await world.refusal('apps.delete', user, { params, body: { ids: ['app'] } })).toBe('403/11007 delete_app');
    expect(await world.refusal('app.delete', user, { params: { ...params, app_id: 'app' } })).toBe(
      '403/11007 delete_app',
    );
  });

  it('are found by everybody where they are public, and listed for members alone', async () => {
    const { admin, outsider, org_id } = await buildScene(world);
    const stranger = await person(world);
    const params = { user_id: org_id };
    const get = (who: TestPerson) => world.refusal('apps.get', who, { params: { ...params, app_id: 'app' } });
    expect([await get(outsider), await get(stranger)]).toEqual(['200/10000', '404/11101']);
    await world.ok('app.update', admin, {
      params: { ...params, app_id: 'app' },
      body: { app: { visibility: { gettable: 50 } } },
    });
    expect(await get(stranger)).toBe('200/10000');
    expect(await world.refusal('apps.list', stranger, { params })).toBe('404/11101');
    const { app } = await world.ok('apps.get', stranger, { params: { ...params, app_id: 'app' } });
    const allowed = Object.keys(app.abilities).filter((action) => app.abilities[action]);
    expect(allowed.every((action) => action.startsWith('view_'))).toBe(true);
  });

  it('show a team contributor what their teams reach', async () => {
    const { admin, org_id } = await buildScene(world);
    const who = await member(world, admin, org_id, 'team_contributor');
    const list = async () => {
      const query = { include_total: 'true' as const };
      const { apps, total_count } = await world.ok('apps.list', who, { params: { user_id: org_id }, query });
      return [total_count, ...apps.map(({ id }) => id)];
    };
    expect(await list()).toEqual([0]);
    await world.db
      .insertInto('team_members')
      .values({ organization_id: org_id, team_id: 'full', user_id: who.id })
      .execute();
    expect(await list()).toEqual([1, 'app']);
  });

  it(`are at most ${MAX_APPS} for each owner`, async () => {
    const [who, org] = [await person(world), await person(world)];
    const org_id = await organization(world, org);
    for (const owner_id of [who.id, org_id])
      await sql`insert into apps (owner_id, id, name)
        select ${owner_id}, n::text, 'x' from generate_series(1, ${sql.lit(MAX_APPS - 1)}) n`.execute(world.db);
    const create = (by: TestPerson, user_id: string, ...ids: string[]) =>
      world.refusal('apps.create', by, { params: { user_id }, body: { apps: ids.map((id) => ({ id })) } });
    expect(await create(who, 'me', 'one', 'two')).toBe('403/11006 apps_limit');
    expect((await Promise.all(['a', 'b', 'c'].map((id) => create(who, 'me', id)))).sort()).toEqual([
      '200/10000',
      '403/11006 apps_limit',
      '403/11006 apps_limit',
    ]);
    expect(await create(org, org_id, 'last')).toBe('200/10000');
    expect(await create(org, org_id, 'more')).toBe('403/11006 apps_limit');
  });

  it('take an id once, however many want it at once', async () => {
    const { admin, second, org_id } = await buildScene(world);
    const wanted = [admin, second, admin, second, admin];
    const create = (who: TestPerson) =>
      world.refusal('apps.create', who, { params: { user_id: org_id }, body: { apps: [{ id: 'wanted' }] } });
    const rename = (who: TestPerson) =>
      world.refusal('app.update', who, {
        params: { user_id: org_id, app_id: 'other-app' },
        body: { app: { new_id: 'wanted' } },
      });
    const outcomes = await Promise.all([...wanted.map(create), ...wanted.map(rename)]);
    expect(outcomes.filter((one) => one === '200/10000').length).toBe(1);
    const expected = ['200/10000', '409/40010 body.apps.0.id', '409/40010 body.app.new_id', '404/11101'];
    expect(outcomes.filter((one) => !expected.includes(one))).toEqual([]);
  });
});
