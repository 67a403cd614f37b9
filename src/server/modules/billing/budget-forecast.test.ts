import { expect, it } from 'vitest';
import { listDays } from '../../billing/months.ts';
import { billedOrganization, use } from '../../testing/billing-world.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { checkBudgets } from './alerts.ts';
import { alertMail } from './billing-mail.ts';

// One story: time only goes forward in this world.
onEachEngine('the forecast of a budget', (world) => {
  /** Searches for $1 a day. December comes to $31. */
  const dollarADay = async (billed: Awaited<ReturnType<typeof billedOrganization>>, from: string, to: string) =>
    use(
      world,
      billed,
      listDays(from, to).map((day) => ({
        id: day,
        timestamp: `${day}T00:30:00Z`,
        user_id: billed.admin.id,
        category: 'search',
        quantity: '1000',
      })),
    );

  it('is silent in the first days of a month, then a range, and alerts only by its low end', async () => {
    await world.setTime('2026-12-01T02:00:00Z');
    const billed = await billedOrganization(world);
    const params = { org_id: billed.org_id };
    await dollarADay(billed, '2026-10-01', '2026-12-01');
    const thresholds = [{ percent: 100, basis: 'forecast' as const }];
    const budget = (id: string, dollars: number) => ({
      id,
      name: id,
      scope: { type: 'organization' as const },
      amount_micros: String(dollars * 1_000_000),
      thresholds,
    });
    const body = { budgets: [budget('low', 25), budget('near', 30.9)] };
    const created = await world.ok('budgets.create', billed.admin, { params, body });
    for (const one of created.budgets)
      expect(one).toMatchObject({
        spent_micros: '1000000',
        forecast_micros: null,
        forecast_range: null,
        forecast_from: '2026-12-07',
        forecast_percent: null,
        state: 'ok',
      });
    const alerts = async () => (await world.ok('budget_alerts.list', billed.admin, { params })).alerts;
    const first = await world.ok('costs.forecast', billed.admin, { params, query: {} });
    expect(first).toMatchObject({ forecast: null, forecast_from: '2026-12-07' });
    await checkBudgets(world.db, world.deps.log);
    expect(await alerts()).toEqual([]);

    await world.setTime('2026-12-07T02:00:00Z');
    await dollarADay(billed, '2026-12-02', '2026-12-07');
    const { budgets } = await world.ok('budgets.list', billed.admin, { params });
    const [low, near] = budgets;
    expect([low?.forecast_micros, near?.forecast_micros]).toEqual(['31000000', '31000000']);
    const least = BigInt(near?.forecast_range?.low_micros ?? 0);
    const most = BigInt(near?.forecast_range?.high_micros ?? 0);
    expect([25_000_000n < least, least < 30_900_000n, 30_900_000n < most]).toEqual([true, true, true]);
    expect([low?.state, near?.state]).toEqual(['warning', 'ok']);
    await checkBudgets(world.db, world.deps.log);
    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      budget: { id: 'low' },
      percent: 100,
      basis: 'forecast',
      reached_micros: String(least),
    });
    const mail = await alertMail(world.db, billed.org_id, alert?.id ?? '', 'cfo@x.example');
    expect(mail?.subject).toContain('the budget low is expected to reach 100%');
    expect(mail?.text).toContain('December 2026 is expected to cost at least');
    expect(`${mail?.subject} ${mail?.text}`).not.toContain('reached');
    const { home } = await world.ok('organizations.home', billed.admin, { params });
    expect(home.spend).toMatchObject({
      forecast_micros: '31000000',
      forecast_from: '2026-12-07',
      budget_state: 'warning',
    });
  });

  it('starts four weeks after the first usage of an organization', async () => {
    await world.setTime('2026-12-20T02:00:00Z');
    const billed = await billedOrganization(world);
    const params = { org_id: billed.org_id };
    const from = async () => (await world.ok('costs.forecast', billed.admin, { params, query: {} })).forecast_from;
    expect(await from()).toBeNull();
    await dollarADay(billed, '2026-12-14', '2026-12-20');
    expect(await from()).toBe('2027-01-11');
  });

  it('is at least what was spent: a threshold that spending has passed needs no forecast', async () => {
    await world.setTime('2027-01-01T00:10:00Z');
    const billed = await billedOrganization(world);
    await dollarADay(billed, '2027-01-01', '2027-01-01');
    const budget = { id: 'all', name: 'All', scope: { type: 'organization' as const }, amount_micros: '1000000' };
    const body = { budgets: [{ ...budget, thresholds: [{ percent: 100, basis: 'forecast' as const }] }] };
    const { budgets } = await world.ok('budgets.create', billed.admin, { params: { org_id: billed.org_id }, body });
    expect(budgets[0]).toMatchObject({ forecast_micros: null, state: 'warning' });
  });

  it('is not alerted beside an alert that spending has reached the same', async () => {
    const billed = await billedOrganization(world);
    const params = { org_id: billed.org_id };
    await dollarADay(billed, '2027-01-01', '2027-01-01');
    const budget = { id: 'all', name: 'All', scope: { type: 'organization' as const }, amount_micros: '1000000' };
    await world.ok('budgets.create', billed.admin, { params, body: { budgets: [budget] } });
    const { alerts } = await world.ok('budget_alerts.list', billed.admin, { params });
    expect(alerts.map(({ percent, basis }) => `${percent} ${basis}`).sort()).toEqual(['100 actual', '80 actual']);
  });
});
