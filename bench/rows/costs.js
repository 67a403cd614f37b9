// A month's consolidated costs over HTTP's handlers at one and at ten million usage events, beside the same sums over
// the raw events. The larger number is reached by adding to the smaller one, so that the groups are the same.
import { sql } from 'kysely';
import { fillUsage } from '../../src/server/testing/crowd.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import { moveTo } from '../lib/cores.js';
import { withWorld } from '../lib/database.js';
import { interleave, timed } from '../lib/measure.js';
import { report, SHORT } from '../lib/report.js';
import { atMost, row } from '../lib/row.js';

const [SMALL, LARGE] = [1_000_000, SHORT ? 3_000_000 : 10_000_000];
const PART = 500_000;
const month = { from: '2026-11-01', to: '2026-11-30' };
const GROUPS = [
  ['day', sql`(timestamp at time zone 'UTC')::date`],
  ['member', sql`user_id`],
];
const millions = (count) => `${count / 1_000_000} million events`;

await withWorld(async (world) => {
  const admin = await person(world);
  const org_id = await organization(world, admin);
  // Costs are read from the sums alone: these indexes would only make the filling slow.
  await sql`drop index usage_events_by_member, usage_events_by_time, usage_events_corrections`.execute(world.db);
  moveTo(1);
  let from = 1;
  const ours = {};
  for (const count of [SMALL, LARGE]) {
    for (; from <= count; from += PART) await fillUsage(world, org_id, from, Math.min(count, from + PART - 1));
    await sql`vacuum analyze usage_daily, usage_totals, usage_months`.execute(world.db);
    await sql`analyze usage_events`.execute(world.db);
    const [{ exact }] = await world.rows(sql`
      select (select sum(cost_micros) from usage_events) = (select sum(cost_micros) from usage_daily)
        and (select sum(cost_micros) from usage_events) = (select sum(cost_micros) from usage_totals)
        and (select sum(cost_micros) from usage_events) = (select sum(cost_micros) from usage_months) as exact`);
    if (!exact) throw new Error(`${count} events and their sums differ`);
    for (const [group_by, column] of GROUPS) {
      const costs = () => world.ok('costs.list', admin, { params: { org_id }, query: { ...month, group_by } });
      const raw = () =>
        world.rows(sql`select ${column} as part, sum(cost_micros) as cost, sum(quantity) as quantity, count(*)
          from usage_events
          where organization_id = ${org_id} and timestamp >= '2026-11-01Z' and timestamp < '2026-12-01Z' group by 1`);
      const measured = await interleave(5, { ours: () => timed(costs), raw: () => timed(raw) });
      const name = `consolidated costs by ${group_by}, ${millions(LARGE)}`;
      const smaller = ours[group_by];
      ours[group_by] = measured.ours;
      if (count === SMALL) continue;
      report(row(name, 'ms', measured.ours, { name: 'summing the raw events', value: measured.raw }, atMost(0.02)));
      report(row(name, 'ms', measured.ours, { name: millions(SMALL), value: smaller }, atMost(1.2)));
    }
  }
});
