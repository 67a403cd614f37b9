import { fork } from 'node:child_process';
import type { Logger } from './logger.ts';

/** A child process as its owner sees it: messages both ways and its end. Node's fork and utilityProcess both fit. */
export interface ChildPort {
  /** Sends a message; one sent to a process that has ended is dropped (`onExit` tells). */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the process has ended or could not start. */
  onExit(listener: (code: number | null) => void): void;
  /** Ends the process at once. */
  kill(): void;
}

interface ForkOptions {
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
}

/** Starts `entry` with Node's own `fork`. What it prints goes to the log, line by line. */
export function forkChild({ entry, args = [], env, log }: ForkOptions): ChildPort {
  const child = fork(entry, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exits = new Set<(code: number | null) => void>();
  let ended: { code: number | null } | undefined;
  const end = (code: number | null) => {
    if (ended !== undefined) return;
    ended = { code };
    for (const listener of exits) listener(code);
  };
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim() !== '') log.debug({ child: entry }, line.slice(0, 2000));
    });
  child.on('error', (error) => {
    log.error({ child: entry, reason: error.message }, 'a child process failed');
    if (child.pid === undefined) end(null);
  });
  child.on('exit', end);
  return {
    send: (message) => {
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      if (ended === undefined) exits.add(listener);
      else queueMicrotask(() => listener(ended?.code ?? null));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
