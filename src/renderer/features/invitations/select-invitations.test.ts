import { expect, it } from 'vitest';
import type { Invitation } from '../../../contract/api/invitations.ts';
import { selectInvitations } from './select-invitations.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const invitation = (id: string, status: Invitation['status'], expires = '2026-11-29T12:00:00.000000Z'): Invitation => ({
  id,
  email: `${id}@lab.org`,
  role_id: 'organization_user',
  team_ids: [],
  status,
  invited_by: null,
  created_at: '2026-11-22T12:00:00.000000Z',
  expires_at: expires,
  organization: { id: 'lab', name: 'Lab', image: null },
  delivery: 'in_app',
  abilities: {},
});
const all = [
  invitation('open', 'PENDING'),
  invitation('over', 'PENDING', '2026-11-23T12:00:00.000000Z'),
  invitation('old', 'EXPIRED'),
  invitation('in', 'ACCEPTED'),
];
const ids = (filter: Partial<Parameters<typeof selectInvitations>[1]>) =>
  selectInvitations(all, { search: '', status: null, hidden: new Set(), now, ...filter }).map(({ id }) => id);

it('shows what still needs somebody unless told otherwise, and counts run-out ones as expired', () => {
  expect(ids({})).toEqual(['open', 'over', 'old']);
  expect(ids({ status: 'EXPIRED' })).toEqual(['over', 'old']);
  expect(ids({ status: 'PENDING' })).toEqual(['open']);
  expect(ids({ status: 'ACCEPTED' })).toEqual(['in']);
});

it('finds by address and hides what is being rescinded', () => {
  expect(ids({ search: ' OVER@' })).toEqual(['over']);
  expect(ids({ hidden: new Set(['open']) })).toEqual(['over', 'old']);
});
