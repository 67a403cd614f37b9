import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './children.js';
import { step, warn } from './terminal.js';

/** Debian's packages, by what they are needed for. */
export const PACKAGES = {
  /** To build the keychain module. */
  build: ['libsecret-1-dev', 'build-essential', 'python3', 'pkg-config'],
  /** A keychain for the desktop. */
  keychain: ['dbus', 'gnome-keyring'],
  browser: ['chromium'],
  test: ['xvfb', 'xauth', 'postgresql', 'libsecret-tools', 'libglib2.0-bin', 'poppler-utils'],
};

const isRoot = () => process.getuid?.() === 0;
const hasApt = () => existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-query');

function isInstalled(name) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholder
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8' });
  return stdout === 'installed';
}

/** The packages that are missing here; none where the system is not Debian's kin. */
export const missingPackages = (names) => (hasApt() ? names.filter((name) => !isInstalled(name)) : []);

export const installCommand = (names) => `sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`;

/** Installs what is missing where we may; otherwise says the command. Never stops the caller. */
export async function ensurePackages(names, why) {
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  if (!isRoot()) {
    warn(`Missing ${why}: ${missing.join(', ')}. To install: ${installCommand(missing)}`);
    return;
  }
  step(`Installing ${missing.join(', ')} (${why})`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Its own chatter is of interest only where something fails, and apt then says so on standard error.
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  await run('apt-get', ['update', '-qq'], options);
  const { code } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options);
  if (code !== 0) warn(`That did not work. To try by hand: ${installCommand(missing)}`);
}
