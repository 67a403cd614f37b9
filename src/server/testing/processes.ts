import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { type ChildMessage, childMessage } from '../../contract/child.ts';
import { readArguments } from '../arguments.ts';
import { type RunningServer, startServer } from '../start.ts';

const ENTRY = join(import.meta.dirname, '..', 'index.ts');
const ENV = { ...process.env, STEWARD_LOG_LEVEL: 'silent', NODE_OPTIONS: '' };

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function endAfterTest(child: ChildProcess): void {
  onTestFinished(async () => {
    if (hasEnded(child)) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
}

/**
 * Starts the server in this process, where a process of its own would add nothing but its start: reading all TypeScript
 * sources takes longer than most tests. The test closes it.
 */
export function serveHere(...args: string[]): Promise<RunningServer> {
  const given = readArguments(['--port', '0', ...args]);
  return startServer({ ...given, mail: null, docs: false, log: pino({ level: 'silent' }), version: '0.0.0-test' });
}

export interface Started {
  readonly child: ChildProcess;
  /** What it wrote to the error stream so far. */
  stderr(): string;
  /** What it said so far. */
  stdout(): string;
  exit(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts the server's command line; it is gone after the test. */
export function startCli(...args: string[]): Started {
  const child = spawn(process.execPath, [ENTRY, ...args], { env: ENV, stdio: ['ignore', 'pipe', 'pipe'] });
  endAfterTest(child);
  let text = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    said += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    child,
    stderr: () => text,
    stdout: () => said,
    exit: () => ended.then(([code, signal]) => ({ code, signal })),
  };
}

/** What the ready file says, once it is there. */
export async function whenReady(started: Started, file: string): Promise<{ url: string; pid: number }> {
  while (!existsSync(file)) {
    if (hasEnded(started.child)) throw new Error(`the server ended: ${started.stderr()}`);
    await sleep(50);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as { url: string; pid: number };
}

/** Starts the embedded server with a channel, as main does; answers each message that fits `wanted`. */
export function startEmbedded(folder: string) {
  const child = fork(ENTRY, ['--embedded', '--port', '0', '--data', folder], {
    env: ENV,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  endAfterTest(child);
  const received: ChildMessage[] = [];
  child.on('message', (message) => received.push(childMessage.parse(message)));
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;

  const next = async <T extends ChildMessage['type']>(type: T): Promise<Extract<ChildMessage, { type: T }>> => {
    for (;;) {
      const index = received.findIndex((message) => message.type === type);
      if (index !== -1) return received.splice(index, 1)[0] as Extract<ChildMessage, { type: T }>;
      if (hasEnded(child)) throw new Error(`the server ended without "${type}"`);
      await sleep(20);
    }
  };
  return { child, received, next, exit: () => ended.then(([code]) => code) };
}
