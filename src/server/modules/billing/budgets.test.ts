import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { AUDIT_EVENTS } from '../../../contract/audit-events.ts';
import { type BilledOrganization, billedOrganization, use } from '../../testing/billing-world.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member } from '../../testing/people.ts';
import { checkBudgets } from './alerts.ts';

onEachEngine('budgets', (world) => {
  const search = async (billed: BilledOrganization, id: string, quantity: string, more: object = {}) =>
    use(world, billed, [
      { id, timestamp: await world.now(), user_id: billed.admin.id, category: 'search', quantity, ...more },
    ]);
  const create = ({ org_id, admin }: BilledOrganization, budgets: object[]) =>
    world.ok('budgets.create', admin, { params: { org_id }, body: { budgets } as never });
  const alerts = async ({ org_id, admin }: BilledOrganization) =>
    (await world.ok('budget_alerts.list', admin, { params: { org_id } })).alerts;
  const thresholds = [
    { percent: 50, basis: 'actual' },
    { percent: 100, basis: 'actual' },
  ];

  it('say once that a threshold is reached, however many look at once, and mail each address once', async () => {
    const billed = await billedOrganization(world);
    const scope = { type: 'organization' };
    await create(billed, [
      { id: 'all', name: 'All', scope, amount_micros: '1000000', thresholds, recipients: ['cfo@x.example'] },
    ]);
    await search(billed, 'a', '499.999');
    await checkBudgets(world.db, world.deps.log);
    expect(await alerts(billed)).toEqual([]);
    await search(billed, 'b', '0.001');
    await Promise.all(Array.from({ length: 8 }, () => checkBudgets(world.db, world.deps.log)));
    expect((await alerts(billed)).map(({ percent, reached_micros }) => [percent, reached_micros])).toEqual([
      [50, '500000'],
    ]);
    const mails = await world.rows(sql<{ to: string }>`
      select payload ->> 'to' as to from outbox where kind = 'budget_alert' and payload ->> 'organization_id' = ${billed.org_id}`);
    expect(mails.map(({ to }) => to).sort()).toEqual([`billing@${billed.org_id}.example`, 'cfo@x.example']);
    await search(billed, 'c', '600');
    for (const _ of [1, 2]) await checkBudgets(world.db, world.deps.log);
    expect((await alerts(billed)).map(({ percent }) => percent)).toEqual([100, 50]);
    const { budgets } = await world.ok('budgets.list', billed.admin, { params: { org_id: billed.org_id } });
    expect(budgets[0]).toMatchObject({ spent_micros: '1100000', spent_percent: 110, state: 'over' });
  });

  it('say at once, and once, what a new or changed budget has reached already; a forecast too, and each address is mailed once', async () => {
    const billed = await billedOrganization(world);
    await search(billed, 'a', '1000');
    const forecast = [
      { percent: 90, basis: 'actual' as const },
      { percent: 100, basis: 'forecast' as const },
    ];
    const budget = { id: 'all', name: 'All', scope: { type: 'organization' }, thresholds: forecast };
    // A day's 1.00 and no history: the month is expected to cost at least that.
    await create(billed, [{ ...budget, amount_micros: '1000000', recipients: ['cfo@x.example', 'cfo@x.example'] }]);
    const seen = async () => (await alerts(billed)).map(({ percent, basis }) => `${percent} ${basis}`).sort();
    expect(await seen()).toEqual(['100 forecast', '90 actual']);
    const change = (more: object) =>
      world.ok('budgets.update', billed.admin, {
        params: { org_id: billed.org_id },
        body: { budgets: [{ id: 'all', ...more }] },
      });
    await change({ name: 'Everything' });
    // What falls below and rises again was said.
    await change({ amount_micros: '900000000' });
    await change({ amount_micros: '500000' });
    await Promise.all([1, 2, 3].map(() => checkBudgets(world.db, world.deps.log)));
    expect(await seen()).toEqual(['100 forecast', '90 actual']);
    const mails = await world.rows(sql<{ to: string; count: number }>`
      select payload ->> 'to' as to, count(*) from outbox
      where kind = 'budget_alert' and payload ->> 'organization_id' = ${billed.org_id} group by 1 order by 1`);
    expect(mails).toEqual([
      { to: `billing@${billed.org_id}.example`, count: 2 },
      { to: 'cfo@x.example', count: 2 },
    ]);
    const noted = await world.rows(sql<{ count: number }>`
      select count(*) from audit_entries where owner_id = ${billed.org_id} and operation = ${AUDIT_EVENTS.BUDGET_ALERT.code}`);
    expect(noted).toEqual([{ count: 2 }]);
  });

  it('watch a member, an app or all, and each no more than its own', async () => {
    const billed = await billedOrganization(world);
    const colleague = await member(world, billed.admin, billed.org_id);
    const app = {
      owner_id: billed.org_id,
      id: 'app',
      name: 'App',
      description: '',
      visibility: 10,
      compliance_labels: [],
    };
    await world.db.insertInto('apps').values(app).execute();
    await search(billed, 'a', '100', { app_id: 'app' });
    await search(billed, 'b', '40', { user_id: colleague.id });
    const make = (id: string, scope: object) => ({ id, name: id, scope, amount_micros: '1000000' });
    const { budgets } = await create(billed, [
      make('all', { type: 'organization' }),
      make('app', { type: 'app', id: 'app' }),
      make('member', { type: 'member', id: colleague.id }),
    ]);
    expect(budgets.map(({ id, spent_micros, state }) => [id, spent_micros, state])).toEqual([
      ['all', '140000', 'ok'],
      ['app', '100000', 'ok'],
      ['member', '40000', 'ok'],
    ]);
  });

  it('of what does not exist, twice the same, or without an amount are refused', async () => {
    const billed = await billedOrganization(world);
    const budget = { id: 'one', name: 'One', scope: { type: 'organization' as const }, amount_micros: '1' };
    const refusal = (more: object) =>
      world.refusal('budgets.create', billed.admin, {
        params: { org_id: billed.org_id },
        body: { budgets: [{ ...budget, ...more }] },
      });
    await create(billed, [budget]);
    expect(await refusal({})).toBe('409/40010 body.budgets.0.id');
    expect(await refusal({ id: 'two', scope: { type: 'team', id: 'nowhere' } })).toBe(
      '404/11101 body.budgets.0.scope.id',
    );
    expect(await refusal({ id: 'two', amount_micros: '0' })).toBe('400/11102 body.budgets.0.amount_micros');
    expect(await refusal({ id: 'two', name: '4111 1111 1111 1111' })).toBe('400/11102 body.budgets.0.name');
  });
});
