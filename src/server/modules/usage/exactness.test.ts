import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { type CostDimension, costDimensions } from '../../../contract/api/costs.ts';
import { usageCategories } from '../../../contract/api/usage.ts';
import { sumOf } from '../../billing/decimal.ts';
import { billedOrganization, findingsOf, issueAt, use } from '../../testing/billing-world.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member, type TestPerson } from '../../testing/people.ts';

/** One value three times out of four: many events meet in the same sums, and there are others. */
const mostly = <T>(value: T, others: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: others });
const day = fc.tuple(
  mostly(9, fc.integer({ min: 7, max: 10 })),
  mostly(28, fc.integer({ min: 1, max: 28 })),
  fc.nat(86_399),
);
const quantity = fc
  .tuple(fc.nat(99_999), fc.nat(999_999))
  .map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`);
const event = fc.record({
  id: fc.nat(60),
  day,
  who: fc.nat(2),
  app: mostly<string | undefined>('one', fc.constantFrom(undefined, 'two', 'gone')),
  category: mostly('tokens', fc.constantFrom(...usageCategories)),
  kind: mostly<string | undefined>(undefined, fc.constantFrom('output', 'g5.xlarge')),
  model: mostly<string | undefined>(undefined, fc.constantFrom('m1', 'm2')),
  quantity,
});
type GeneratedEvent = typeof event extends fc.Arbitrary<infer T> ? T : never;
const correction = fc.record({ id: fc.nat(30), corrects: fc.nat(80), quantity: fc.tuple(fc.boolean(), quantity) });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ events: fc.array(event, { minLength: 1, maxLength: 25 }) }) },
  { weight: 3, arbitrary: fc.record({ corrections: fc.array(correction, { minLength: 1, maxLength: 12 }) }) },
  { weight: 2, arbitrary: fc.constant('issue' as const) },
  { weight: 1, arbitrary: fc.constant('price' as const) },
);

onEachEngine('metering', (world) => {
  const eventOf = (people: readonly TestPerson[], one: GeneratedEvent) => {
    const [month, date, seconds] = one.day;
    const at = new Date(Date.UTC(2026, month - 1, date) + seconds * 1000);
    return {
      id: `e${one.id}`,
      timestamp: at.toISOString(),
      user_id: people[one.who]?.id,
      category: one.category,
      quantity: one.quantity,
      ...(one.app === undefined ? {} : { app_id: one.app }),
      ...(one.kind === undefined ? {} : { kind: one.kind }),
      ...(one.model === undefined ? {} : { model_id: one.model, model_type: 'type' }),
    };
  };

  /** Two teams over two apps, so that an attribution can go four ways. */
  const withTeams = async (org_id: string, people: readonly TestPerson[]) => {
    const organization_id = org_id;
    for (const id of ['one', 'two']) {
      const app = { owner_id: org_id, id, name: id, description: '', visibility: 10, compliance_labels: [] };
      await world.db.insertInto('apps').values(app).execute();
      const team = {
        organization_id,
        id: `team-${id}`,
        name: id,
        name_key: id,
        default_permission_id: 'full_access',
      } as const;
      await world.db.insertInto('teams').values(team).execute();
      await world.db
        .insertInto('team_apps')
        .values({ organization_id, team_id: team.id, app_id: id, permission_id: null })
        .execute();
    }
    const places = [
      ['team-one', 0],
      ['team-two', 0],
      ['team-two', 1],
    ] as const;
    for (const [team_id, index] of places)
      await world.db
        .insertInto('team_members')
        .values({ organization_id, team_id, user_id: people[index]?.id ?? '' })
        .execute();
  };

  it('adds up in every view to the raw events, whatever comes twice, late or corrected, at whatever price', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        const billed = await billedOrganization(world);
        const { org_id, admin } = billed;
        await sql`update organizations set created_at = '2026-07-01Z' where id = ${org_id}`.execute(world.db);
        const people = [admin, await member(world, admin, org_id), await member(world, admin, org_id)];
        await withTeams(org_id, people);
        const send = (events: unknown[]) => world.call('usage.record', admin, { params: { org_id }, body: { events } });
        let next = 8;
        let prices = 0;
        for (const one of steps) {
          if (one === 'issue') {
            if (next <= 10) await issueAt(world, org_id, `2026-${String(next).padStart(2, '0')}-05T00:00:00Z`);
            next += 1;
          } else if (one === 'price') {
            prices += 1;
            const price = {
              category: 'tokens' as const,
              valid_from: `2026-0${(prices % 3) + 7}-10T00:00:00Z`,
              valid_to: null,
            };
            await world.db
              .insertInto('organization_prices')
              .values({ ...price, organization_id: org_id, unit_price_micros: `${prices}.333333` })
              .onConflict((conflict) => conflict.doNothing())
              .execute();
          } else if ('events' in one) {
            const before = await send(one.events.map((each) => eventOf(people, each)));
            expect([before.http, before.body.refused]).toEqual([200, []]);
          } else {
            const reply = await send(
              one.corrections.map(({ id, corrects, quantity: [down, size] }) => ({
                id: `c${id}`,
                corrects: corrects > 60 ? `c${corrects % 30}` : `e${corrects}`,
                quantity: down ? `-${size}` : size,
              })),
            );
            expect([200, 207]).toContain(reply.http);
          }
        }
        expect(await findingsOf(world, [org_id])).toEqual([]);
        await agree(org_id, admin);
      }),
      { seed: 20261124, numRuns: 8, endOnFailure: true },
    );
  });

  /** Whole months are read from their own sums, all else from the days: each row is what the events make of it. */
  const agreeByMember = async (org_id: string, admin: TestPerson) => {
    for (const [from, to] of [
      ['2026-09-01', '2026-09-30'],
      ['2026-08-01', '2026-10-31'],
      ['2026-08-01', '2026-10-30'],
    ] as const)
      for (const filter of [{}, { app_id: 'one' }, { kind: 'output' }]) {
        const query = { from, to, group_by: 'member,category', sort: 'cost' as const, per_page: 1000, ...filter };
        const { costs } = await world.ok('costs.list', admin, { params: { org_id }, query });
        const [column, value] = Object.entries(filter)[0] ?? ['category', null];
        const raw = await world.rows(sql`
          select user_id as id, category, sum(cost_micros) as cost, count(*) as events
          from usage_events where organization_id = ${org_id} and (timestamp at time zone 'UTC')::date between ${from}::date and ${to}::date
            and (${value}::text is null or ${sql.ref(column)} = ${value})
          group by 1, 2 order by 3, user_id collate "C", category collate "C"`);
        expect(
          costs.map(({ member: one, category, cost_micros: cost, events }) => ({
            id: one?.id,
            category,
            cost,
            events,
          })),
        ).toEqual(raw);
      }
  };

  it('keeps the sums of a month when days go, and says so when they do not agree', async () => {
    const billed = await billedOrganization(world);
    const { org_id, admin } = billed;
    const of = (id: string, timestamp: string) => ({
      id,
      timestamp,
      user_id: admin.id,
      category: 'search',
      quantity: '2',
    });
    await use(world, billed, [
      of('a', '2026-08-01T00:00:00Z'),
      of('b', '2026-08-31T23:59:59Z'),
      of('c', '2026-09-01T00:00:00Z'),
    ]);
    const months = () =>
      world.rows(
        sql`select to_char(month, 'YYYY-MM') as month, events from usage_months where organization_id = ${org_id} order by 1`,
      );
    expect(await months()).toEqual([
      { month: '2026-08', events: 2 },
      { month: '2026-09', events: 1 },
    ]);
    expect(await findingsOf(world, [org_id])).toEqual([]);
    await sql`delete from usage_daily where organization_id = ${org_id} and day > '2026-08-01'`.execute(world.db);
    expect(await months()).toEqual([{ month: '2026-08', events: 1 }]);
    await sql`update usage_months set events = 5 where organization_id = ${org_id}`.execute(world.db);
    expect((await findingsOf(world, [org_id])).map(({ what }) => what)).toContain(
      'the sums of 2026-08 differ from those of its days (2 rows)',
    );
    await sql`delete from usage_events where organization_id = ${org_id}`.execute(world.db);
    await sql`delete from organizations where id = ${org_id}`.execute(world.db);
    expect(await months()).toEqual([]);
  });

  const agree = async (org_id: string, admin: TestPerson) => {
    const [raw] = await world.rows(sql<{ cost: string; events: number }>`
      select coalesce(sum(cost_micros), 0) as cost, count(*) as events from usage_events where organization_id = ${org_id}`);
    const range = { from: '2026-01-01', to: '2026-12-31' };
    const groups: CostDimension[][] = [
      [],
      ...costDimensions.map((one) => [one]),
      ['day', 'team'],
      ['member', 'app', 'model'],
      [...costDimensions],
    ];
    for (const dimensions of groups) {
      let [cost, events] = [0n, 0];
      let cursor: string | undefined;
      do {
        const query = {
          ...range,
          per_page: 7,
          ...(cursor && { cursor }),
          ...(dimensions.length > 0 && { group_by: dimensions.join(',') }),
        };
        const page = await world.ok('costs.list', admin, { params: { org_id }, query });
        expect([page.total_micros, page.events]).toEqual([raw?.cost, raw?.events]);
        cost += sumOf(page.costs.map((row) => row.cost_micros));
        events += page.costs.reduce((sum, row) => sum + row.events, 0);
        cursor = page.next_cursor;
      } while (cursor !== undefined);
      expect([dimensions, String(cost), events]).toEqual([dimensions, raw?.cost, raw?.events]);
    }
    await agreeByMember(org_id, admin);
    const changes = await world.ok('costs.changes', admin, {
      params: { org_id },
      query: { from: '2026-09-01', to: '2026-10-31', compare_from: '2026-07-01', compare_to: '2026-09-15' },
    });
    for (const list of [changes.by_member, changes.by_app, changes.by_model])
      expect(String(sumOf(list.map((row) => row.difference_micros)))).toBe(changes.difference_micros);
  };
});
