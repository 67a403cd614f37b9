// One page of the lists that grow without a limit, in an organization of a thousand rows and in one of a million, both in
// one database: the same page costs the same.

import { fillAudit, fillInvitations, fillMembers, fillUsage, settle } from '../../src/server/testing/crowd.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import { moveTo } from '../lib/cores.js';
import { withWorld } from '../lib/database.js';
import { interleave, timed } from '../lib/measure.js';
import { report, SHORT } from '../lib/report.js';
import { atMost, row } from '../lib/row.js';

const SMALL = 1000;
const LARGE = SHORT ? 100_000 : 1_000_000;
const REPEATS = 10;

const november = { from: '2026-11-01', to: '2026-11-30' };
const LISTS = {
  'members by name': ['members.list', {}],
  'members who joined last': ['members.list', { sort: '-joined' }],
  'members by role': ['members.list', { sort: 'role' }],
  invitations: ['invitations.list', {}],
  'metered events': ['costs.events', november],
};

/** Fills an organization; the people of the other one have other numbers. */
async function fill(world, org_id, count, first) {
  await fillMembers(world, org_id, first, first + count - 1);
  await fillInvitations(world, org_id, count);
  await fillAudit(world, org_id, count);
  await fillUsage(world, org_id, 1, count);
}

await withWorld(async (world) => {
  const admin = await person(world);
  const [small, large] = [await organization(world, admin), await organization(world, admin)];
  await fill(world, small, SMALL, LARGE + 1);
  await fill(world, large, LARGE, 1);
  await settle(world);
  await world.holdActivity();
  moveTo(1);
  const pages = {
    ...Object.fromEntries(
      Object.entries(LISTS).map(([name, [route, query]]) => [
        name,
        (org_id) => world.ok(route, admin, { params: { org_id }, query: { per_page: 50, ...query } }),
      ]),
    ),
    'audit log': (org_id) =>
      world.ok('audit.search', admin, { params: { user_id: org_id }, body: { pagination: { per_page: 50 } } }),
  };
  for (const [name, read] of Object.entries(pages)) {
    const several = (org_id) => async () => {
      const taken = await timed(async () => {
        for (let n = 0; n < REPEATS; n++) await read(org_id);
      });
      return taken / REPEATS;
    };
    const found = await interleave(SHORT ? 5 : 9, { large: several(large), small: several(small) });
    const against = { name: `the same of ${SMALL.toLocaleString('en')}`, value: found.small };
    report(row(`one page of ${LARGE.toLocaleString('en')}: ${name}`, 'ms', found.large, against, atMost(1.5)));
  }
});
