import { expect, it } from 'vitest';
import type { Member } from '../../../contract/api/members.ts';
import type { RoleId } from '../../../contract/permissions.ts';
import { selectMembers } from './select-members.ts';

const member = (
  id: string,
  first: string,
  role: RoleId = 'organization_user',
  active: string | null = null,
): Member => ({
  user: { id, first_name: first, last_name: 'Test', primary_email: `${id}@lab.org`, image: null },
  role_id: role,
  team_ids: [],
  joined_at: '2026-01-01T00:00:00.000000Z',
  last_active_at: active,
  abilities: {},
});
const ids = (members: Member[]) => members.map(({ user }) => user.id);

const people = [
  member('zoe', 'Zoë', 'admin', '2026-11-02T00:00:00.000000Z'),
  member('ada', 'ada', 'organization_user', '2026-11-03T00:00:00.000000Z'),
  member('bob', 'Bob'),
];

it('sorts by name without regard to case, and by what is asked, with never active at the end of "newest"', () => {
  expect(ids(selectMembers(people, {}))).toEqual(['ada', 'bob', 'zoe']);
  expect(ids(selectMembers(people, { sort: '-name' }))).toEqual(['zoe', 'bob', 'ada']);
  expect(ids(selectMembers(people, { sort: '-last_active' }))).toEqual(['ada', 'zoe', 'bob']);
  expect(ids(selectMembers(people, { sort: 'role' }))).toEqual(['zoe', 'ada', 'bob']);
});

it('finds every word in name, address or id, accents aside', () => {
  expect(ids(selectMembers(people, { search: 'zoe test' }))).toEqual(['zoe']);
  expect(ids(selectMembers(people, { search: 'BOB@lab' }))).toEqual(['bob']);
  expect(ids(selectMembers(people, { search: 'zoe bob' }))).toEqual([]);
  expect(ids(selectMembers(people, { role: 'admin' }))).toEqual(['zoe']);
});

it('finds a name as it is typed without its letters', () => {
  const more = [...people, member('s1', 'Søren'), member('g1', 'Groß')];
  expect(ids(selectMembers(more, { search: 'soren' }))).toEqual(['s1']);
  expect(ids(selectMembers(more, { search: 'gross' }))).toEqual(['g1']);
});
