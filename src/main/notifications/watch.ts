import { join } from 'node:path';
import { z } from 'zod';
import type { AnswerOf } from '../../contract/api/index.ts';
import type { AppState, Event } from '../../contract/ipc.ts';
import type { ApiClient } from '../api-client/api-client.ts';
import { clock } from '../lib/clock.ts';
import { Failure } from '../lib/failure.ts';
import { createJsonFile } from '../lib/json-file.ts';
import { type Logger, reason } from '../lib/logger.ts';
import { lookAt, type Read } from './look.ts';
import { newsOf, type Told } from './news.ts';
import type { Notice, Pending } from './pending.ts';

/** Looks at every account now and then, and says what is new. */
export interface Watch {
  /** What waits, in every account that was looked at. */
  pending(): readonly Pending[];
  /** Looks now. Never throws. */
  look(): Promise<void>;
  /** Looks in a moment: something was changed. */
  lookSoon(): void;
  /** Forgets an account that was removed, also in the file. */
  forget(accountId: string): Promise<void>;
  close(): Promise<void>;
}

export interface WatchOptions {
  readonly dataDir: string;
  readonly api: Pick<ApiClient, 'call'>;
  readonly state: () => AppState;
  readonly subscribe: (listener: (event: Event) => void) => () => void;
  readonly log: Logger;
  readonly onNotices: (notices: readonly Notice[]) => void;
  readonly onPending: (pending: readonly Pending[]) => void;
  readonly everyMs?: number;
  /** After a start or a new connection, so that the window comes first. */
  readonly soonMs?: number;
}

const schema = z.object({ version: z.literal(1), told: z.record(z.string(), z.array(z.string()).max(5000)) });
const MINUTE_MS = 60_000;

/** What a backend answers that is older than this build and keeps no notifications. */
const NOT_THERE = new Set(['not_found', 'method_not_allowed']);

function readsFor(api: Pick<ApiClient, 'call'>, accountId: string) {
  const read = async (route: string, input: Record<string, unknown>): Promise<unknown> => {
    const answer = await api.call({ account_id: accountId, route, input, from: 'network' });
    if (answer.source === 'network') return answer.data;
    throw new Failure({ name: 'offline', message: 'Only an older answer is there.' });
  };
  const readNotifications = async (cursor: string | undefined) => {
    const input = { params: { user_id: 'me' }, query: { unread: 'true', cursor } };
    try {
      return (await read('notifications.list', input)) as AnswerOf<'notifications.list'>;
    } catch (error) {
      if (error instanceof Failure && NOT_THERE.has(error.error.name)) return undefined;
      throw error;
    }
  };
  return { read: read as unknown as Read, readNotifications };
}

/** Begins to look: soon, on each new connection, and every five minutes; never at an account that cannot be reached. */
export async function openWatch(options: WatchOptions): Promise<Watch> {
  const { dataDir, api, state, log, everyMs = 5 * MINUTE_MS, soonMs = 5000 } = options;
  const path = join(dataDir, 'notified.json');
  const file = createJsonFile({ path, schema, initial: { version: 1 as const, told: {} }, log });
  let told: Told = (await file.read()).told;
  const pending = new Map<string, Pending>();
  let looking: Promise<void> | undefined;
  let soon: NodeJS.Timeout | undefined;
  let closed = false;

  const keep = async (next: Told) => {
    told = next;
    await file.write({ version: 1, told: next as Record<string, string[]> }).catch(() => undefined);
  };
  const canLook = (current: AppState, id: string) =>
    ['ready', 'session'].includes(current.keychain) &&
    current.accounts.some((account) => account.id === id && !account.needs_sign_in) &&
    // One that was not asked anything since the start is asked now; one that did not answer is left to its own retries.
    current.connections.some(({ account_id, state: now }) => account_id === id && /^(online|unknown)$/.test(now));

  const lookAtAccount = async (id: string) => {
    const account = state().accounts.find((each) => each.id === id);
    if (account === undefined) return;
    const { locale } = state().settings;
    const seen = await lookAt(account, {
      ...readsFor(api, id),
      locale: locale === 'system' ? undefined : locale,
      now: clock.now(),
    });
    // It may have been removed meanwhile: nothing of it may be kept then.
    if (closed || !state().accounts.some((each) => each.id === id)) return;
    pending.set(id, seen);
    const news = newsOf(told, seen, state().settings.notifications);
    if (JSON.stringify(news.told[id]) !== JSON.stringify(told[id])) await keep(news.told);
    if (news.notices.length > 0) options.onNotices(news.notices);
  };
  const lookAtAll = async () => {
    for (const { id } of state().accounts) {
      if (closed || !canLook(state(), id)) continue;
      await lookAtAccount(id).catch((error: unknown) => log.info(reason(error), 'an account could not be looked at'));
    }
    if (!closed) options.onPending([...pending.values()]);
  };
  const look = (): Promise<void> => {
    looking ??= lookAtAll().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const lookSoon = () => {
    if (closed) return;
    clearTimeout(soon);
    soon = setTimeout(() => void look(), soonMs);
    soon.unref();
  };

  const online = new Set<string>();
  const stop = options.subscribe((event) => {
    if (event.type !== 'connection') return;
    const { account_id: id, state: now } = event.connection;
    if (now === 'online' && !online.has(id)) lookSoon();
    if (now === 'online') online.add(id);
    else online.delete(id);
  });
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  lookSoon();

  return {
    pending: () => [...pending.values()],
    look,
    lookSoon,
    forget: async (id) => {
      pending.delete(id);
      options.onPending([...pending.values()]);
      const { [id]: forgotten, ...others } = told;
      if (forgotten !== undefined) await keep(others);
    },
    close: async () => {
      closed = true;
      stop();
      clearTimeout(soon);
      clearInterval(timer);
      await looking;
    },
  };
}
