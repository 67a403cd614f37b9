// Runs where there is an Electron: how long from the process to a dashboard that is painted from what was kept, and how
// much memory all processes hold, beside a blank window. Writes what it found to the file that it is given.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron } from '@playwright/test';
import { apiClient, registerPerson } from '../../e2e/support/api.ts';
import { invoke } from '../../e2e/support/bridge.ts';
import { ROOT } from '../../e2e/support/launch.ts';
import { startServer } from '../../e2e/support/server.ts';
import { interleave } from '../lib/measure.js';

const [target, runs] = process.argv.slice(2);
const IDLE_MS = 4000;
const BLANK = join(ROOT, 'bench', 'electron', 'blank');
const dataDir = mkdtempSync(join(tmpdir(), 'steward-bench-electron-'));

const launch = (...args) => _electron.launch({ args: ['--no-sandbox', ...args] });
const isPainted = () => document.documentElement.dataset.painted === 'home';
const isThere = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))));

/** A process and all that descend from it. */
function family(pid) {
  const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const one of found) for (const [child, parent] of all) if (parent === one) found.push(child);
  return found;
}

/** Megabytes that these processes hold, each page shared by several counted in parts. */
function megabytes(pids) {
  let kilobytes = 0;
  for (const pid of pids) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]);
    } catch (error) {
      // A process may have ended since it was listed.
      if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
    }
  }
  return kilobytes / 1024;
}

/** Milliseconds from the start to what counts as there, and megabytes once nothing happens any more. */
async function start(args, condition) {
  const from = performance.now();
  const electron = await launch(...args);
  const page = await electron.firstWindow();
  await page.waitForFunction(condition);
  const milliseconds = performance.now() - from;
  await sleep(IDLE_MS);
  const held = megabytes(family(electron.process().pid));
  await electron.close();
  return { start: milliseconds, memory: held };
}

const server = await startServer();
const ada = await registerPerson(apiClient(server.url), 'ada', { first: 'Ada', last: 'Byron' });
const organization = { id: 'radiology', name: 'Radiology', billing_email: 'billing@radiology.example' };
await ada.api.call('organizations.create', { params: { user_id: 'me' }, body: { organizations: [organization] } });
const first = await launch(ROOT, '--data', dataDir);
const page = await first.firstWindow();
await page.waitForLoadState();
await invoke(page, 'accounts.add_with_token', { url: server.url, token: ada.token });
await page.reload();
await page.waitForFunction(isPainted);
await first.close();

const found = await interleave(Number(runs), {
  steward: () => start([ROOT, '--data', dataDir], isPainted),
  blank: () => start([BLANK], isThere),
});
await server.dispose();
writeFileSync(target, JSON.stringify(found));
