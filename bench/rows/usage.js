// Metered events over HTTP in batches of 10,000, beside the same events one by one: through the same route, and as bare
// inserts of one row each with the step of the day's sum.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { clock } from '../../src/server/clock.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import { moveTo } from '../lib/cores.js';
import { withWorld } from '../lib/database.js';
import { interleave } from '../lib/measure.js';
import { report, SHORT } from '../lib/report.js';
import { atLeast, row } from '../lib/row.js';
import { startSteward, stopServers } from '../lib/server.js';

const BATCH = 10_000;
const SINGLE = SHORT ? 200 : 1000;
const CATEGORIES = ['prediction', 'search', 'tokens', 'compute'];

const event = (user_id, n) => ({
  id: randomUUID(),
  timestamp: new Date(clock.now() - (n % 86_400) * 1000).toISOString(),
  user_id,
  category: CATEGORIES[n % CATEGORIES.length],
  quantity: String(1 + (n % 100)),
});

/** Events a second. Throws where one was not accepted. */
async function send(url, headers, batches) {
  const start = performance.now();
  let sent = 0;
  for (const events of batches) {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ events }) });
    const { accepted } = await response.json();
    if (accepted !== events.length) throw new Error(`${response.status}: ${accepted} of ${events.length} accepted`);
    sent += accepted;
  }
  return (sent * 1000) / (performance.now() - start);
}

const INSERT = `insert into usage_events (organization_id, id, timestamp, user_id, category, quantity, period,
    unit_price_micros, cost_micros)
  values ($1, $2, $3, $4, $5, $6::numeric, date_trunc('month', $3::timestamptz), 1200, round($6::numeric * 1200))
  on conflict do nothing`;
/** The peer's sums: the table of the days as it is, without what keeps the sums of months beside it. */
const SUMS = [
  'create table bare_daily (like usage_daily including all)',
  'alter table bare_daily add foreign key (organization_id) references organizations (id) on delete cascade',
];
const ADD = `insert into bare_daily (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id,
    period, unit_price_micros, quantity, events, cost_micros)
  values ($1, $2::timestamptz::date, $3, '', $4, '', '', '', '', date_trunc('month', $2::timestamptz), 1200, $5::numeric,
    1, round($5::numeric * 1200))
  on conflict (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id, period,
    unit_price_micros) do update set quantity = bare_daily.quantity + excluded.quantity,
    events = bare_daily.events + 1, cost_micros = bare_daily.cost_micros + excluded.cost_micros`;

/** Events a second, each with its own row and its own step of the day's sum in one transaction on one connection. */
async function insert(client, org_id, events) {
  const start = performance.now();
  for (const { id, timestamp, user_id, category, quantity } of events) {
    await client.query('begin');
    await client.query(INSERT, [org_id, id, timestamp, user_id, category, quantity]);
    await client.query(ADD, [org_id, timestamp, user_id, category, quantity]);
    await client.query('commit');
  }
  return (events.length * 1000) / (performance.now() - start);
}

await withWorld(async (world, database) => {
  const admin = await person(world);
  const org_id = await organization(world, admin);
  const steward = await startSteward(database);
  const client = new pg.Client({ connectionString: database });
  client.on('error', () => undefined);
  await client.connect();
  for (const statement of SUMS) await client.query(statement);
  moveTo(1);
  const url = `${steward.url}/v2/organizations/${org_id}/usage_events`;
  const headers = { authorization: `Key ${admin.token}`, 'content-type': 'application/json' };
  const events = (count) => Array.from({ length: count }, (_, n) => event(admin.id, n));
  const { batches, singly, bare } = await interleave(SHORT ? 5 : 9, {
    batches: () => send(url, headers, [events(BATCH), events(BATCH)]),
    singly: () =>
      send(
        url,
        headers,
        events(SINGLE).map((one) => [one]),
      ),
    bare: () => insert(client, org_id, events(SINGLE)),
  });
  const [{ events: kept, sums }] = await world.rows(sql`
    select count(*)::integer as events, (select sum(events)::integer from (table usage_daily union all table bare_daily) days) as sums
    from usage_events`);
  if (kept !== sums) throw new Error(`${kept} events, ${sums} in the sums`);
  const name = 'usage ingest in batches of 10,000';
  report(row(name, 'events/s', batches, { name: 'the same route, one event each', value: singly }, atLeast(20)));
  report(row(name, 'events/s', batches, { name: 'inserts of one row and its sum', value: bare }, atLeast(20)));
  await client.end();
  stopServers();
});
