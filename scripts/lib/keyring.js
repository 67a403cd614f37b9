import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, firstLine, removeInTheEnd, start } from './children.js';
import { findProgram } from './programs.js';
import { warn } from './terminal.js';

/** Tests lock it and unlock it again with this. */
const PASSWORD = 'pw';
const TRIES = 200;
const PAUSE_MS = 50;

const PROGRAMS = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'];

/** Whether a keychain of our own can be started here. */
export const canStartKeyring = () =>
  process.platform === 'linux' && PROGRAMS.every((program) => findProgram(program) !== undefined);

async function isOwned(env) {
  const question = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/'];
  const name = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const { output } = await capture('dbus-send', [...question, ...name], { env });
  return output.includes('true');
}

async function waitForSecrets(env) {
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (await isOwned(env)) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return false;
}

/**
 * A D-Bus session and an unlocked keychain (Secret Service) of their own in a temporary folder, never the user's.
 * Answers the environment in which programs find them; an empty one where that cannot be. Both end with us.
 */
export async function startKeyring() {
  if (!canStartKeyring()) return {};
  const folder = removeInTheEnd(mkdtempSync(join(tmpdir(), 'steward-keyring-')));
  const place = {
    XDG_RUNTIME_DIR: join(folder, 'run'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    NO_AT_BRIDGE: '1',
  };
  mkdirSync(place.XDG_RUNTIME_DIR, { mode: 0o700 });
  // Its socket would otherwise stay in the folder for all temporary files.
  const socket = `--address=unix:path=${join(place.XDG_RUNTIME_DIR, 'bus')}`;
  const bus = start('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1', socket], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...place },
  });
  const address = await firstLine(bus);
  const env = { ...place, DBUS_SESSION_BUS_ADDRESS: address ?? '' };
  const whole = { ...process.env, ...env };
  const daemon = start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: whole,
  });
  daemon.stdin.on('error', () => undefined);
  daemon.stdin.end(PASSWORD);
  if (!(await waitForSecrets(whole))) warn('The keychain for the tests did not start.');
  return env;
}
