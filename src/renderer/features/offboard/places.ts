import type { Member } from '../../../contract/api/members.ts';
import type { Organization } from '../../../contract/api/organizations.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { Account } from '../../../contract/ipc.ts';
import { type CallRoute, readAll } from '../../../contract/organization-file/read-all.ts';

/** How an account's backend is asked. */
export type CallAs = (account: string) => CallRoute;

/** One of my organizations, through one of my accounts. */
export interface MyOrganization {
  readonly account: Account;
  readonly organization: Organization;
}

/** A part of what was to be asked that gave no answer: nobody may take silence for "not there". */
export interface Unasked {
  readonly label: string;
  readonly error: AppError;
}

export interface Candidate {
  readonly email: string;
  readonly name: string;
  readonly places: readonly (MyOrganization & { readonly member: Member })[];
}

export interface Found {
  readonly candidates: readonly Candidate[];
  readonly organizations: readonly MyOrganization[];
  readonly unasked: readonly Unasked[];
}

/** How many organizations are asked at once. */
const AT_ONCE = 6;

/** Runs `work` over all items, a few at a time, in their order. */
export async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE)
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  return results;
}

export const labelOf = ({ account, organization }: MyOrganization, accounts: number): string =>
  accounts > 1 ? `${organization.name} (${account.label})` : organization.name;

const backendOf = ({ kind, url, id }: Account): string => (kind === 'local' ? id : url);

/** The same backend has the same people: an id of a person is known on all of its organizations. */
export const samePlace = (one: MyOrganization, other: MyOrganization): boolean =>
  backendOf(one.account) === backendOf(other.account);

/** Of an organization that several accounts reach, the one that may manage its members. */
function once(all: readonly MyOrganization[]): MyOrganization[] {
  const found = new Map<string, MyOrganization>();
  for (const one of all) {
    const key = `${backendOf(one.account)} ${one.organization.id}`;
    const before = found.get(key);
    if (before === undefined || one.organization.abilities.manage_members === true)
      found.set(key, before?.organization.abilities.manage_members === true ? before : one);
  }
  return [...found.values()];
}

type Toll = (thrown: unknown) => AppError;

/** Every organization of mine, over all accounts. */
export async function myOrganizations(accounts: readonly Account[], callAs: CallAs, toError: Toll) {
  const unasked: Unasked[] = [];
  const lists = await Promise.all(
    accounts.map(async (account) => {
      try {
        const organizations = await readAll(
          (query) => callAs(account.id)('organizations.list', { params: { user_id: 'me' }, query }),
          (answer) => answer.organizations,
        );
        return organizations.map((organization) => ({ account, organization }));
      } catch (thrown) {
        unasked.push({ label: `All organizations of ${account.label}`, error: toError(thrown) });
        return [];
      }
    }),
  );
  return { organizations: once(lists.flat()), unasked };
}

const nameOf = ({ user }: Member): string => `${user.first_name} ${user.last_name}`.trim() || user.id;

/** People whose name, id or address holds the text, over all of my organizations, told apart by their address. */
export async function findPeople(
  accounts: readonly Account[],
  text: string,
  callAs: CallAs,
  toError: Toll,
): Promise<Found> {
  const { organizations, unasked } = await myOrganizations(accounts, callAs, toError);
  const visible = organizations.filter(({ organization }) => organization.abilities.view_members === true);
  const hits = await inTurns(visible, async (place) => {
    const { account, organization } = place;
    const input = { params: { org_id: organization.id }, query: { search: text, per_page: 50 } };
    try {
      const { members } = await callAs(account.id)('members.list', input);
      return members.map((member) => ({ ...place, member }));
    } catch (thrown) {
      unasked.push({ label: labelOf(place, accounts.length), error: toError(thrown) });
      return [];
    }
  });
  const byEmail = new Map<string, Candidate>();
  for (const hit of hits.flat()) {
    const email = hit.member.user.primary_email.toLowerCase();
    const before = byEmail.get(email);
    byEmail.set(email, { email, name: before?.name ?? nameOf(hit.member), places: [...(before?.places ?? []), hit] });
  }
  const candidates = [...byEmail.values()].sort((one, other) => one.name.localeCompare(other.name));
  return { candidates, organizations, unasked };
}
