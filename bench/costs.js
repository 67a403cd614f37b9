// How long a month's consolidated costs take over one million and over ten million usage events, on PostgreSQL.
//   STEWARD_TEST_DATABASE_URL=postgres://user@host/postgres node bench/costs.js [small] [large]
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { migrate } from '../src/server/db/migrate.ts';
import { openPostgres } from '../src/server/db/open.ts';
import { organization, person } from '../src/server/testing/people.ts';
import { World } from '../src/server/testing/world.ts';

const server = process.env.STEWARD_TEST_DATABASE_URL;
if (server === undefined) throw new Error('STEWARD_TEST_DATABASE_URL names no database server');
const [small = 1_000_000, large = 10_000_000] = process.argv.slice(2).map(Number);
const RUNS = 15;
const MEMBERS = 1200;

const administer = async (statement) => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
};

/**
 * Events `from` to `to` of a November, by 1,200 members, each on two apps with three kinds of usage: the same groups
 * however many events there are. They are summed by the rule by which the server sums a batch.
 */
const insertEvents = (db, org_id, from, to) =>
  sql`
  with given as (
    select 'e' || i as id, '2026-11-01Z'::timestamptz + make_interval(secs => (i * 2591.999) % 2591999) as timestamp,
      'u' || i % ${sql.lit(MEMBERS)} as user_id, 'app-' || (i % 7) * 2 + (i / 1200) % 2 as app_id,
      (array['tokens', 'prediction', 'compute'])[1 + (i / 2400) % 3] as category, (1 + i % 1000)::numeric / 7 as quantity
    from generate_series(${from}::bigint, ${to}::bigint) as i
  ), rated as (
    select *, round(quantity, 6) as exact, case category when 'tokens' then 0.6 when 'compute' then 1000000 else 1200 end as price
    from given
  ), added as (
    insert into usage_events (organization_id, id, timestamp, user_id, app_id, category, quantity, period,
      unit_price_micros, cost_micros)
    select ${org_id}, id, timestamp, user_id, app_id, category, exact, '2026-11-01', price, round_half_even(exact * price)
    from rated returning *
  )
  insert into usage_daily select ${org_id}, (timestamp at time zone 'UTC')::date, user_id, app_id, category, '', '', '', '',
    period, unit_price_micros, sum(quantity), count(*), sum(cost_micros)
  from added group by 2, 3, 4, 5, 10, 11
  on conflict (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id, period,
    unit_price_micros) do update set quantity = usage_daily.quantity + excluded.quantity,
    events = usage_daily.events + excluded.events, cost_micros = usage_daily.cost_micros + excluded.cost_micros`.execute(
    db,
  );

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

async function measure(world, org_id, admin) {
  const times = {};
  for (const group_by of ['day', 'member', 'day,app', 'category']) {
    const taken = [];
    for (let run = 0; run < RUNS; run++) {
      const start = performance.now();
      const query = { from: '2026-11-01', to: '2026-11-30', group_by };
      await world.ok('costs.list', admin, { params: { org_id }, query });
      taken.push(performance.now() - start);
    }
    times[group_by] = `${median(taken).toFixed(1)} ms`;
  }
  return times;
}

const name = `steward_bench_${randomUUID().replaceAll('-', '')}`;
await administer(`create database ${name}`);
const url = new URL(server);
url.pathname = `/${name}`;
const opened = openPostgres(url.href, 4);
const world = new World();
try {
  await migrate(opened.db);
  await world.open(opened);
  const admin = await person(world);
  const org_id = await organization(world, admin);
  // Costs are read from the sums alone: the events' own indexes would only make the filling slow.
  await sql`drop index usage_events_by_member, usage_events_by_time, usage_events_corrections`.execute(world.db);
  let from = 1;
  for (const count of [small, large]) {
    for (; from <= count; from += 500_000) await insertEvents(world.db, org_id, from, Math.min(count, from + 499_999));
    await sql`truncate usage_totals`.execute(world.db);
    await sql`
      insert into usage_totals select organization_id, day, app_id, category, kind, model_id, model_type, team_id, period,
        unit_price_micros, 0, sum(quantity), sum(events), sum(cost_micros)
      from usage_daily group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`.execute(world.db);
    await sql`vacuum analyze usage_daily, usage_totals`.execute(world.db);
    const [sums] = await world.rows(sql`
      select (select sum(cost_micros) from usage_events) as raw, (select sum(cost_micros) from usage_daily) as sums,
        (select sum(cost_micros) from usage_totals) as totals, (select count(*) from usage_daily) as rows`);
    console.log(
      `${count} events, ${sums.rows} rows of sums, ${sums.raw === sums.sums && sums.raw === sums.totals ? 'exact' : 'NOT EXACT'}`,
    );
    console.log(await measure(world, org_id, admin));
  }
} finally {
  await world.close();
  await administer(`drop database ${name} with (force)`);
}
