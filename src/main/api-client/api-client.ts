import { findRoute } from '../../contract/api/index.ts';
import type { MethodOutput } from '../../contract/ipc.ts';
import type { Route } from '../../contract/route.ts';
import type { AccountRecord } from '../accounts/account-file.ts';
import { clock } from '../lib/clock.ts';
import { Failure, failure } from '../lib/failure.ts';
import type { CacheKey, OfflineCache } from '../offline-cache/cache.ts';
import { isTokenRefused } from './answer.ts';
import type { Connections } from './connections.ts';
import { type Http, isChange } from './http.ts';
import { type GivenInput, type ParsedInput, parseInput } from './input.ts';
import { offline } from './network-error.ts';

export type ApiAnswer = MethodOutput<'api.call'>;

export interface ApiCall {
  readonly account_id: string;
  readonly route: string;
  readonly input: GivenInput;
  readonly from: 'network' | 'cache';
  /** For a change that has to be made once, however often it is asked for: main's own work says which it is. */
  readonly idempotency_key?: string;
}

/** The mediated fetch: what the renderer reaches a backend through. Throws `Failure` only. */
export interface ApiClient {
  call(call: ApiCall): Promise<ApiAnswer>;
  /** The bytes of a download, as they are taken. Never kept, never sent twice. */
  download(call: DownloadCall): Promise<AsyncIterable<Uint8Array>>;
}

export type DownloadCall = Omit<ApiCall, 'from' | 'idempotency_key'>;

/** Who makes the calls, and where to. */
export interface Backends {
  record(accountId: string): AccountRecord;
  has(accountId: string): boolean;
  /** Throws `Failure` where the local workspace cannot start. */
  origin(record: AccountRecord): Promise<string>;
  /** Throws `Failure` keychain_* or signed_out. */
  token(record: AccountRecord): Promise<string>;
  /** Throws `Failure` keychain_* unless the account's secrets can be read. */
  mustBeReadable(record: AccountRecord): Promise<void>;
  /** After a refused token: a new one to try again with, or undefined when only the user can get one. */
  renew(record: AccountRecord): Promise<string | undefined>;
}

interface ApiClientOptions {
  readonly backends: Backends;
  readonly http: Http;
  readonly cache: OfflineCache;
  readonly connections: Connections;
}

interface Prepared {
  readonly record: AccountRecord;
  readonly route: Route;
  readonly input: ParsedInput;
  readonly key: CacheKey;
  /** Whether the contract lets main keep the answer. */
  readonly kept: boolean;
  readonly idempotencyKey?: string;
}

/** Failures after which an older answer is better than none. */
const WITHOUT_CONNECTION = new Set(['offline', 'timeout', 'workspace_busy', 'workspace_failed']);

/** Wires the parts; keeps no state of its own. */
export function createApiClient({ backends, http, cache, connections }: ApiClientOptions): ApiClient {
  const prepare = (call: Omit<ApiCall, 'from'>, download: boolean): Prepared => {
    const route = findRoute(call.route);
    if (route === undefined || route.mainOnly || route.download !== download)
      throw failure('refused', 'Steward does not make this call.');
    const record = backends.record(call.account_id);
    const input = parseInput(route, call.input);
    const key = { accountId: record.id, route: route.name, input };
    const kept = route.offline && !route.secret;
    return { record, route, input, key, kept, idempotencyKey: call.idempotency_key };
  };

  const fromCache = async ({ kept, key, route }: Prepared): Promise<ApiAnswer | undefined> => {
    const entry = kept ? await cache.get(key) : undefined;
    if (entry === undefined) return undefined;
    // What an older version kept may not be what this one's contract says.
    const data = route.answer.safeParse(entry.data);
    return data.success ? { data: data.data, as_of: entry.as_of, source: 'cache' } : undefined;
  };

  const send = async (prepared: Prepared, token: string): Promise<ApiAnswer> => {
    const { record, route, input, key, kept, idempotencyKey } = prepared;
    const origin = await backends.origin(record);
    const answer = await http.send({ origin, route, input, token, name: record.label, idempotencyKey });
    const as_of = clock.now();
    if (backends.has(record.id)) {
      connections.answered(record.id, answer.latencyMs);
      if (kept) cache.put(key, { data: answer.data, as_of });
    }
    return { data: answer.data, as_of, source: 'network' };
  };

  const withToken = async <T>(
    prepared: Prepared,
    send: (prepared: Prepared, token: string) => Promise<T>,
  ): Promise<T> => {
    try {
      return await send(prepared, await backends.token(prepared.record));
    } catch (error) {
      if (!(error instanceof Failure) || !isTokenRefused(error.error)) throw error;
      connections.answered(prepared.record.id, null);
      const token = await backends.renew(prepared.record);
      if (token === undefined) throw error;
      return send(prepared, token);
    }
  };

  const afterFailure = async (prepared: Prepared, error: unknown): Promise<ApiAnswer> => {
    if (!(error instanceof Failure)) throw error;
    // An answer of the backend, if not the one that was wanted.
    if (error.error.req_id !== undefined && backends.has(prepared.record.id))
      connections.answered(prepared.record.id, null);
    if (!WITHOUT_CONNECTION.has(error.error.name)) throw error;
    if (backends.has(prepared.record.id)) connections.failed(prepared.record.id);
    const older = await fromCache(prepared);
    if (older !== undefined) return older;
    if (!prepared.kept || error.error.name !== 'offline') throw error;
    throw failure('not_cached', `${error.message} This has not been seen on this computer yet.`);
  };

  const fromNetwork = async (prepared: Prepared): Promise<ApiAnswer> => {
    const { record, route } = prepared;
    if (connections.get(record.id).state === 'offline') {
      await backends.mustBeReadable(record);
      const older = await fromCache(prepared);
      if (older !== undefined) return older;
      // One quick look, so that a change is never sent into a connection that is known to be gone.
      const { state } = await connections.retry(record.id);
      if (state === 'offline') return afterFailure(prepared, offline(record.label, isChange(route)));
    }
    try {
      return await withToken(prepared, send);
    } catch (error) {
      return afterFailure(prepared, error);
    }
  };

  const download = async ({ record, route, input }: Prepared, token: string) => {
    const origin = await backends.origin(record);
    const { chunks, latencyMs } = await http.download({ origin, token, route, input, name: record.label });
    connections.answered(record.id, latencyMs);
    return chunks;
  };

  return {
    download: (call) => withToken(prepare(call, true), download),
    call: async (call) => {
      const prepared = { ...prepare(call, false), idempotencyKey: call.idempotency_key };
      if (call.from === 'network') return fromNetwork(prepared);
      await backends.mustBeReadable(prepared.record);
      const kept = await fromCache(prepared);
      if (kept === undefined) throw failure('not_cached', 'This has not been seen on this computer yet.');
      return kept;
    },
  };
}
