import type { NoticeKind } from '../../contract/ipc.ts';
import { PERSON_PAGES } from '../../contract/pages.ts';
import type { Notice, Pending } from './pending.ts';

/** Which matters of each account somebody was told of, or saw when it was first looked at. */
export type Told = Readonly<Record<string, readonly string[]>>;

export interface News {
  readonly notices: readonly Notice[];
  readonly told: Told;
}

/** More at once are one notification that counts them: nobody reads twenty. */
const MOST_AT_ONCE = 3;

const SUMMARIES: Readonly<Record<NoticeKind, (count: number) => string>> = {
  invitations: (count) => `${count} notifications about invitations`,
  membership: (count) => `${count} notifications about your roles and teams`,
  organizations: (count) => `${count} notifications about organizations`,
  security: (count) => `${count} notifications about passwords and tokens`,
  apps: (count) => `${count} notifications about apps`,
  billing: (count) => `${count} notifications about billing`,
};

function summarized(kind: NoticeKind, notices: readonly Notice[]): readonly Notice[] {
  const [first] = notices;
  if (first === undefined || notices.length <= MOST_AT_ONCE) return notices;
  const { account_id } = first;
  const place = { path: PERSON_PAGES.notifications, search: { topic: kind, unread: 'true' } };
  const title = SUMMARIES[kind](notices.length);
  return [{ id: `${kind}:${notices.length}`, kind, account_id, title, body: 'Look at them in Steward.', ...place }];
}

/**
 * What is new since the last time, and what is then known. Whatever is silenced counts as told: turning a kind on again
 * brings nothing of before. An account that is looked at for the first time tells nothing either, since its matters were
 * there already. What no longer waits is forgotten, so that it is news when it comes back.
 */
export function newsOf(told: Told, pending: Pending, wanted: Readonly<Record<NoticeKind, boolean>>): News {
  const { account_id, matters } = pending;
  const known = told[account_id];
  const fresh = known === undefined ? [] : matters.filter(({ id }) => !known.includes(id));
  const notices = (Object.keys(SUMMARIES) as NoticeKind[]).flatMap((kind) =>
    summarized(
      kind,
      fresh.filter((matter) => wanted[kind] && matter.kind === kind).map((matter) => ({ ...matter, account_id })),
    ),
  );
  return { notices, told: { ...told, [account_id]: matters.map(({ id }) => id) } };
}
