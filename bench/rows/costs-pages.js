// How long what finance managers look at takes in an organization with 250,000 rows of daily sums a month, for eight
// months and the current one.
import { sql } from 'kysely';
import { addMonths, firstDay, lastDay } from '../../src/server/billing/months.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import { moveTo } from '../lib/cores.js';
import { withWorld } from '../lib/database.js';
import { interleave, timed } from '../lib/measure.js';
import { report, SHORT } from '../lib/report.js';
import { atMost, row } from '../lib/row.js';

const ROWS_A_MONTH = 250_000;
const MONTHS_BEFORE = SHORT ? 2 : 8;
const RUNS = 5;
const GOAL_MS = 200;
/** How many rows a member has on a day: as many kinds of usage, each on another app. */
const KINDS = 3;

/** A month of sums: each day as many rows, by as many members of twelve teams, on forty apps and eight models. */
const insertMonth = (db, org_id, month) =>
  sql`
  insert into usage_daily (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id, period,
    unit_price_micros, quantity, events, cost_micros)
  select ${org_id}, day::date, 'u' || i / ${sql.lit(KINDS)}, 'app-' || (i * 7 + extract(day from day)::int) % 40,
    (array['tokens', 'prediction', 'compute'])[1 + i % ${sql.lit(KINDS)}], '', 'model-' || i % 8, '',
    'team-' || i % 12, ${firstDay(month)}::date, 0.6, 1000 + i % 977, 1 + i % 5, 600 + (i * 7919) % 100003
  from generate_series(${firstDay(month)}::date, least(${lastDay(month)}::date, (steward_now() at time zone 'UTC')::date), interval '1 day') as day,
    generate_series(1, ${sql.lit(Math.round(ROWS_A_MONTH / 30))}) as i`.execute(db);

/** What each page asks, by what people call it. */
function questionsOf(world, admin, org_id, today) {
  const params = { org_id };
  const month = today.slice(0, 7);
  const range = { from: firstDay(month), to: today };
  const half = { from: firstDay(addMonths(month, -5)), to: today };
  const ask = (route, query) => () => world.ok(route, admin, { params, ...(query && { query }) });
  return {
    forecast: ask('costs.forecast', {}),
    'forecast of a team': ask('costs.forecast', { team_id: 'team-1' }),
    'forecast of a member': ask('costs.forecast', { member_id: 'u7' }),
    'costs by day': ask('costs.list', { ...range, group_by: 'day' }),
    'costs by app and the period before': ask('costs.list', { ...range, group_by: 'app', compare: true }),
    'member activity': ask('costs.list', { ...range, group_by: 'member', compare: true, per_page: 1000 }),
    'six months by day': ask('costs.list', { ...half, group_by: 'day', per_page: 1000 }),
    'what changed': ask('costs.changes', range),
    spikes: ask('costs.spikes', range),
    budgets: ask('budgets.list'),
    'billing account': ask('billing_account.get'),
    invoices: ask('invoices.list'),
    'annex by member': () =>
      world.ok('invoices.annex', admin, { params: { org_id, invoice_id: month }, query: { by: 'member' } }),
    home: ask('organizations.home'),
  };
}

await withWorld(async (world) => {
  const admin = await person(world);
  const org_id = await organization(world, admin);
  const [{ today }] = await world.rows(sql`select to_char(steward_now() at time zone 'UTC', 'YYYY-MM-DD') as today`);
  const month = today.slice(0, 7);
  await sql`update organizations set created_at = ${`${month}-01T00:00:00Z`} where id = ${org_id}`.execute(world.db);
  for (let back = MONTHS_BEFORE; back >= 0; back--) await insertMonth(world.db, org_id, addMonths(month, -back));
  await sql`
    insert into usage_totals select organization_id, day, app_id, category, kind, model_id, model_type, team_id, period,
      unit_price_micros, 0, sum(quantity), sum(events), sum(cost_micros)
    from usage_daily group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`.execute(world.db);
  await sql`vacuum analyze usage_daily, usage_totals`.execute(world.db);
  const budgets = ['all', 'team'].map((id) => ({
    id,
    name: id,
    scope: { type: 'organization' },
    amount_micros: '1000000000',
  }));
  await world.ok('budgets.create', admin, { params: { org_id }, body: { budgets } });
  moveTo(1);
  for (const [name, ask] of Object.entries(questionsOf(world, admin, org_id, today))) {
    const { ours } = await interleave(RUNS, { ours: () => timed(ask) });
    report(row(`250,000 rows of sums a month: ${name}`, 'ms', ours, null, atMost(GOAL_MS, 'ms')));
  }
});
