// Invitations made one by one over HTTP, with their entries in the audit log and their mails in the outbox: Steward, and
// the same statements by hand. Sixteen organizations, since a change to an organization waits for the one before.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { fillInvitations, fillMembers, settle } from '../../src/server/testing/crowd.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import { moveTo } from '../lib/cores.js';
import { withWorld } from '../lib/database.js';
import { CONNECTIONS, throughput } from '../lib/load.js';
import { interleave } from '../lib/measure.js';
import { record } from '../lib/record.js';
import { report, SHORT } from '../lib/report.js';
import { atLeast, row } from '../lib/row.js';
import { startPeer, startSteward, stopServers } from '../lib/server.js';

const SECONDS = SHORT ? 1 : 4;
const body = (email) => ({ invitations: [{ email, role_id: 'organization_user' }] });

/** One invitation, with all that it sends to the database, in a file for the peer. */
async function recording(world, admin, org_id) {
  const email = 'recorded@people.example';
  let made;
  world.deps.settings.mail = true;
  const statements = await record(async () => {
    made = await world.call('invitations.create', admin, { params: { org_id }, body: body(email) });
  });
  const file = join(mkdtempSync(join(tmpdir(), 'steward-bench-')), 'statements.json');
  const [req_id, invitation_id] = [made.status.req_id, made.body.invitations[0].id];
  writeFileSync(file, JSON.stringify({ statements, email, org_id, req_id, invitation_id }));
  return file;
}

const written = async (world) => {
  const [counts] =
    await world.rows(sql`select (select count(*)::integer from invitations where delivery = 'queued') as invitations,
    (select count(*)::integer from audit_entries) as entries, (select count(*)::integer from outbox) as mails`);
  return counts;
};

await withWorld(async (world, database) => {
  const admin = await person(world);
  const orgs = [];
  for (let n = 0; n < CONNECTIONS; n++) orgs.push(await organization(world, admin));
  await fillMembers(world, orgs[0], 1, 10_000);
  // Some are there already: a database that has seen none plans as if there never were any.
  for (const org of orgs) await fillInvitations(world, org, 200);
  await settle(world);
  await world.holdActivity();
  const steward = await startSteward(database);
  const bare = await startPeer('bare-invitation', database, await recording(world, admin, orgs[0]));
  let count = 0;
  const requests = [
    {
      method: 'POST',
      setupRequest: (request) => {
        count += 1;
        const path = `/v2/organizations/${orgs[count % orgs.length]}/invitations`;
        return { ...request, path, body: JSON.stringify(body(`n${count}@people.example`)) };
      },
    },
  ];
  const headers = { authorization: `Key ${admin.token}`, 'content-type': 'application/json' };
  const invite = ({ url }) => throughput(url, headers, SECONDS, { requests });
  moveTo(1);
  const { steward: own, bare: byHand } = await interleave(SHORT ? 5 : 7, {
    steward: () => invite(steward),
    bare: () => invite(bare),
  });
  const { invitations, entries, mails } = await written(world);
  if (entries < invitations || mails < invitations)
    throw new Error(`${invitations} invitations, ${entries} entries, ${mails} mails`);
  report(
    row(
      'an invitation with audit entry and outbox',
      'requests/s',
      own,
      { name: 'the same statements by hand', value: byHand },
      atLeast(0.8),
    ),
  );
  stopServers();
});
