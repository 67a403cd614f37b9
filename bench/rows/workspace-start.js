// From the start of the process to a workspace that answers, in a new folder and in the same one again, beside copying
// the folder and opening bare PGlite. The built server, as the application ships it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot, projectNode } from '../../scripts/lib/root.js';
import { moveTo } from '../lib/cores.js';
import { interleave } from '../lib/measure.js';
import { report, SHORT } from '../lib/report.js';
import { atMost, row } from '../lib/row.js';

const TEMPLATE = inRoot('resources', 'database');

/** Milliseconds until the process says that it is ready. It has ended when this returns. */
async function start(file, args) {
  const from = performance.now();
  const child = fork(file, args, {
    execPath: projectNode(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const [said] = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => {
      throw new Error(`${file} ended with ${code}`);
    }),
  ]);
  if (said.type !== 'ready') throw new Error(`${file} said ${JSON.stringify(said)}`);
  const taken = performance.now() - from;
  child.disconnect();
  await ended;
  return taken;
}

const steward = (folder) => start(inRoot('out', 'main', 'server.js'), ['--embedded', '--port', '0', '--data', folder]);
const bare = (folder) => start(inRoot('bench', 'peers', 'bare-pglite.js'), [join(folder, 'pgdata'), TEMPLATE]);

/** A first start in a new folder, and a second one there. */
const twice = (run) => async () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  try {
    return { first: await run(folder), later: await run(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

moveTo(1);
const found = await interleave(SHORT ? 5 : 9, { steward: twice(steward), bare: twice(bare) });
for (const [part, name] of [
  ['first', 'embedded workspace, first start'],
  ['later', 'embedded workspace, later start'],
])
  report(
    row(
      name,
      'ms',
      found[`steward.${part}`],
      { name: 'copying and bare PGlite', value: found[`bare.${part}`] },
      atMost(2),
    ),
  );
