import { Agent, request } from 'node:http';
import { createRandom } from '../../src/server/sample-data/random.ts';

/**
 * Many connections from a process of their own: each asks, waits for the answer, and asks again. It says how every
 * request ended, and which changes were acknowledged.
 */
interface Job {
  readonly urls: readonly string[];
  readonly token: string;
  readonly connections: number;
  readonly seconds: number;
  readonly seed: number;
}

const job = JSON.parse(process.argv[2] ?? '{}') as Job;
const random = createRandom(job.seed);
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const codes: Record<string, number> = {};
const acknowledged: string[] = [];
const latencies: number[] = [];
let made = 0;
let stopping = false;

const send = (url: string, method: string, body?: object): Promise<number> =>
  new Promise((resolve) => {
    const headers = { authorization: `Key ${job.token}`, ...(body && { 'content-type': 'application/json' }) };
    const sent = request(url, { method, agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', () => resolve(0));
    });
    sent.on('error', () => resolve(0));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });

const READS = [
  '/v2/organizations/target/members?per_page=50',
  '/v2/organizations/target/teams?per_page=50',
  '/v2/users/me',
];

async function connection(index: number, until: number): Promise<void> {
  const base = job.urls[index % job.urls.length] ?? '';
  while (performance.now() < until && !stopping) {
    const begun = performance.now();
    let code: number;
    if (random.between(0, 9) < 8) code = await send(base + random.pick(READS), 'GET');
    else {
      made += 1;
      const id = `l${job.seed}-${made}`;
      const invitation = { email: `${id}@load.example`, role_id: 'organization_user' };
      code = await send(`${base}/v2/organizations/target/invitations`, 'POST', { invitations: [invitation] });
      if (code === 200) acknowledged.push(invitation.email);
    }
    codes[code] = (codes[code] ?? 0) + 1;
    latencies.push(performance.now() - begun);
    // A deliberate "later" is obeyed, for less than it asks: that is the point of the attack.
    if (code === 429 || code === 503) await new Promise((resolve) => setTimeout(resolve, 200));
    if (code === 0 && stopping) return;
  }
}

process.on('message', () => {
  stopping = true;
});
const until = performance.now() + job.seconds * 1000;
await Promise.all(Array.from({ length: job.connections }, (_, index) => connection(index, until)));
latencies.sort((a, b) => a - b);
const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
process.send?.({ codes, acknowledged, requests: latencies.length, median: at(0.5), p99: at(0.99) }, () =>
  process.exit(0),
);
