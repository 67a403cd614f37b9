import type { Member, MemberSort } from '../../../contract/api/members.ts';
import { fold, wordsOf } from '../../../contract/name-match.ts';
import { ROLE_IDS, type RoleId } from '../../../contract/permissions.ts';
import { personName } from '../../lib/person-name.ts';

export interface MemberFilter {
  readonly search?: string | undefined;
  readonly role?: RoleId | undefined;
  readonly team?: string | undefined;
  readonly sort?: MemberSort | undefined;
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** Search in names, addresses and ids; every word has to occur, accents and case do not matter. */
function matchesSearch(search: string): (member: Member) => boolean {
  const words = wordsOf(search);
  return ({ user }) => {
    const text = fold(`${user.first_name} ${user.last_name} ${user.primary_email} ${user.id}`);
    return words.every((word) => text.includes(word));
  };
}

const byName = (a: Member, b: Member) =>
  collator.compare(personName(a.user), personName(b.user)) || collator.compare(a.user.id, b.user.id);

/** Sorting ten thousand names takes tens of milliseconds: once for each list that is loaded is enough. */
const sortedByName = new WeakMap<readonly Member[], readonly Member[]>();

function inOrderOfNames(members: readonly Member[]): readonly Member[] {
  const known = sortedByName.get(members);
  if (known !== undefined) return known;
  const sorted = [...members].sort(byName);
  sortedByName.set(members, sorted);
  return sorted;
}

/** Times are RFC 3339 in UTC with fixed width, so that text order is time order; never comes before every time. */
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What is equal in these keeps the order of names. */
const ORDERS: Readonly<Record<string, (a: Member, b: Member) => number>> = {
  role: (a, b) => ROLE_IDS.indexOf(a.role_id) - ROLE_IDS.indexOf(b.role_id),
  joined: (a, b) => byText(a.joined_at, b.joined_at),
  last_active: (a, b) => byText(a.last_active_at ?? '', b.last_active_at ?? ''),
};

/** The members to show, of all that are loaded: at once, without asking the backend again. */
export function selectMembers(members: readonly Member[], filter: MemberFilter): Member[] {
  const { search = '', role, team, sort = 'name' } = filter;
  const tests = [
    role !== undefined && ((member: Member) => member.role_id === role),
    team !== undefined && ((member: Member) => member.team_ids.includes(team)),
    search.trim() !== '' && matchesSearch(search.trim()),
  ].filter((test) => test !== false);
  const all = inOrderOfNames(members);
  const shown = tests.length === 0 ? [...all] : all.filter((member) => tests.every((test) => test(member)));
  const order = ORDERS[sort.replace('-', '')];
  const sign = sort.startsWith('-') ? -1 : 1;
  if (order !== undefined) return shown.sort((a, b) => sign * order(a, b));
  return sign === 1 ? shown : shown.reverse();
}
