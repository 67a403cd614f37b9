import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectNode } from '../../scripts/lib/root.js';
import { onServersCore } from './cores.js';

const ROOT = join(import.meta.dirname, '..', '..');
const running = new Set();

/** Starts a peer of ../peers on the servers' core; answers what it says first. It ends with this process. */
export function startPeer(name, ...args) {
  return startOn(join(ROOT, 'bench', 'peers', `${name}.js`), args.map(String));
}

/** Starts Steward's server on a database, on the servers' core; answers its URL and its process id. */
export async function startSteward(database) {
  return startOn(join(ROOT, 'bench', 'peers', 'steward.js'), [database]);
}

function startOn(file, args) {
  const profile = process.env.STEWARD_BENCH_PROFILE;
  const options = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const [program, all] = onServersCore(projectNode(), [...options, file, ...args]);
  const child = spawn(program, all, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  running.add(child);
  return new Promise((resolve, reject) => {
    child.once('message', (said) => resolve({ ...said, pid: child.pid }));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

/** Ends all that was started here: each ends by itself once nobody listens. */
export function stopServers() {
  for (const child of running) child.disconnect();
}
