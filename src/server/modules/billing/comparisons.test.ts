import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { type BilledOrganization, billedOrganization, use } from '../../testing/billing-world.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';

const MARCH = { from: '2027-03-01', to: '2027-03-31' };

onEachEngine('comparisons', (world) => {
  let billed: BilledOrganization;
  const params = () => ({ org_id: billed.org_id });
  const costs = (query: object) =>
    world.ok('costs.list', billed.admin, { params: params(), query: { compare: 'true', ...query } as never });
  const home = async () => (await world.ok('organizations.home', billed.admin, { params: params() })).home;

  async function goTo(at: string): Promise<void> {
    const [row] = await world.rows(sql<{ seconds: number }>`
      select extract(epoch from ${at}::timestamptz - steward_now())::float8 as seconds`);
    await world.letPass(`${row?.seconds} seconds`);
  }

  const event = (day: string, quantity: number, more: object = {}) => ({
    id: world.unique('event'),
    timestamp: `${day}T10:00:00Z`,
    user_id: billed.admin.id,
    category: 'search',
    quantity,
    ...more,
  });
  const stored = (day: string, quantity: number, app_id: string) =>
    event(day, quantity, { category: 'storage', kind: 'inputs', app_id });

  beforeAll(async () => {
    billed = await billedOrganization(world);
    await goTo('2027-03-31T12:00:00Z');
    const app = { owner_id: billed.org_id, description: '', visibility: 10, compliance_labels: [] };
    await world.db
      .insertInto('apps')
      .values(['scans', 'slides'].map((id) => ({ ...app, id, name: id })))
      .execute();
    await use(world, billed, [
      ...[event('2027-02-01', 10), event('2027-02-28', 20), event('2027-03-01', 5), event('2027-03-28', 7)],
      ...[event('2027-03-29', 100), event('2027-03-31', 1000)],
      ...[stored('2027-02-27', 80, 'scans'), stored('2027-03-02', 90, 'scans'), stored('2027-03-30', 100, 'scans')],
      stored('2027-03-20', 50, 'slides'),
    ]);
  });

  it('of a month so far end with the shorter month before it, in costs and on home', async () => {
    const { compared, previous, costs: rows } = await costs({ ...MARCH, category: 'search', group_by: 'category' });
    expect(compared).toEqual({ from: '2027-03-01', to: '2027-03-28', total_micros: '12000' });
    expect(previous).toEqual({ from: '2027-02-01', to: '2027-02-28', total_micros: '30000' });
    expect(rows).toMatchObject([
      { cost_micros: '1112000', compared_cost_micros: '12000', previous_cost_micros: '30000' },
    ]);
    const { spend, usage } = await home();
    const days = { compared: { to: '2027-03-28' }, previous: { to: '2027-02-28' } };
    expect(spend).toMatchObject(days);
    const search = usage.find(({ category }) => category === 'search');
    expect(search).toMatchObject({ compared: { quantity: 12 }, previous: { quantity: 30 } });
  });

  it('explain the difference of the same days', async () => {
    const changes = await world.ok('costs.changes', billed.admin, {
      params: params(),
      query: { ...MARCH, category: 'search' },
    });
    expect(changes).toMatchObject({
      period: { from: '2027-03-01', to: '2027-03-28' },
      compared_with: { from: '2027-02-01', to: '2027-02-28' },
      difference_micros: '-18000',
    });
  });

  it('of a level take its latest value, of each app the last one metered', async () => {
    const { quantity_totals } = await costs(MARCH);
    expect(quantity_totals.find(({ category }) => category === 'storage')).toMatchObject({
      quantity: '240',
      level: '150',
      compared: { from: '2027-03-31', to: '2027-03-31', quantity: '150' },
      previous: { from: '2027-02-28', to: '2027-02-28', quantity: '80' },
    });
    const storage = { ...MARCH, category: 'storage' };
    const apps = await costs({ ...storage, group_by: 'app' });
    expect(apps.costs.map(({ app, level }) => [app?.id, level])).toEqual([
      ['scans', '100'],
      ['slides', '50'],
    ]);
    const days = await costs({ ...storage, group_by: 'day', compare: undefined });
    expect(days.costs.map(({ day, level }) => [day, level])).toEqual([
      ['2027-03-02', '90'],
      ['2027-03-20', '140'],
      ['2027-03-30', '150'],
    ]);
    const stock = (await home()).usage.find(({ category }) => category === 'storage');
    expect(stock?.months.map(({ quantity }) => quantity)).toEqual([0, 0, 0, 0, 80, 150]);
    // Another category's filter leaves levels out.
    expect((await costs({ ...MARCH, category: 'search' })).quantity_totals).toHaveLength(1);
  });

  it('are there for whole months, and not on the first day of one', async () => {
    await goTo('2027-04-01T00:10:00Z');
    const march = await costs({ ...MARCH, category: 'search' });
    expect(march.compared).toEqual({ ...MARCH, total_micros: '1112000' });
    expect(march.previous).toEqual({ from: '2027-02-01', to: '2027-02-28', total_micros: '30000' });
    const april = await costs({ from: '2027-04-01', to: '2027-04-01', group_by: 'app' });
    expect([april.events, april.compared, april.previous]).toEqual([0, undefined, undefined]);
    expect(april.last_used_on).toBe('2027-03-31');
    const { spend, usage } = await home();
    expect(spend).toMatchObject({ month: '2027-04', compared: null, previous: null, previous_micros: '0' });
    expect(usage.map(({ category, compared }) => [category, compared])).toEqual([
      ['search', null],
      ['storage', { from: '2027-04-01', to: '2027-04-01', quantity: 150 }],
    ]);
    expect(usage[1]).toMatchObject({ previous: { from: '2027-03-01', quantity: 80 } });
    expect(usage[1]?.months.at(-1)).toMatchObject({ month: '2027-04', quantity: 150 });
  });
});
