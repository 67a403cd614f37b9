import { expect, it } from 'vitest';
import type { InputOf } from '../../../contract/api/index.ts';
import { purge } from '../../jobs/jobs.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member, person, type TestPerson } from '../../testing/people.ts';
import { buildScene } from '../../testing/scenes.ts';

onEachEngine('clusters', (world) => {
  const place = (user_id: string) => ({ params: { user_id } });
  const pools = (user_id: string, cluster_id = 'cluster') => ({ params: { user_id, cluster_id } });
  const pool = (id: string, fields = {}) => ({ id, instance_type: 'g5.xlarge', ...fields });

  it('are created, listed by id with their nodepools counted, and deleted, all or none', async () => {
    const { admin, org_id } = await buildScene(world);
    const create = (...ids: string[]) =>
      world.refusal('clusters.create', admin, {
        ...place(org_id),
        body: { compute_clusters: ids.map((id) => ({ id, cloud_provider: 'gcp', region: 'europe-west3' })) },
      });
    const list = async (query = {}) => {
      const page = await world.ok('clusters.list', admin, { ...place(org_id), query });
      return page.compute_clusters.map(({ id, nodepools_count }) => `${id} ${nodepools_count}`);
    };
    expect(await create('alpha', 'spare')).toBe('409/40010 body.compute_clusters.1.id');
    expect(await create('alpha', 'omega')).toBe('200/10000');
    expect(await list()).toEqual(['alpha 0', 'cluster 2', 'omega 0', 'spare 0']);
    expect(await list({ per_page: 2, page: 2 })).toEqual(['omega 0', 'spare 0']);
    const remove = (...ids: string[]) => world.refusal('clusters.delete', admin, { ...place(org_id), body: { ids } });
    expect(await remove('alpha', 'nothing')).toBe('404/11101 body.ids.1');
    expect(await remove('alpha', 'cluster')).toBe('400/11102 body.ids.1');
    await world.ok('deployments.delete', admin, { ...place(org_id), body: { ids: ['deployment'] } });
    expect(await remove('alpha', 'cluster')).toBe('200/10000');
    expect(await list()).toEqual(['omega 0', 'spare 0']);
  });

  it('have nodepools with bounds that fit, which stay while something runs on them', async () => {
    const { admin, org_id } = await buildScene(world);
    const create = (...nodepools: ReturnType<typeof pool>[]) =>
      world.refusal('nodepools.create', admin, { ...pools(org_id), body: { nodepools } });
    const update = (id: string, fields: object) =>
      world.refusal('nodepools.update', admin, { ...pools(org_id), body: { nodepools: [{ id, ...fields }] } });
    const remove = (...ids: string[]) => world.call('nodepools.delete', admin, { ...pools(org_id), body: { ids } });
    expect(await create(pool('new-pool'), pool('pool'))).toBe('409/40010 body.nodepools.1.id');
    expect(await create(pool('new-pool', { min_instances: 3, max_instances: 2 }))).toBe(
      '400/11102 body.nodepools.0.min_instances',
    );
    expect(await create(pool('new-pool', { min_instances: 1, max_instances: 3 }))).toBe('200/10000');
    expect(await update('new-pool', { max_instances: 0 })).toBe('400/11102 body.nodepools.0.max_instances');
    expect(await update('new-pool', { min_instances: 4 })).toBe('400/11102 body.nodepools.0.min_instances');
    expect(await update('nothing', { min_instances: 0 })).toBe('404/11101 body.nodepools.0.id');
    expect(await update('new-pool', { max_instances: 9, description: 'Big' })).toBe('200/10000');
    const { nodepools } = await world.ok('nodepools.list', admin, pools(org_id));
    expect(nodepools.map(({ id, max_instances }) => [id, max_instances])).toEqual([
      ['new-pool', 9],
      ['pool', 2],
      ['spare', 2],
    ]);
    const refused = await remove('spare', 'pool');
    expect([refused.http, refused.status.details]).toEqual([
      400,
      [{ field: 'body.ids.1', message: 'pool has deployments: deployment' }],
    ]);
    expect((await remove('spare', 'new-pool')).http).toBe(200);
    expect(await world.refusal('nodepools.list', admin, pools(org_id, 'nothing'))).toBe('404/11101');
  });

  it('run models of the apps that the caller may deploy, and of no others', async () => {
    const { admin, org_id } = await buildScene(world);
    const infrastructure = await member(world, admin, org_id, 'infrastructure_manager');
    const user = await member(world, admin, org_id, 'organization_user');
    type Deployment = InputOf<'deployments.create'>['body']['deployments'][number];
    const create = (who: TestPerson, fields: Partial<Deployment>) =>
      world.refusal('deployments.create', who, {
        ...place(org_id),
        body: {
          deployments: [
            {
              id: 'new-one',
              cluster_id: 'cluster',
              nodepool_id: 'pool',
              model: { id: 'item', app_id: 'app' },
              ...fields,
            },
          ],
        },
      });
    const first = 'body.deployments.0';
    expect(await create(user, {})).toBe('403/11007 deploy_models');
    expect(await create(admin, { nodepool_id: 'nothing' })).toBe(`404/11101 ${first}.nodepool_id`);
    expect(await create(admin, { cluster_id: 'spare' })).toBe(`404/11101 ${first}.nodepool_id`);
    expect(await create(admin, { model: { id: 'nothing', app_id: 'app' } })).toBe(`404/11101 ${first}.model.id`);
    expect(await create(admin, { model: { id: 'item', app_id: 'nothing' } })).toBe(`404/11101 ${first}.model.app_id`);
    expect(await create(admin, { id: 'deployment' })).toBe(`409/40010 ${first}.id`);
    expect(await create(admin, { replicas: 0 })).toBe(`400/11102 ${first}.replicas`);
    // Who runs the clusters deploys what others made, without looking into it.
    expect(await create(infrastructure, {})).toBe('200/10000');
    const update = (id: string, replicas: number) =>
      world.refusal('deployments.update', infrastructure, {
        ...place(org_id),
        body: { deployments: [{ id, replicas }] },
      });
    expect([await update('new-one', 7), await update('nothing', 7)]).toEqual(['200/10000', `404/11101 ${first}.id`]);
    const { deployments } = await world.ok('deployments.list', admin, place(org_id));
    expect(deployments.map(({ id, replicas, model }) => [id, replicas, model.id])).toEqual([
      ['deployment', 1, 'deployed'],
      ['new-one', 7, 'item'],
    ]);
    const { entries } = await world.ok('audit.search', admin, {
      ...place(org_id),
      body: { query: { operations: [1100, 1101], targets: [{ deployment: { id: 'new-one' } }], success: true } },
    });
    expect(entries.map(({ operation }) => operation)).toEqual([1101, 1100]);
    expect(entries[0]?.details).toEqual({ changes: { 'new-one': { replicas: { before: 1, after: 7 } } } });
  });

  it('can be a person’s own, and go with them', async () => {
    const who = await person(world);
    const body = { compute_clusters: [{ id: 'home', cloud_provider: 'local', region: 'desk' }] };
    await world.ok('clusters.create', who, { ...place('me'), body });
    await world.ok('nodepools.create', who, { ...pools('me', 'home'), body: { nodepools: [pool('one')] } });
    await world.ok('users.delete', who, { params: { user_id: 'me' }, body: { confirm: who.id } });
    expect(await world.db.selectFrom('nodepools').select('id').where('owner_id', '=', who.id).execute()).toEqual([]);
  });

  it('and what else an organization has or shares goes when it is purged', async () => {
    const { admin, org_id } = await buildScene(world);
    const other = await buildScene(world);
    const shared = {
      params: { user_id: other.org_id, app_id: 'app' },
      body: { collaborators: [{ id: org_id, scopes: ['*' as const] }] },
    };
    await world.ok('collaborators.add', other.admin, shared);
    await world.ok('stars.add', admin, {
      ...place(org_id),
      body: { targets: [{ app: { id: 'app', user_id: other.org_id } }] },
    });
    const stars = async () =>
      (await world.ok('apps.get', other.admin, { params: { user_id: other.org_id, app_id: 'app' } })).app.star_count;
    expect(await stars()).toBe(1);
    await world.ok('organizations.delete', admin, { params: { org_id }, body: { confirm: org_id } });
    await world.db
      .updateTable('organizations')
      .set({ deleted_at: '2026-01-01T00:00:00.000000Z' })
      .where('id', '=', org_id)
      .execute();
    await purge(world.db);
    expect(await world.db.selectFrom('organizations').select('id').where('id', '=', org_id).execute()).toEqual([]);
    expect(await world.db.selectFrom('clusters').select('id').where('owner_id', '=', org_id).execute()).toEqual([]);
    expect(await stars()).toBe(0);
    const shareable = { params: { user_id: other.org_id, app_id: 'app' } };
    const { collaborators } = await world.ok('collaborators.list', other.admin, shareable);
    expect(collaborators.map(({ id }) => id)).toEqual([other.outsider.id]);
  });
});
