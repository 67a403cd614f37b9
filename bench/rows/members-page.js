// The first 50 of 100,000 members over HTTP, with a token: Steward, the least that could serve it, and better-auth.

import { fillMembers, settle } from '../../src/server/testing/crowd.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import { moveTo } from '../lib/cores.js';
import { withDatabase, withWorld } from '../lib/database.js';
import { throughput } from '../lib/load.js';
import { interleave } from '../lib/measure.js';
import { report, SHORT } from '../lib/report.js';
import { atLeast, row } from '../lib/row.js';
import { startPeer, startSteward, stopServers } from '../lib/server.js';

const MEMBERS = 100_000;
const SECONDS = SHORT ? 1 : 4;

/** What is the same in two answers: all but the request's own id. */
const answer = async (url, headers) => (await (await fetch(url, { headers })).text()).replace(/"req_id":"[^"]*"/, '');

await withWorld((world, database) =>
  withDatabase(async (other) => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    await fillMembers(world, org_id, 1, MEMBERS);
    await settle(world);
    const headers = { authorization: `Key ${admin.token}` };
    const path = `/v2/organizations/${org_id}/members?per_page=50`;
    const steward = await startSteward(database);
    const bare = await startPeer('bare-members', database);
    const better = await startPeer('better-auth', other, MEMBERS);
    const [ours, theirs] = [await answer(steward.url + path, headers), await answer(bare.url + path, headers)];
    if (ours !== theirs) throw new Error(`the answers differ:\n${ours.slice(0, 600)}\n${theirs.slice(0, 600)}`);
    moveTo(1);
    const {
      steward: own,
      bare: least,
      better: plugin,
    } = await interleave(SHORT ? 5 : 7, {
      steward: () => throughput(steward.url + path, headers, SECONDS),
      bare: () => throughput(bare.url + path, headers, SECONDS),
      better: () => throughput(better.url, better.headers, SECONDS),
    });
    const name = 'member list, 50 of 100,000';
    report(row(name, 'requests/s', own, { name: 'bare Fastify and pg', value: least }, atLeast(0.8)));
    report(row(name, 'requests/s', own, { name: 'better-auth', value: plugin }, atLeast(8)));
    stopServers();
  }),
);
