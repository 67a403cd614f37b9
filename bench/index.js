/**
 * `npm run bench -- [--json FILE] [--only NAME] [--short]`: Steward beside its peers and limits, one table in the end.
 * Each file of rows/ is a process of its own; those of one file run their contestants in turn.
 */
import { fork } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../scripts/lib/build.js';
import { runScript } from '../scripts/lib/main.js';
import { findPostgres, startPostgres } from '../scripts/lib/postgres.js';
import { projectEnv, projectNode } from '../scripts/lib/root.js';
import { Stop, say, step, warn } from '../scripts/lib/terminal.js';
import { ensurePeers } from './lib/peers.js';
import { table } from './lib/table.js';

const ROWS = join(import.meta.dirname, 'rows');
const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' }, short: { type: 'boolean', default: false } },
});

/** Runs one file of rows: its rows, or one that says why there are none. */
function measure(name, env) {
  const child = fork(join(ROWS, `${name}.js`), [], {
    execPath: projectNode(),
    env: projectEnv({ ...env, STEWARD_BENCH_SHORT: values.short ? '1' : '' }),
  });
  const rows = [];
  child.on('message', (row) => rows.push(row));
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      if (code === 0) return resolve(rows);
      const problem = `ended with ${signal ?? code} before it had measured`;
      resolve([...rows, { name, metric: '', ours: null, against: null, ratio: null, goal: '', met: false, problem }]);
    });
  });
}

await runScript(async () => {
  const all = readdirSync(ROWS)
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.slice(0, -3));
  const wanted = all.filter((name) => values.only === undefined || name.includes(values.only));
  if (wanted.length === 0) throw new Stop(`--only names none of: ${all.join(', ')}`);
  await ensurePeers();
  const { ok, output } = await ensureBuild();
  if (!ok) throw new Stop(output);
  const bin = findPostgres();
  if (bin === undefined) warn('PostgreSQL is missing: what needs it is not measured.');
  const database = process.env.STEWARD_TEST_DATABASE_URL ?? (bin && (await startPostgres(bin)));
  const rows = [];
  for (const name of wanted) {
    step(name);
    rows.push(...(await measure(name, { STEWARD_TEST_DATABASE_URL: database })));
  }
  say(`\n${table(rows)}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rows }, null, 2)}\n`);
  return rows.some((row) => row.problem !== undefined) ? 1 : 0;
});
