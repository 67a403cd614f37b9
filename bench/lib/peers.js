import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchesLock, npm } from '../../scripts/lib/modules.js';
import { Stop, step } from '../../scripts/lib/terminal.js';

const BENCH = join(import.meta.dirname, '..');
const readJson = (...parts) => {
  try {
    return JSON.parse(readFileSync(join(BENCH, ...parts), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Installs what Steward is measured against: a package of its own, so that nothing of it reaches the application. */
export async function ensurePeers() {
  if (matchesLock(readJson('package-lock.json'), readJson('node_modules', '.package-lock.json'))) return;
  step('Installing the peers (npm ci in bench/)');
  const { code } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', BENCH]);
  if (code !== 0) throw new Stop('npm ci failed in bench/; its message is above.');
}
