/**
 * Runs inside a D-Bus session of its own (see keytar.keyring.test.ts): does the steps of its argument with the real
 * secret store and prints what each gave, as one JSON array.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type ChildPort, forkChild } from '../../lib/child-port.ts';
import { silentLogger } from '../../lib/logger.ts';
import { createOsSecretStore } from '../os-secret-store.ts';
import { KEYCHAIN_SERVICE, KeychainError } from '../secret-store.ts';

let child: ChildPort | undefined;
const entry = join(import.meta.dirname, '..', 'keytar-process.ts');
const start = () => {
  child = forkChild({ entry, log: silentLogger });
  return child;
};
const store = createOsSecretStore({ start, log: silentLogger });

const gdbus = (method: string, argument: string) => {
  const to = ['--dest', 'org.freedesktop.secrets', '--object-path', '/org/freedesktop/secrets'];
  execFileSync('gdbus', ['call', '--session', ...to, '--method', `org.freedesktop.Secret.Service.${method}`, argument]);
};

/** The process that owns the keyring's name on the bus, or null. Doesn't start one. */
function serviceProcess(): number | null {
  const asked = spawnSync('gdbus', [
    ...['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
    ...['--method', 'org.freedesktop.DBus.GetConnectionUnixProcessID', 'org.freedesktop.secrets'],
  ]);
  const pid = /uint32 (\d+)/.exec(asked.stdout.toString())?.[1];
  return pid === undefined ? null : Number(pid);
}

/** What keytar itself answers, in a process that does not look at the lock first. */
const raw = (name: string) =>
  new Promise((resolve) => {
    const direct = start();
    direct.onMessage((message) => {
      resolve((message as { value: unknown }).value);
      direct.kill();
    });
    direct.send({ request: 1, op: 'get', name });
  });

const steps: Record<string, (argument: string) => unknown> = {
  status: () => store.status(),
  unlock: () => store.unlock(),
  get: (name) => store.get(name),
  set: async (pair) => {
    await store.set(pair.split('=')[0] ?? '', pair.split('=')[1] ?? '');
    return 'kept';
  },
  delete: async (name) => {
    await store.delete(name);
    return 'deleted';
  },
  lock: () => gdbus('Lock', "['/org/freedesktop/secrets/collection/login']"),
  raw,
  kill: async () => {
    const ended = new Promise<void>((resolve) => child?.onExit(() => resolve()));
    child?.kill();
    await ended;
  },
  /** Another program changes what we keep. */
  alter: (pair) => {
    const [name = '', value = ''] = pair.split('=');
    const attributes = ['service', KEYCHAIN_SERVICE, 'account', name];
    execFileSync('secret-tool', ['store', '--label', 'x', ...attributes], { input: value });
    return 'altered';
  },
  /** Our process is killed while it is asked. */
  interrupted: async (name) => {
    const asked = store.get(name);
    await new Promise((resolve) => setTimeout(resolve, 1));
    child?.kill();
    return asked;
  },
  /** The keyring's own service goes away, and may come back as another one. */
  stop: async () => {
    const pid = serviceProcess();
    if (pid === null) throw new Error('no keyring has the name on the bus');
    process.kill(pid, 'SIGKILL');
    // Until the bus has noticed: it may have started another by then.
    while (serviceProcess() === pid) await new Promise((resolve) => setTimeout(resolve, 20));
    return 'stopped';
  },
  tool: (name) => {
    try {
      return execFileSync('secret-tool', ['lookup', 'service', KEYCHAIN_SERVICE, 'account', name]).toString().trim();
    } catch {
      return '';
    }
  },
};

const results: unknown[] = [];
for (const text of (process.argv[2] ?? '').split(' ')) {
  const [name = '', ...rest] = text.split(':');
  try {
    results.push({ value: await steps[name]?.(rest.join(':')) });
  } catch (error) {
    results.push({ kind: error instanceof KeychainError ? error.kind : String(error) });
  }
}
process.stdout.write(JSON.stringify(results));
await store.close();
process.exit(0);
