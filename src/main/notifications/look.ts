import type { AnswerOf, InputOf, RouteName } from '../../contract/api/index.ts';
import type { Account } from '../../contract/ipc.ts';
import { matterOf } from './matters.ts';
import type { Pending } from './pending.ts';

/** One read on behalf of an account, answered by its backend and not from what was kept. */
export type Read = <N extends RouteName>(route: N, input: InputOf<N>) => Promise<AnswerOf<N>>;

interface Look {
  readonly read: Read;
  /** What is unread; nothing where the backend is older than this build and keeps no notifications. */
  readonly readNotifications: (cursor: string | undefined) => Promise<AnswerOf<'notifications.list'> | undefined>;
  /** Of numbers and dates; undefined follows the machine. */
  readonly locale: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const ME = { params: { user_id: 'me' } } as const;
/** A person administers at most 20 organizations, and a backend keeps 500 notifications: more is somebody's mistake. */
const MOST_PAGES = 5;

async function allPages<T>(load: (cursor?: string) => Promise<{ rows: readonly T[]; next?: string }>): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await load(cursor);
    rows.push(...answer.rows);
    if (answer.next === undefined) break;
    cursor = answer.next;
  }
  return rows;
}

/** What waits for an account's person. Throws what the reads throw. */
export async function lookAt(account: Account, { read, readNotifications, locale, now }: Look): Promise<Pending> {
  const unread = await allPages(async (cursor) => {
    const answer = await readNotifications(cursor);
    return { rows: answer?.notifications ?? [], next: answer?.next_cursor };
  });
  const organizations = await allPages(async (cursor) => {
    const answer = await read('organizations.list', { ...ME, query: { cursor } });
    return { rows: answer.organizations, next: answer.next_cursor };
  });
  return {
    account_id: account.id,
    label: account.label,
    matters: unread.map((told) => matterOf(told, locale, now)),
    organizations: organizations.map(({ id, name, pending_invitations_count: pending }) => ({ id, name, pending })),
  };
}
