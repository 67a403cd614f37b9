import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { type ContentKind, contentKinds } from '../../../contract/api/content.ts';
import { AUDIT_EVENTS } from '../../../contract/audit-events.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member, person, type TestPerson } from '../../testing/people.ts';
import { buildScene, type Scene } from '../../testing/scenes.ts';
import { KINDS } from './kinds.ts';

interface Item {
  readonly id: string;
  readonly name: string;
  readonly star_count: number;
}

onEachEngine('content', (world) => {
  /** One of the four operations on a kind, whose bodies and answers are keyed by the kind's name. */
  const call = (verb: 'list' | 'create' | 'update' | 'delete', kind: ContentKind, who: TestPerson, input: object) =>
    world.call(`${kind}.${verb}`, who, input as never);
  const place = ({ org_id }: Scene) => ({ params: { user_id: org_id, app_id: 'app' } });
  const list = async (kind: ContentKind, who: TestPerson, scene: Scene, query = {}) => {
    const { http, body } = await call('list', kind, who, { ...place(scene), query });
    expect(http).toBe(200);
    return body as unknown as Record<ContentKind, Item[]> & { next_cursor?: string };
  };
  const outcome = ({ http, fields }: Awaited<ReturnType<typeof call>>) => [http, ...fields].join(' ');

  it.each(contentKinds)('%s are created, searched, changed and deleted, all or none', async (kind) => {
    const scene = await buildScene(world);
    const { admin } = scene;
    const create = (...items: object[]) => call('create', kind, admin, { ...place(scene), body: { [kind]: items } });
    const update = (...items: object[]) => call('update', kind, admin, { ...place(scene), body: { [kind]: items } });
    const remove = (...ids: string[]) => call('delete', kind, admin, { ...place(scene), body: { ids } });
    const before = (await list(kind, admin, scene))[kind].length;
    expect(outcome(await create({ id: 'new-one' }, { id: 'item' }))).toBe(`409 body.${kind}.1.id`);
    expect(outcome(await create({ id: 'a' }, { id: 'a' }))).toBe(`409 body.${kind}.1.id`);
    const made = await create({ id: 'a', name: 'Café' }, { id: 'b', type: 'fast', description: 'of 100%' });
    expect((made.body as unknown as Record<ContentKind, Item[]>)[kind]).toMatchObject([
      { id: 'a', name: 'Café', visibility: { gettable: 10 }, is_starred: false },
      {
        id: 'b',
        name: 'b',
        type: 'fast',
        user_id: scene.org_id,
        app_id: 'app',
        abilities: { edit: true, delete: true },
      },
    ]);
    expect((await list(kind, admin, scene))[kind]).toHaveLength(before + 2);
    const found = async (search: string) => (await list(kind, admin, scene, { search }))[kind].map(({ id }) => id);
    expect([await found('CAFÉ'), await found('100%'), await found('100_')]).toEqual([['a'], ['b'], []]);
    expect(outcome(await update({ id: 'a', name: 'New' }, { id: 'nothing', name: 'x' }))).toBe(`404 body.${kind}.1.id`);
    expect(outcome(await update({ id: 'a', name: 'New' }, { id: 'b', visibility: { gettable: 50 } }))).toBe('200');
    expect((await list(kind, admin, scene))[kind].slice(0, 2)).toMatchObject([
      { id: 'b', visibility: { gettable: 50 } },
      { id: 'a', name: 'New' },
    ]);
    expect(outcome(await remove('a', 'nothing'))).toBe('404 body.ids.1');
    expect(outcome(await remove('a', 'b'))).toBe('200');
    expect((await list(kind, admin, scene))[kind]).toHaveLength(before);
    const codes = (['created', 'updated', 'deleted'] as const).map((verb) => AUDIT_EVENTS[KINDS[kind][verb]].code);
    const { entries } = await world.ok('audit.search', admin, {
      params: { user_id: scene.org_id },
      body: { query: { operations: codes }, sort_ascending: true },
    });
    expect(entries.map(({ operation }) => operation)).toEqual(codes);
    expect(entries[1]?.details).toEqual({
      changes: { a: { name: { before: 'Café', after: 'New' } }, b: { visibility: { before: 10, after: 50 } } },
    });
  });

  it('wants the right of its kind, and another one for its visibility', async () => {
    const scene = await buildScene(world);
    const user = await member(world, scene.admin, scene.org_id, 'organization_user');
    const create = (who: TestPerson, model: object) =>
      world.refusal('models.create', who, { ...place(scene), body: { models: [model as { id: string }] } });
    expect(await create(user, { id: 'one' })).toBe('403/11007 create_models');
    expect(await create(scene.colleague, { id: 'one', visibility: { gettable: 30 } })).toBe('200/10000');
    const trainer = await member(world, scene.admin, scene.org_id, 'team_contributor');
    const team = { organization_id: scene.org_id, team_id: 'full' };
    await world.db
      .insertInto('team_members')
      .values({ ...team, user_id: trainer.id })
      .execute();
    expect(await create(trainer, { id: 'two', visibility: { gettable: 30 } })).toBe(
      '403/11007 change_resource_visibility',
    );
    expect(await create(trainer, { id: 'two' })).toBe('200/10000');
    const open = { ...place(scene), body: { models: [{ id: 'two', visibility: { gettable: 50 as const } }] } };
    expect(await world.refusal('models.update', trainer, open)).toBe('403/11007 change_resource_visibility');
    const { models } = await world.ok('models.list', trainer, place(scene));
    expect(models.find(({ id }) => id === 'two')?.abilities).toEqual({
      edit: true,
      delete: true,
      change_visibility: false,
      star: true,
    });
  });

  it('shows to who may only look what is itself open to them', async () => {
    const scene = await buildScene(world);
    const { admin, outsider, org_id } = scene;
    const [manager, teamless, stranger] = [
      await member(world, admin, org_id, 'financial_manager'),
      await member(world, admin, org_id, 'team_contributor'),
      await person(world),
    ];
    const models = ([10, 30, 50] as const).map((gettable) => ({ id: `of-${gettable}`, visibility: { gettable } }));
    await world.ok('models.create', admin, { ...place(scene), body: { models } });
    const seen = async (who: TestPerson) => {
      const { http, body } = await world.call('models.list', who, place(scene));
      return http === 200 ? (body.models as Item[]).map(({ id }) => id).sort() : http;
    };
    const open = (gettable: 10 | 30 | 50) =>
      world.ok('app.update', admin, { ...place(scene), body: { app: { visibility: { gettable } } } });
    const all = ['deployed', 'item', 'of-10', 'of-30', 'of-50'];
    const everybody = [admin, outsider, manager, teamless, stranger];
    const outcomes = async () => Promise.all(everybody.map(seen));
    expect(await outcomes()).toEqual([all, all, 404, 404, 404]);
    await open(30);
    expect(await outcomes()).toEqual([all, all, ['of-30', 'of-50'], ['of-30', 'of-50'], 404]);
    await open(50);
    expect(await outcomes()).toEqual([all, all, ['of-30', 'of-50'], ['of-30', 'of-50'], ['of-50']]);
    const star = (id: string) =>
      world.refusal('stars.add', stranger, {
        params: { user_id: 'me' },
        body: { targets: [{ model: { id, user_id: org_id, app_id: 'app' } }] },
      });
    expect([await star('of-50'), await star('of-30')]).toEqual(['200/10000', '404/11101 body.targets.0']);
  });

  it('pages through a hundred thousand inputs by their last change, each once', async () => {
    const scene = await buildScene(world);
    await sql`insert into app_content (owner_id, app_id, kind, id, name, modified_at)
      select ${scene.org_id}, 'app', 'inputs', 'input-' || n, 'Input ' || n,
        timestamptz '2026-01-01' + (n / 300) * interval '1 second'
      from generate_series(1, 100000) n`.execute(world.db);
    const seen = new Set<string>();
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await list('inputs', scene.admin, scene, { per_page: 1000, ...(cursor && { cursor }) });
      for (const { id } of page.inputs) seen.add(id);
      cursor = page.next_cursor;
      pages += 1;
    } while (cursor !== undefined);
    expect([seen.size, pages]).toEqual([100_001, 101]);
  });

  it('keeps a model that is deployed', async () => {
    const scene = await buildScene(world);
    const reply = await call('delete', 'models', scene.admin, { ...place(scene), body: { ids: ['item', 'deployed'] } });
    expect(reply.status.details).toEqual([
      { field: 'body.ids.1', message: 'deployed is deployed as deployment: end that first' },
    ]);
  });

  it('installs modules that the caller can use, once, and loses them with the module', async () => {
    const [scene, foreign] = [await buildScene(world), await buildScene(world)];
    const { admin } = scene;
    const module = (org_id: string, module_id = 'item') => ({
      module_id,
      module_owner_id: org_id,
      module_app_id: 'app',
    });
    const install = (...installed_modules: ReturnType<typeof module>[]) =>
      world.refusal('installed_modules.create', admin, { ...place(scene), body: { installed_modules } });
    const installed = async () =>
      (await world.ok('installed_modules.list', admin, place(scene))).installed_modules.map(
        (one) => one.module_owner_id,
      );
    expect(await install(module(scene.org_id), module(foreign.org_id))).toBe('404/11101 body.installed_modules.1');
    expect(await install(module(scene.org_id), module(scene.org_id, 'nothing'))).toBe(
      '404/11101 body.installed_modules.1',
    );
    const shared = { ...place(foreign), body: { collaborators: [{ id: admin.id, scopes: ['*' as const] }] } };
    await world.ok('collaborators.add', foreign.admin, shared);
    expect(await install(module(scene.org_id), module(foreign.org_id))).toBe('200/10000');
    expect(await install(module(scene.org_id))).toBe('200/10000');
    expect((await installed()).sort()).toEqual([scene.org_id, foreign.org_id].sort());
    await world.ok('modules.delete', foreign.admin, { ...place(foreign), body: { ids: ['item'] } });
    expect(await installed()).toEqual([scene.org_id]);
    const remove = { ...place(scene), body: { installed_modules: [module(scene.org_id)] } };
    expect(await world.refusal('installed_modules.delete', admin, remove)).toBe('200/10000');
    expect(await world.refusal('installed_modules.delete', admin, remove)).toBe('404/11101 body.installed_modules.0');
  });
});
