import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSource } from '../src/renderer/features/invitations/desk/read-source.ts';
import { judgeRows } from '../src/renderer/features/invitations/desk/row-state.ts';

/**
 * How many rows a second the invite desk reads, and the server checks: `node_modules/.bin/node bench/invite-desk.js`.
 * Both must grow with the rows and no faster; the server answers at least 2,000 rows a second.
 */
const SIZES = [500, 1000, 2000];
const ROUNDS = 5;
const ROOT = join(import.meta.dirname, '..');

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function timed(work) {
  const took = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    await work();
    took.push(performance.now() - begun);
  }
  return median(took);
}

const say = (what, rows, ms) =>
  console.log(
    `${what.padEnd(24)} ${String(rows).padStart(6)} rows ${ms.toFixed(1).padStart(9)} ms ${Math.round(
      (rows / ms) * 1000,
    )
      .toLocaleString('en-GB')
      .padStart(12)} rows/s`,
  );

async function benchReading() {
  const defaults = { role: 'organization_user', teams: [] };
  const teams = Array.from({ length: 40 }, (_, index) => ({ id: `team-${index}`, name: `Team ${index}` }));
  for (const count of [2000, 5000, 20_000]) {
    const rows = Array.from(
      { length: count },
      (_, index) =>
        `"Müller; ""Mia"" ${index}";mia.${index}@kliniken.example;Organization User;"Team ${index % 40}, team-1"`,
    );
    const text = `\ufeff${['Name;E-mail;Role;Teams', ...rows].join('\r\n')}\r\n`;
    const file = { name: 'people.csv', encoding: 'UTF-8' };
    say(
      'read a CSV and judge it',
      count,
      await timed(() => judgeRows(readSource({ text, file, mapping: null }, defaults, teams).rows, new Map())),
    );
    const pasted = rows.map((_, index) => `Mia Müller <mia.${index}@kliniken.example>`).join(', ');
    say(
      'read a pasted block',
      count,
      await timed(() =>
        judgeRows(readSource({ text: pasted, file: null, mapping: null }, defaults, teams).rows, new Map()),
      ),
    );
  }
}

async function startServer(folder) {
  const ready = join(folder, 'ready.json');
  const flags = ['--data', join(folder, 'data'), '--port', '0', '--ready-file', ready];
  const child = spawn(process.execPath, [join(ROOT, 'src/server/index.ts'), ...flags], {
    stdio: 'ignore',
    env: { ...process.env, STEWARD_LOG_LEVEL: 'warn' },
  });
  for (;;) {
    const text = await readFile(ready, 'utf8').catch(() => '');
    if (text.endsWith('\n')) return { child, url: JSON.parse(text).url };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function benchChecking(url) {
  let token;
  const post = async (path, body) => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Key ${token}` }) };
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const [email, password] = ['ada@lab.example', 'a long way to go 7'];
  await post('/v2/users', {
    user: { id: 'ada', first_name: 'Ada', last_name: 'Byron', primary_email: email },
    password,
  });
  token = (await post('/v2/sessions', { email, password })).key.id;
  await post('/v2/users/me/organizations', { organizations: [{ id: 'lab', name: 'Lab', billing_email: email }] });
  const people = Array.from({ length: 4000 }, (_, index) => ({
    email: `p${index}@lab.example`,
    role_id: 'organization_user',
  }));
  // Half of those who are checked are invited already.
  await post('/v2/organizations/lab/invitations', { invitations: people.filter((_, index) => index % 2 === 0) });
  for (const count of SIZES)
    say(
      'check on the server',
      count,
      await timed(() => post('/v2/organizations/lab/invitations/check', { invitations: people.slice(0, count) })),
    );
}

await benchReading();
const folder = await mkdtemp(join(tmpdir(), 'steward-bench-'));
const { child, url } = await startServer(folder);
try {
  await benchChecking(url);
} finally {
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  await rm(folder, { recursive: true, force: true });
}
