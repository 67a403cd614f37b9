import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { removeInTheEnd, start } from './children.js';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
  'brave-browser',
];

function places(env, platform) {
  if (platform === 'darwin')
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (platform === 'win32')
    return [env['ProgramFiles(x86)'], env.ProgramFiles, env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
  return NAMES.flatMap((name) => (env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
}

/** A browser of Chromium's family; STEWARD_CHROMIUM names another one. */
export const findChromium = (env = process.env, platform = process.platform) =>
  [env.STEWARD_CHROMIUM, ...places(env, platform)].find((file) => file && existsSync(file));

/** Chromium's sandbox does not run as root. This is the browser that shows our page, not the product. */
export const sandboxFlags = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** It shows one page: everything that calls home or asks questions is off. */
const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
  '--metrics-recording-only',
  '--password-store=basic',
];

/** A window without address bar, in a profile of its own that is removed afterwards. */
export function openAppWindow(program, link) {
  const profile = removeInTheEnd(mkdtempSync(join(tmpdir(), 'steward-browser-')));
  const flags = [`--user-data-dir=${profile}`, ...QUIET, ...sandboxFlags(), '--window-size=1280,860', `--app=${link}`];
  return start(program, flags, { stdio: 'ignore' });
}
