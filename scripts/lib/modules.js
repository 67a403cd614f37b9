import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './children.js';
import { inRoot, projectNode } from './root.js';
import { ensurePackages, PACKAGES } from './system-packages.js';
import { Stop, step, warn } from './terminal.js';

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** Whether what npm says it installed is what the lock file wants: every version, and nothing but optional ones absent. */
export function matchesLock(lock, installed) {
  if (lock === undefined || installed === undefined) return false;
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  const isThere = ([path, entry]) => {
    const found = installed.packages[path];
    return found === undefined
      ? entry.optional === true || entry.devOptional === true
      : found.version === entry.version;
  };
  return wanted.every(isThere) && Object.keys(installed.packages).every((path) => lock.packages[path] !== undefined);
}

const isInstalled = () =>
  projectNode() !== undefined &&
  matchesLock(readJson(inRoot('package-lock.json')), readJson(inRoot('node_modules', '.package-lock.json')));

/** The Node that npm itself runs on: ours, in node_modules, comes and goes with an installation. */
const npmNode = (env) => env.npm_node_execpath ?? process.execPath;

/** Building keytar needs Node's headers: that Node's own where it has them, since no other place may be configured. */
export function headersEnv(env = process.env, node = npmNode(env)) {
  const prefix = dirname(dirname(node));
  const isSet = Object.keys(env).some((name) => name.toLowerCase() === 'npm_config_nodedir');
  return !isSet && existsSync(join(prefix, 'include', 'node', 'node.h')) ? { npm_config_nodedir: prefix } : {};
}

/** Runs npm with these arguments; answers how it ended. */
export function npm(args) {
  const env = { ...process.env, ...headersEnv() };
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return run(npmNode(process.env), [cli, ...args], { env });
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { env, shell: process.platform === 'win32' });
}

const hasKeytar = () => existsSync(inRoot('node_modules', 'keytar', 'build', 'Release', 'keytar.node'));

/** Installs the npm packages. Without keytar's native part Steward still runs, and keeps tokens in memory only. */
export async function ensureModules() {
  if (isInstalled()) return;
  await ensurePackages(PACKAGES.build, 'to build the keychain module');
  step('Installing npm packages (npm ci)');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await npm(args)).code !== 0) {
    step('Installing npm packages without their own build steps');
    if ((await npm([...args, '--ignore-scripts'])).code !== 0) throw new Stop('npm ci failed; its message is above.');
    await npm(['rebuild', 'node', '--loglevel=error']);
  }
  if (projectNode() === undefined) throw new Stop('Node 24 is missing: the package "node" could not be installed.');
  if (!hasKeytar())
    warn(
      'The keychain module could not be built, so Steward will keep tokens in memory only. ' +
        'Install libsecret (Debian: libsecret-1-dev, Fedora: libsecret-devel, Arch: libsecret) and a C++ compiler, then run: npm rebuild keytar',
    );
}
