import { beforeAll, expect, it } from 'vitest';
import { billedOrganization, findingsOf, use } from '../../testing/billing-world.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';

onEachEngine('the usage of an app that is renamed', (world) => {
  beforeAll(() => world.setTime('2026-11-20T12:00:00Z'));

  it('goes along, also onto an id that an earlier app had, and with its budget', async () => {
    const billed = await billedOrganization(world);
    const { org_id, admin } = billed;
    const owner = { params: { user_id: org_id } };
    const event = (id: string, app_id: string, quantity: string) => ({
      id,
      timestamp: '2026-11-01T12:00:00Z',
      user_id: admin.id,
      app_id,
      category: 'search',
      quantity,
    });
    await world.ok('apps.create', admin, { ...owner, body: { apps: [{ id: 'old' }, { id: 'earlier' }] } });
    await use(world, billed, [event('a', 'old', '10'), event('b', 'earlier', '5')]);
    const scope = { type: 'app' as const, id: 'old' };
    const thresholds = [{ percent: 80, basis: 'actual' as const }];
    await world.ok('budgets.create', admin, {
      params: { org_id },
      body: { budgets: [{ id: 'budget', name: 'Budget', scope, amount_micros: '1000000', thresholds }] },
    });
    await world.ok('apps.delete', admin, { ...owner, body: { ids: ['earlier'] } });
    await world.ok('apps.update', admin, { ...owner, body: { apps: [{ id: 'old', new_id: 'earlier' }] } });
    const { costs } = await world.ok('costs.list', admin, {
      params: { org_id },
      query: { from: '2026-11-01', to: '2026-11-30', group_by: 'app' },
    });
    expect(costs.map(({ app, quantity }) => [app?.id, Number(quantity)])).toEqual([['earlier', 15]]);
    const { budgets } = await world.ok('budgets.list', admin, { params: { org_id } });
    expect(budgets[0]?.scope).toMatchObject({ type: 'app', id: 'earlier' });
    expect(await findingsOf(world, [org_id])).toEqual([]);
  });
});
