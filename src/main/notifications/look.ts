import type { AnswerOf, InputOf, RouteName } from '../../contract/api/index.ts';
import type { Invitation } from '../../contract/api/invitations.ts';
import type { Key } from '../../contract/api/keys.ts';
import type { Account } from '../../contract/ipc.ts';
import { organizationPath } from '../../contract/pages.ts';
import { budgetMatters } from './budgets.ts';
import type { Matter, Pending } from './pending.ts';

/** One read on behalf of an account, answered by its backend and not from what was kept. */
export type Read = <N extends RouteName>(route: N, input: InputOf<N>) => Promise<AnswerOf<N>>;
/** The same for a route that this build may not have; undefined then, and where the person may not read it. */
export type ReadIfThere = (route: string, input: Record<string, unknown>) => Promise<unknown>;

const ME = { params: { user_id: 'me' } } as const;
const DAY_MS = 86_400_000;
/** Somebody who looks once a week still has time to replace a token. */
const TOKEN_DAYS = 7;
/** A person administers at most 20 organizations and gets few invitations: more pages are somebody's mistake. */
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

const invitationMatter = ({ id, organization, invited_by }: Invitation): Matter => ({
  id: `invitation:${id}`,
  kind: 'invitations',
  title: `Invitation to ${organization.name}`,
  body: invited_by === null ? 'You were invited.' : `${invited_by.first_name} ${invited_by.last_name} invited you.`,
  path: '/invitations',
  search: { invitation: id },
});

function tokenMatter(key: Key, now: number): Matter[] {
  if (key.expires_at === null || key.revoked_at !== null) return [];
  const left = Date.parse(key.expires_at) - now;
  if (left <= 0 || left > TOKEN_DAYS * DAY_MS) return [];
  const days = Math.max(1, Math.ceil(left / DAY_MS));
  return [
    {
      // Its public id: what the list shows, and not the secret.
      id: `token:${key.public_id}:${key.expires_at}`,
      kind: 'tokens',
      title: `The token “${key.description}” expires ${days === 1 ? 'within a day' : `in ${days} days`}`,
      body: 'Create a new one before it does.',
      path: '/account',
      search: { section: 'tokens' },
    },
  ];
}

/** What waits for an account's person. Throws what the reads throw. */
export async function lookAt(
  account: Account,
  { read, readIfThere, now }: { read: Read; readIfThere: ReadIfThere; now: number },
): Promise<Pending> {
  const invitations = await allPages(async (cursor) => {
    const answer = await read('my_invitations.list', { ...ME, query: { cursor } });
    return { rows: answer.invitations, next: answer.next_cursor };
  });
  const organizations = await allPages(async (cursor) => {
    const answer = await read('organizations.list', { ...ME, query: { cursor } });
    return { rows: answer.organizations, next: answer.next_cursor };
  });
  const keys = await allPages(async (cursor) => {
    const answer = await read('keys.list', { ...ME, query: { cursor } });
    return { rows: answer.keys, next: answer.next_cursor };
  });
  const budgets = await Promise.all(
    organizations.map(async ({ id, name }) =>
      budgetMatters(await readIfThere('budgets.list', { params: { org_id: id } }), {
        name,
        id,
        path: organizationPath(id, 'billing'),
      }),
    ),
  );
  return {
    account_id: account.id,
    label: account.label,
    matters: [...invitations.map(invitationMatter), ...keys.flatMap((key) => tokenMatter(key, now)), ...budgets.flat()],
    organizations: organizations.map(({ id, name, pending_invitations_count: pending }) => ({ id, name, pending })),
  };
}
