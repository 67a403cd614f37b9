import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../attack.ts';

const root = join(import.meta.dirname, '..', '..');
const built = join(root, 'out', 'main', 'server.js');
/** The server as it is shipped where it is built, else its sources. */
export const SERVER = existsSync(built) ? built : join(root, 'src', 'server', 'index.ts');
const ENV = { ...process.env, STEWARD_LOG_LEVEL: 'error', NODE_OPTIONS: '' };

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote, to both streams. */
  readonly said: string;
}

/** Runs the server's command line, which the attack ends at last; `wrap` runs it by another program, such as prlimit. */
export function cli(context: Context, args: readonly string[], wrap: readonly string[] = []) {
  const [program = process.execPath, ...rest] = [...wrap, process.execPath, SERVER, ...args];
  const child = spawn(program, rest, { env: ENV, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000);
    });
  const ended: Promise<Ended> = once(child, 'close').then(([code, signal]) => ({ code, signal, said }));
  context.atEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  return { child, ended, said: () => said };
}

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** From the start of the process until it listened, in milliseconds. */
  readonly openedInMs: number;
  readonly ended: Promise<Ended>;
  said(): string;
}

/** Starts a server and waits until it listens. Throws with what it said where it ends instead. */
export async function startServer(
  context: Context,
  folder: string,
  args: readonly string[],
  wrap: readonly string[] = [],
): Promise<ServerProcess> {
  const ready = join(folder, 'ready.json');
  rmSync(ready, { force: true });
  const begun = performance.now();
  const { child, ended, said } = cli(context, ['--port', '0', '--ready-file', ready, ...args], wrap);
  while (!existsSync(ready)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended: ${said()}`);
    await sleep(4);
  }
  const openedInMs = performance.now() - begun;
  const { url } = JSON.parse(readFileSync(ready, 'utf8')) as { url: string };
  return { url, child, openedInMs, ended, said };
}
