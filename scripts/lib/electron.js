import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './children.js';
import { hasStamp, writeStamp } from './fingerprint.js';
import { CACHE, inRoot, projectEnv, projectNode } from './root.js';
import { step } from './terminal.js';

const DOWNLOAD_MS = 180_000;
const EXECUTABLE =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';

/** Where Electron's program is, if it is there: `ELECTRON_OVERRIDE_DIST_PATH` is its own variable. */
export function installedElectron(env = process.env) {
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH || inRoot('node_modules', 'electron', 'dist');
  const program = join(dist, EXECUTABLE);
  return existsSync(program) ? program : undefined;
}

/** A failed download is tried again the next day, or for another version. */
const failureOfToday = () => {
  const { version } = JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8'));
  return `${version} ${new Date().toISOString().slice(0, 10)}`;
};

/** The program, downloaded where it is missing: one attempt a day, in bounded time. */
export async function findElectron() {
  const found = installedElectron();
  if (found !== undefined || process.env.ELECTRON_OVERRIDE_DIST_PATH) return found;
  const stamp = join(CACHE, 'electron-download-failed');
  if (hasStamp(stamp, failureOfToday())) return undefined;
  step('Downloading Electron');
  const install = inRoot('node_modules', 'electron', 'install.js');
  await capture(projectNode(), [install], { env: projectEnv(), timeout: DOWNLOAD_MS, killSignal: 'SIGKILL' });
  const downloaded = installedElectron();
  if (downloaded === undefined) writeStamp(stamp, failureOfToday());
  return downloaded;
}

/** Why Electron cannot open a window here although it may be installed; undefined where nothing speaks against it. */
export function electronObstacle(env = process.env, platform = process.platform, uid = process.getuid?.()) {
  if (platform !== 'linux') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display';
  if (uid === 0) return "Electron's sandbox does not run as root";
  return undefined;
}
