import { expect, it } from 'vitest';
import type { Member } from '../../../contract/api/members.ts';
import { NEEDS_ADMIN, offerChangeRole, offerForAll, offerRemove, reasonOf, type Standing } from './member-offers.ts';

const member = (id: string, abilities: Member['abilities'] = {}): Member => ({
  user: { id, first_name: id, last_name: '', primary_email: `${id}@lab.org`, image: null },
  role_id: 'admin',
  team_ids: [],
  joined_at: '2026-01-01T00:00:00.000000Z',
  last_active_at: null,
  abilities,
});
const admin: Standing = { me: 'ada', abilities: { manage_members: true }, blocked: undefined };

it('offers what the abilities allow, the record’s own before the organization’s', () => {
  expect(offerChangeRole(member('bob'), admin).allowed).toBe(true);
  expect(reasonOf(offerChangeRole(member('bob', { change_role: false }), admin))).toBe(NEEDS_ADMIN);
  expect(reasonOf(offerRemove(member('bob'), { ...admin, abilities: {} }))).toBe(NEEDS_ADMIN);
});

it('never offers to remove oneself, nor anything while changes wait', () => {
  expect(reasonOf(offerRemove(member('ada'), admin))).toBe('To remove yourself, leave the organization.');
  expect(reasonOf(offerChangeRole(member('bob'), { ...admin, blocked: 'You are offline.' }))).toBe('You are offline.');
});

it('offers for several what it offers for each', () => {
  const people = [member('bob'), member('ada')];
  expect(offerForAll(people, (one) => offerChangeRole(one, admin)).allowed).toBe(true);
  expect(offerForAll(people, (one) => offerRemove(one, admin)).allowed).toBe(false);
});
