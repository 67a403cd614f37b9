import type { Connection } from '../../contract/ipc.ts';
import { clock } from '../lib/clock.ts';

/** Which accounts' backends can be reached. While one cannot, it is asked again until it answers. */
export interface Connections {
  get(accountId: string): Connection;
  answered(accountId: string, latencyMs: number | null): void;
  failed(accountId: string): void;
  starting(accountId: string): void;
  /** Asks the backend now. Never throws. */
  retry(accountId: string): Promise<Connection>;
  forget(accountId: string): void;
  close(): void;
}

interface ConnectionsOptions {
  /** Whether the account's backend answers. Never throws. */
  readonly isAlive: (accountId: string) => Promise<boolean>;
  readonly emit: (connection: Connection) => void;
  /** The first and the longest pause between two attempts. */
  readonly firstMs?: number;
  readonly longestMs?: number;
}

interface Tracked {
  connection: Connection;
  attempts: number;
  emittedAt: number;
  timer?: NodeJS.Timeout;
  asking?: Promise<boolean>;
}

/** Answers that change nothing but the age are told at most this often. */
const QUIET_MS = 5000;

/** Tracks in memory only: after a start everything is unknown. */
export function createConnections(options: ConnectionsOptions): Connections {
  const { isAlive, emit, firstMs = 1000, longestMs = 15_000 } = options;
  const tracked = new Map<string, Tracked>();
  let closed = false;

  const track = (id: string): Tracked => {
    const found = tracked.get(id);
    if (found !== undefined) return found;
    const connection: Connection = { account_id: id, state: 'unknown', last_answer_at: null, latency_ms: null };
    const fresh: Tracked = { connection, attempts: 0, emittedAt: 0 };
    tracked.set(id, fresh);
    return fresh;
  };
  const become = (entry: Tracked, change: Partial<Connection>) => {
    const before = entry.connection.state;
    entry.connection = { ...entry.connection, ...change };
    const now = clock.now();
    if (before === entry.connection.state && now - entry.emittedAt < QUIET_MS) return;
    entry.emittedAt = now;
    emit(entry.connection);
  };
  const answered = (id: string, latencyMs: number | null) => {
    const entry = track(id);
    clearTimeout(entry.timer);
    entry.timer = undefined;
    entry.attempts = 0;
    const latency = latencyMs === null ? {} : { latency_ms: latencyMs };
    become(entry, { state: 'online', last_answer_at: clock.now(), ...latency });
  };
  const ask = (id: string): Promise<boolean> => {
    const entry = track(id);
    entry.asking ??= isAlive(id).then((alive) => {
      entry.asking = undefined;
      if (closed || tracked.get(id) !== entry) return alive;
      if (alive) answered(id, null);
      else failed(id);
      return alive;
    });
    return entry.asking;
  };
  const failed = (id: string) => {
    if (closed) return;
    const entry = track(id);
    if (entry.connection.state !== 'offline') become(entry, { state: 'offline' });
    if (entry.timer !== undefined) return;
    const pause = Math.min(longestMs, firstMs * 2 ** entry.attempts);
    entry.attempts += 1;
    entry.timer = setTimeout(() => {
      entry.timer = undefined;
      void ask(id);
    }, pause);
    entry.timer.unref();
  };

  return {
    get: (id) => tracked.get(id)?.connection ?? track(id).connection,
    answered,
    failed,
    starting: (id) => become(track(id), { state: 'starting' }),
    retry: async (id) => {
      track(id).attempts = 0;
      await ask(id);
      return track(id).connection;
    },
    forget: (id) => {
      clearTimeout(tracked.get(id)?.timer);
      tracked.delete(id);
    },
    close: () => {
      closed = true;
      for (const { timer } of tracked.values()) clearTimeout(timer);
    },
  };
}
