import { rmSync } from 'node:fs';
import { runBeside } from './children.js';
import { findChromium } from './chromium.js';
import { electronObstacle, installedElectron } from './electron.js';
import { findProgram } from './programs.js';
import { inRoot, projectEnv, projectNode, tool } from './root.js';
import { readPlaywright } from './tally.js';
import { say } from './terminal.js';
import { passedOn } from './test-time.js';
import { testWorkers } from './workers.js';

/**
 * Journeys about pages alone. The page, the core behind it and the server are the same files in either host. What differs
 * (the bridge, windows, the keychain, files that are saved, how it starts and ends) has journeys of its own, which run in
 * both, and so has the walk through all pages. Where both hosts are there, these run in the browser only, which takes a
 * third less time.
 */
const ABOUT_PAGES = [
  'access',
  'accessibility',
  'accessibility-dialogs',
  'apps',
  'costs',
  'fleet',
  'home',
  'keyboard',
  'offboard',
  'palette',
  'password',
  'roles',
  'security',
  'teams',
];
const BUT_THOSE_ABOUT_PAGES = `--grep-invert=(^| )(${ABOUT_PAGES.join('|')})\\.spec\\.ts `;

const playwright = () => [projectNode(), tool('@playwright', 'test', 'cli.js')];

async function journeys(project, prefix, env, more = [], name = project) {
  const out = inRoot('test-results', name);
  rmSync(out, { recursive: true, force: true });
  // A runner may pass on nothing of the environment.
  const options = [`--project=${project}`, `--workers=${testWorkers()}`, ...more];
  const [program, ...args] = [...prefix, 'test', ...options];
  const { code } = await runBeside(name, program, args, { env: projectEnv(env) });
  return readPlaywright(`${out}/report.json`, code);
}

/** Runs the journeys in these files, or all; `name` is that of the folder in test-results that gets their report. */
export async function browserJourneys({ files = [], env = {}, name = 'browser' } = {}) {
  if (findChromium() === undefined) return { skipped: 'Chromium is missing' };
  return journeys('browser', playwright(), { ...env, OUT: inRoot('test-results', name) }, files, name);
}

/**
 * How to run a program with Electron here: through the command in STEWARD_ELECTRON_RUN, or directly where it can; a
 * sentence where it cannot. Such a runner may show the checkout elsewhere: the program comes from the PATH that it sets.
 */
export function electronPrefix(inRunner, directly = [inRunner]) {
  // A runner starts programs in an environment of its own: the time at which all happens is passed by hand.
  const time = Object.entries(passedOn(process.env)).map(([name, value]) => `${name}=${value}`);
  if (process.env.STEWARD_ELECTRON_RUN) return [process.env.STEWARD_ELECTRON_RUN, 'env', ...time, inRunner];
  if (installedElectron() === undefined) return 'Electron is not installed';
  const needsScreen = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  if (needsScreen && findProgram('xvfb-run') === undefined) return 'there is no display';
  const obstacle = electronObstacle({ ...process.env, DISPLAY: process.env.DISPLAY || 'xvfb' });
  if (obstacle !== undefined) return obstacle;
  return [...(needsScreen ? ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24'] : []), ...directly];
}

export async function electronJourneys() {
  const prefix = electronPrefix('playwright', playwright());
  if (typeof prefix === 'string') return { skipped: prefix };
  const env = process.env.STEWARD_ELECTRON_RUN ? {} : { OUT: inRoot('test-results', 'electron') };
  return journeys('electron', prefix, env, findChromium() === undefined ? [] : [BUT_THOSE_ABOUT_PAGES]);
}

export function saySkipped(name, { skipped }) {
  if (skipped !== undefined) say(`  skipped: ${name}, since ${skipped}`);
}
