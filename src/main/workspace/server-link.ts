import { type ChildMessage, childMessage, type ParentMessage } from '../../contract/child.ts';
import { failure } from '../lib/failure.ts';
import type { Logger } from '../lib/logger.ts';
import type { ServerProcess } from './launcher.ts';

type Ready = Extract<ChildMessage, { type: 'ready' }>;
export type OwnerToken = Pick<Extract<ChildMessage, { type: 'token' }>, 'token' | 'user_id'>;
export type Progress = Pick<Extract<ChildMessage, { type: 'progress' }>, 'step' | 'done' | 'total'>;

type Asked = ParentMessage extends infer M ? (M extends { request: number } ? Omit<M, 'request'> : never) : never;

/** One life of the embedded server. */
export interface ServerLink {
  /** Resolves when it listens. Throws `Failure` workspace_busy or workspace_failed where it cannot. */
  readonly ready: Promise<Ready>;
  /** Asks for a token. Throws `Failure` workspace_failed. */
  ask(asked: Asked, limitMs: number): Promise<OwnerToken>;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  /** Asks it to end, and ends it after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const failed = (code: string, message: string) =>
  failure(code === 'data_folder_in_use' ? 'workspace_busy' : 'workspace_failed', message);

/** Speaks the messages of contract/child.ts with a server process. */
export function linkServer(server: ServerProcess, log: Logger, onProgress: (progress: Progress) => void): ServerLink {
  const waiting = new Map<number, { resolve(token: OwnerToken): void; reject(error: Error): void }>();
  let requests = 0;
  let hasEnded = false;
  let resolveReady: (ready: Ready) => void = () => undefined;
  let rejectReady: (error: Error) => void = () => undefined;
  const whenReady = new Promise<Ready>((resolve, reject) => {
    resolveReady = resolve;
    rejectReady = reject;
  });
  // Not everybody who starts a server waits for it.
  whenReady.catch(() => undefined);

  const settle = (
    request: number,
    act: (asked: { resolve(token: OwnerToken): void; reject(e: Error): void }) => void,
  ) => {
    const asked = waiting.get(request);
    waiting.delete(request);
    if (asked !== undefined) act(asked);
  };
  const hear = (message: ChildMessage) => {
    switch (message.type) {
      case 'ready':
        return resolveReady(message);
      case 'failed':
        return rejectReady(failed(message.code, message.message));
      case 'progress':
        return onProgress(message);
      case 'token':
        return settle(message.request, ({ resolve }) => resolve(message));
      case 'error':
        return settle(message.request, ({ reject }) => reject(failed(message.code, message.message)));
    }
  };
  server.onMessage((message) => {
    const parsed = childMessage.safeParse(message);
    if (parsed.success) hear(parsed.data);
    else log.warn({}, 'the local workspace said something unknown');
  });
  const ended = new Promise<void>((resolve) => {
    server.onExit((code) => {
      hasEnded = true;
      const error = failure('workspace_failed', 'The local workspace stopped before it answered. Try again.');
      if (code !== 0) log.error({ code }, 'the local workspace ended');
      rejectReady(error);
      for (const request of [...waiting.keys()]) settle(request, ({ reject }) => reject(error));
      resolve();
    });
  });

  return {
    ready: whenReady,
    ended,
    ask: (asked, limitMs) =>
      new Promise((resolve, reject) => {
        if (hasEnded) return reject(failure('workspace_failed', 'The local workspace is not running. Try again.'));
        requests += 1;
        const request = requests;
        const timer = setTimeout(() => {
          waiting.delete(request);
          reject(failure('workspace_failed', 'The local workspace did not answer in time. Try again.'));
        }, limitMs);
        const done =
          <T>(act: (value: T) => void) =>
          (value: T) => {
            clearTimeout(timer);
            act(value);
          };
        waiting.set(request, { resolve: done(resolve), reject: done(reject) });
        server.send({ ...asked, request });
      }),
    stop: async (graceMs) => {
      server.send({ type: 'shut_down' } satisfies ParentMessage);
      const timer = setTimeout(() => {
        log.warn({}, 'the local workspace did not end in time; it is ended now');
        server.kill();
      }, graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
