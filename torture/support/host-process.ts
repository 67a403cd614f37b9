import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type AnswerOf, type RouteName, routes } from '../../src/contract/api/index.ts';
import { STATUS, type StatusName } from '../../src/contract/errors.ts';
import type { MethodName, MethodOutput, Reply } from '../../src/contract/ipc.ts';
import type { Context } from '../attack.ts';
import { type Client, Refused } from './client.ts';
import { SERVER } from './server-process.ts';

const ENTRY = join(import.meta.dirname, 'host.ts');

/** The main process is gone, or said that it has no connection. */
class NoAnswer extends Error {}

/** The main process as a process of its own, spoken to as the renderer does. */
export interface Host {
  readonly openedInMs: number;
  ask<M extends MethodName>(method: M, input: unknown): Promise<MethodOutput<M>>;
  reply(method: MethodName, input: unknown): Promise<Reply>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Ends it as its window's closing does. */
  stop(): Promise<void>;
}

/** Starts the core on a data folder and waits until it can be asked. */
export async function startHost(context: Context, dataDir: string): Promise<Host> {
  const begun = performance.now();
  const child = fork(ENTRY, [dataDir, SERVER], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  const waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  const ended = once(child, 'exit');
  let asked = 0;
  const next = (id: number) => new Promise<Reply>((resolve, reject) => waiting.set(id, { resolve, reject }));
  child.on('message', ({ id, reply }: { id: number; reply: Reply }) => {
    waiting.get(id)?.resolve(reply);
    waiting.delete(id);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new NoAnswer('the main process is gone'));
    waiting.clear();
  });
  context.atEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  await next(0);
  const openedInMs = performance.now() - begun;
  const reply = (method: MethodName, input: unknown): Promise<Reply> => {
    asked += 1;
    const answer = next(asked);
    if (!child.connected) return Promise.reject(new NoAnswer('the main process is gone'));
    child.send({ id: asked, method, input }, (error) => {
      if (error !== null) waiting.get(asked)?.reject(new NoAnswer(error.message));
    });
    return answer;
  };
  return {
    openedInMs,
    reply,
    ask: async (method, input) => {
      const answer = await reply(method, input);
      if (answer.ok) return answer.value as MethodOutput<typeof method>;
      const { name, message } = answer.error;
      if (Object.hasOwn(STATUS, name) && name !== 'internal')
        throw new Refused(method, STATUS[name as StatusName].http, message);
      throw new NoAnswer(`${name}: ${message}`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}

/** The API through the main process, for one account. */
export const hostClient = (host: Host, account_id: string): Client => ({
  call: async (name, input) => {
    const { data } = await host.ask('api.call', { account_id, route: name, input, from: 'network' });
    return routes[name].answer.parse(data) as AnswerOf<RouteName & typeof name>;
  },
});
