import { sql } from 'kysely';
import Papa from 'papaparse';
import { beforeAll, expect, it } from 'vitest';
import { sumOf } from '../../billing/decimal.ts';
import { type BilledOrganization, billedOrganization, findingsOf, use } from '../../testing/billing-world.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { join, member, organization, person, type TestPerson } from '../../testing/people.ts';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

onEachEngine('costs', (world) => {
  let billed: BilledOrganization;
  let colleague: TestPerson;
  const call = (query: object) =>
    world.ok('costs.list', billed.admin, { params: { org_id: billed.org_id }, query: { ...NOVEMBER, ...query } });

  beforeAll(async () => {
    billed = await billedOrganization(world);
    const { org_id: organization_id, admin } = billed;
    colleague = await member(world, admin, organization_id);
    const team = { organization_id, default_permission_id: 'full_access' } as const;
    const ids = ['a-first', 'b-reaches', 'c-reaches'];
    await world.db
      .insertInto('teams')
      .values(ids.map((id) => ({ ...team, id, name: id, name_key: id })))
      .execute();
    const app = { owner_id: organization_id, description: '', visibility: 10, compliance_labels: [] };
    await world.db
      .insertInto('apps')
      .values(['shared', 'other'].map((id) => ({ ...app, id, name: `The ${id}` })))
      .execute();
    const inTeams = ids.map((team_id) => ({ organization_id, team_id, user_id: admin.id }));
    await world.db.insertInto('team_members').values(inTeams).execute();
    const reach = ['b-reaches', 'c-reaches'].map((team_id) => ({
      organization_id,
      team_id,
      app_id: 'shared',
      permission_id: null,
    }));
    await world.db.insertInto('team_apps').values(reach).execute();
    const event = (id: string, quantity: string, more: object) => ({
      id,
      timestamp: '2026-11-02T10:00:00Z',
      user_id: admin.id,
      category: 'search',
      quantity,
      ...more,
    });
    await use(world, billed, [
      event('reached', '1', { app_id: 'shared' }),
      event('first', '10', { app_id: 'other' }),
      event('none', '100', { user_id: colleague.id, app_id: 'shared' }),
      event('before', '7', { timestamp: '2026-10-15T00:00:00Z' }),
      event('model', '2', {
        category: 'prediction',
        model_id: '=cmd|x',
        model_type: 'detector',
        timestamp: '2026-11-03T00:00:00Z',
      }),
    ]);
  });

  it('go to the team through which the app is reached, else to the first team, else to none: once each', async () => {
    const { costs, total_micros } = await call({ group_by: 'team', category: 'search' });
    expect(costs.map(({ team, cost_micros }) => [team?.id ?? null, cost_micros])).toEqual([
      [null, '100000'],
      ['a-first', '10000'],
      ['b-reaches', '1000'],
    ]);
    expect(sumOf(costs.map((row) => row.cost_micros))).toBe(BigInt(total_micros));
  });

  it('stay with that team when the member changes it later', async () => {
    await sql`delete from team_members where organization_id = ${billed.org_id} and team_id = 'b-reaches'`.execute(
      world.db,
    );
    const { costs } = await call({ group_by: 'team', team_id: 'b-reaches' });
    expect(costs).toHaveLength(1);
  });

  it('narrow to a mark of a chart, and show the events behind it', async () => {
    const { costs } = await call({ group_by: 'day,member,app', member_id: colleague.id, app_id: 'shared' });
    expect(costs).toMatchObject([
      { day: '2026-11-02', member: { id: colleague.id }, app: { name: 'The shared' }, quantity: '100' },
    ]);
    const { events } = await world.ok('costs.events', billed.admin, {
      params: { org_id: billed.org_id },
      query: { ...NOVEMBER, team_id: '-' },
    });
    expect(events.map(({ id, unit_price_micros, cost_micros }) => [id, unit_price_micros, cost_micros])).toEqual([
      ['none', '1000', '100000'],
    ]);
  });

  it('compare with the period before, what is gone included', async () => {
    const { previous, costs } = await call({ group_by: 'app', compare: 'true' });
    expect(previous).toEqual({ from: '2026-10-01', to: '2026-10-31', total_micros: '7000' });
    expect(costs.find(({ app }) => app === null)).toMatchObject({ cost_micros: '2400', previous_cost_micros: '7000' });
  });

  it('count quantities of one unit only', async () => {
    const { usage, quantity_totals } = await world.ok('costs.usage', billed.admin, {
      params: { org_id: billed.org_id },
      query: { ...NOVEMBER, group_by: 'member' },
    });
    expect(quantity_totals.map(({ category, quantity }) => [category, quantity])).toEqual([
      ['prediction', '2'],
      ['search', '111'],
    ]);
    expect(usage.every(({ category, unit }) => category !== undefined && unit !== '')).toBe(true);
  });

  it('leave as CSV that adds up and that no spreadsheet runs', async () => {
    const { text, headers } = await world.call('costs.csv', billed.admin, {
      params: { org_id: billed.org_id },
      query: { ...NOVEMBER, group_by: 'model,day' },
    });
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(data.map(({ day, model, cost }) => [day, model, cost])).toEqual([
      ['2026-11-02', '', '0.111'],
      ['2026-11-03', "'=cmd|x", '0.0024'],
    ]);
  });

  it.each([
    [{ from: '2026-11-30', to: '2026-11-01' }, '400/11102 query.to'],
    [{ from: '2024-01-01', to: '2026-01-02' }, '400/11102 query.to'],
    [{ from: '2026-02-30' }, '400/11102 query.from'],
    [{ group_by: 'day,day' }, '400/11102 query.group_by'],
    [{ group_by: 'toString' }, '400/11102 query.group_by'],
    [{ group_by: 'day', compare: 'true' }, '400/11102 query.compare'],
    [{ cursor: 'x' }, '400/11102 query.cursor'],
  ])('are refused for %j', async (query, expected) => {
    const input = { params: { org_id: billed.org_id }, query: { ...NOVEMBER, ...query } };
    expect(await world.refusal('costs.list', billed.admin, input as never)).toBe(expected);
  });

  it('are no business of those who may not see financial data: not on the home page either', async () => {
    const home = (who: TestPerson) => world.ok('organizations.home', who, { params: { org_id: billed.org_id } });
    expect((await home(colleague)).home).toMatchObject({ usage: [], spend: null });
    expect((await home(billed.admin)).home.spend).toMatchObject({ currency: 'USD', budget_state: 'none' });
  });

  it('of several organizations make one bill, of those alone whose finances the caller may see', async () => {
    const owner = await person(world);
    const [mine, theirs] = [await organization(world, owner), await organization(world, billed.admin)];
    await join(world, billed.admin, theirs, [owner]);
    const email = { billing_email: 'pay@group.example' };
    for (const [org_id, who] of [
      [mine, owner],
      [theirs, billed.admin],
    ] as const)
      await world.ok('organizations.update', who, { params: { org_id }, body: { organization: email } });
    const [today] = await world.rows(sql<{ month: string }>`select to_char(steward_now(), 'YYYY-MM') as month`);
    const period = today?.month ?? '';
    const { consolidated } = await world.ok('consolidated.get', owner, {
      params: { user_id: 'me' },
      query: { period },
    });
    expect(
      consolidated.payers.map(({ billing_email, invoices }) => [
        billing_email,
        invoices.map((one) => one.organization.id),
      ]),
    ).toEqual([['pay@group.example', [mine]]]);
  });

  it('keep the usage of somebody who left up to that moment, and no longer', async () => {
    const leaver = await member(world, billed.admin, billed.org_id);
    await world.ok('members.remove', billed.admin, {
      params: { org_id: billed.org_id },
      body: { user_ids: [leaver.id] },
    });
    const event = { user_id: leaver.id, category: 'search', quantity: '1' };
    const [now] = await world.rows(sql<{ at: string }>`select steward_now() + interval '1 hour' as at`);
    const reply = await world.call('usage.record', billed.admin, {
      params: { org_id: billed.org_id },
      body: {
        events: [
          { ...event, id: 'in-time', timestamp: '2026-10-01T00:00:00Z' },
          { ...event, id: 'after', timestamp: now?.at },
        ],
      },
    });
    expect([reply.body.accepted, (reply.body.refused as { index: number }[]).map(({ index }) => index)]).toEqual([
      1,
      [1],
    ]);
  });

  it('beyond the spend limit are recorded all the same, and said to be over', async () => {
    const own = await billedOrganization(world);
    const limit = { billing_account: { spend_limit_micros: '1000000' } };
    await world.ok('billing_account.update', own.admin, { params: { org_id: own.org_id }, body: limit });
    const [now] = await world.rows(sql<{ at: string }>`select steward_now() as at`);
    const search = (id: string) =>
      use(world, own, [{ id, timestamp: now?.at, user_id: own.admin.id, category: 'search', quantity: '1000' }]);
    expect((await search('a')).spend_limit).toMatchObject({ spent_micros: '1000000', over: false });
    expect((await search('b')).spend_limit).toMatchObject({ spent_micros: '2000000', over: true });
    expect(await findingsOf(world, [own.org_id])).toEqual([]);
  });
});
