import { utilityProcess } from 'electron';
import type { ChildPort } from '../lib/child-port.ts';
import type { Logger } from '../lib/logger.ts';

interface UtilityOptions {
  readonly entry: string;
  readonly name: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
}

/** Packages that we use `require` ES modules; Node before 22 must be told that this is allowed. */
const NODE_FLAGS = Number.parseInt(process.versions.node, 10) < 22 ? '--experimental-require-module' : undefined;

function defined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/**
 * Starts `entry` as one of Electron's utility processes: a Node process that needs no `ELECTRON_RUN_AS_NODE`, which the
 * packaged app turns off. In it `process.parentPort` is the way to us.
 */
export function startUtility({ entry, name, args = [], env, log }: UtilityOptions): ChildPort {
  const child = utilityProcess.fork(entry, [...args], {
    serviceName: name,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: defined({ ...process.env, NODE_OPTIONS: NODE_FLAGS, ...env }),
  });
  let ended: { code: number | null } | undefined;
  child.once('exit', (code) => {
    ended = { code };
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      for (const line of data.toString('utf8').split('\n'))
        if (line.trim() !== '') log.debug({ child: name }, line.slice(0, 2000));
    });
  return {
    send: (message) => {
      if (ended === undefined) child.postMessage(message);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      if (ended === undefined) child.once('exit', (code) => listener(code));
      else queueMicrotask(() => listener(ended?.code ?? null));
    },
    kill: () => {
      // Its own `kill` only asks (SIGTERM); the caller wants it gone.
      if (ended === undefined && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}
