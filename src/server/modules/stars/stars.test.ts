import { expect, it } from 'vitest';
import type { StarTarget } from '../../../contract/api/stars.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { join, people, type TestPerson } from '../../testing/people.ts';
import { buildScene } from '../../testing/scenes.ts';

const me = { user_id: 'me' };

onEachEngine('stars', (world) => {
  const app = (user_id: string, id = 'app'): StarTarget => ({ app: { id, user_id } });
  const item = (kind: 'model' | 'workflow' | 'dataset' | 'module', user_id: string): StarTarget =>
    ({ [kind]: { id: 'item', user_id, app_id: 'app' } }) as StarTarget;
  const add = (who: TestPerson, ...targets: StarTarget[]) =>
    world.refusal('stars.add', who, { params: me, body: { targets } });
  const remove = (who: TestPerson, ...targets: StarTarget[]) =>
    world.refusal('stars.remove', who, { params: me, body: { targets } });

  it('are not for a token that only looks, not an organization’s either', async () => {
    const { admin, org_id } = await buildScene(world);
    const made = await world.ok('keys.create', admin, {
      params: me,
      body: { keys: [{ description: 'Looks', scopes: ['read'] }] },
    });
    const reader = { ...admin, token: made.keys[0]?.id ?? '' };
    for (const user_id of ['me', org_id])
      for (const name of ['stars.add', 'stars.remove'] as const) {
        const input = { params: { user_id }, body: { targets: [app(org_id)] } };
        expect([user_id, name, await world.refusal(name, reader, input)]).toEqual([user_id, name, '403/11007 *']);
      }
    expect((await world.call('starred.list', reader, { params: { user_id: org_id } })).http).toBe(200);
  });

  it('are counted once for each who gives them, however many do at once', async () => {
    const { admin, org_id } = await buildScene(world);
    const fans = await people(world, 12);
    await join(world, admin, org_id, fans);
    const targets = [app(org_id), item('model', org_id), app(org_id, 'other-app'), app(org_id)];
    const counts = async () => {
      const { apps } = await world.ok('apps.list', admin, {
        params: { user_id: org_id },
        query: { sort_by_id: 'true' },
      });
      const { models } = await world.ok('models.list', admin, { params: { user_id: org_id, app_id: 'app' } });
      const model = models.find(({ id }) => id === 'item')?.star_count;
      return [...apps.map(({ star_count }) => star_count), model];
    };
    const before = [1, 0, 0];
    const outcomes = await Promise.all(
      fans.flatMap((fan, index) => {
        const mine = index % 2 === 0 ? targets : [...targets].reverse();
        return [add(fan, ...mine), add(fan, ...mine)];
      }),
    );
    expect(new Set(outcomes)).toEqual(new Set(['200/10000']));
    expect(await counts()).toEqual([before[0] === undefined ? 0 : before[0] + 12, 12, 12]);
    const back = await Promise.all(
      fans.slice(0, 5).flatMap((fan) => [remove(fan, ...targets), remove(fan, ...targets)]),
    );
    expect(new Set(back)).toEqual(new Set(['200/10000']));
    expect(await counts()).toEqual([8, 7, 7]);
  });

  it('are given to what one sees, and to nothing else, all or none', async () => {
    const { admin, outsider, invitee, org_id } = await buildScene(world);
    expect(await add(invitee, app(org_id))).toBe('404/11101 body.targets.0');
    expect(await add(outsider, app(org_id), app(org_id, 'other-app'))).toBe('404/11101 body.targets.1');
    expect(await add(admin, app(org_id, 'nothing'), { model: { id: 'nothing', user_id: org_id, app_id: 'app' } })).toBe(
      '404/11101 body.targets.0 body.targets.1',
    );
    const { starred } = await world.ok('starred.list', outsider, { params: me });
    expect(starred).toEqual([]);
  });

  it('are listed newest first, by kind, by page, as long as what has them can be seen', async () => {
    const { admin, outsider, org_id } = await buildScene(world);
    const kinds = ['model', 'workflow', 'dataset'] as const;
    expect(await add(outsider, app(org_id))).toBe('200/10000');
    for (const kind of kinds) expect(await add(outsider, item(kind, org_id))).toBe('200/10000');
    // Reading does not include the use of modules.
    expect(await add(outsider, item('module', org_id))).toBe('404/11101 body.targets.0');
    const list = async (query = {}) => (await world.ok('starred.list', outsider, { params: me, query })).starred;
    const all = await list();
    expect(all.map(({ kind }) => kind)).toEqual(['dataset', 'workflow', 'model', 'app']);
    expect(all[2]?.item).toMatchObject({ id: 'item', app_id: 'app', is_starred: true, star_count: 1 });
    expect(all[3]?.app).toMatchObject({ id: 'app', is_starred: true, star_count: 1 });
    expect(await list({ kind: 'model' })).toEqual([all[2]]);
    expect(await list({ per_page: 2, page: 2 })).toEqual(all.slice(2));
    const place = { params: { user_id: org_id, app_id: 'app' } };
    const scopes = { ...place, body: { collaborators: [{ id: outsider.id, scopes: ['view_models' as const] }] } };
    await world.ok('collaborators.update', admin, scopes);
    expect((await list()).map(({ kind }) => kind)).toEqual(['model', 'app']);
    await world.ok('models.delete', admin, { ...place, body: { ids: ['item'] } });
    expect((await list()).map(({ kind }) => kind)).toEqual(['app']);
    await world.ok('models.create', admin, { ...place, body: { models: [{ id: 'item' }] } });
    expect((await list()).map(({ kind }) => kind)).toEqual(['app']);
    await world.ok('collaborators.remove', admin, { ...place, body: { ids: [outsider.id] } });
    expect(await list()).toEqual([]);
    expect(await remove(outsider, app(org_id))).toBe('200/10000');
    const { app: left } = await world.ok('apps.get', admin, place);
    expect(left.star_count).toBe(0);
  });

  it('of the caller are what a list of apps or content shows and filters by', async () => {
    const { admin, second, org_id } = await buildScene(world);
    expect(await add(admin, app(org_id), item('model', org_id))).toBe('200/10000');
    const apps = async (who: TestPerson) =>
      (await world.ok('apps.list', who, { params: { user_id: org_id }, query: { starred_only: 'true' } })).apps;
    expect((await apps(admin)).map(({ id, is_starred }) => [id, is_starred])).toEqual([['app', true]]);
    expect(await apps(second)).toEqual([]);
    const models = async (who: TestPerson) => {
      const place = { params: { user_id: org_id, app_id: 'app' } };
      return (await world.ok('models.list', who, { ...place, query: { starred_only: 'true' } })).models;
    };
    expect((await models(admin)).map(({ id, is_starred }) => [id, is_starred])).toEqual([['item', true]]);
    expect(await models(second)).toEqual([]);
  });
});
