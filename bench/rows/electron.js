// Steward in the real Electron beside a blank window: from the process to the dashboard, and the memory of all processes.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { electronPrefix } from '../../scripts/lib/journeys.js';
import { inRoot } from '../../scripts/lib/root.js';
import { report, SHORT } from '../lib/report.js';
import { atMost, missing, row } from '../lib/row.js';

const START = ['spawn to the cached dashboard, Electron', 'ms', atMost(2)];
const MEMORY = ['memory of all processes, idle on the dashboard', 'MB', atMost(1.5)];
const RESULT = 'bench-electron.json';

/** A runner of its own may show the checkout elsewhere, and copies what is left in OUT to test-results/electron. */
const runner = process.env.STEWARD_ELECTRON_RUN;
const out = inRoot('test-results', 'electron', RESULT);
rmSync(out, { force: true });
const prefix = electronPrefix('node');
if (typeof prefix === 'string')
  for (const [name, metric, goal] of [START, MEMORY]) report(missing(name, metric, goal, prefix));
else {
  const target = runner ? `"$OUT/${RESULT}"` : `"${out}"`;
  const [program, ...args] = [
    ...prefix.slice(0, -1),
    'bash',
    '-c',
    `mkdir -p "$(dirname ${target})" && node bench/electron/measure.js ${target} ${SHORT ? 5 : 7}`,
  ];
  const { status } = spawnSync(program, args, { cwd: inRoot(), stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0 || !existsSync(out)) throw new Error(`the measurement in Electron ended with ${status}`);
  const found = JSON.parse(readFileSync(out, 'utf8'));
  for (const [part, [name, metric, goal]] of [
    ['start', START],
    ['memory', MEMORY],
  ])
    report(
      row(name, metric, found[`steward.${part}`], { name: 'a blank window', value: found[`blank.${part}`] }, goal),
    );
}
