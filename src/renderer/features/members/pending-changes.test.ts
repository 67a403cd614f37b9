import { expect, it } from 'vitest';
import type { Member } from '../../../contract/api/members.ts';
import { changesOf, usePendingChanges, withChanges } from './pending-changes.ts';

const member = (id: string): Member => ({
  user: { id, first_name: id, last_name: '', primary_email: `${id}@lab.org`, image: null },
  role_id: 'organization_user',
  team_ids: [],
  joined_at: '2026-01-01T00:00:00.000000Z',
  last_active_at: null,
  abilities: {},
});

it('lays changes over the members of one organization and takes them off again', () => {
  const { put, drop } = usePendingChanges.getState();
  put('lab', [['ada', 'admin']]);
  put('lab', [['bob', 'removed']]);
  const shown = () => withChanges([member('ada'), member('bob')], changesOf('lab')(usePendingChanges.getState()));
  expect(shown().map(({ user, role_id }) => [user.id, role_id])).toEqual([['ada', 'admin']]);
  drop('lab', ['ada', 'bob']);
  expect(shown()).toHaveLength(2);
  expect(changesOf('other')(usePendingChanges.getState()).size).toBe(0);
});
