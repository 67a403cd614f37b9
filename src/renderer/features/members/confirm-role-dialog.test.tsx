import { expect, it } from 'vitest';
import { makeMember } from '../../testing/world.ts';
import { needsConfirmation } from './confirm-role-dialog.tsx';

const admin = { ...makeMember(1), role_id: 'admin' as const };
const user = { ...makeMember(2), role_id: 'organization_user' as const };

it('asks before an admin’s rights or one’s own role go, and not otherwise', () => {
  expect(needsConfirmation([user, admin], 'team_contributor', 'me')).toBe(true);
  expect(needsConfirmation([user], 'admin', user.user.id)).toBe(true);
  expect(needsConfirmation([admin], 'admin', 'me')).toBe(false);
  expect(needsConfirmation([user], 'team_contributor', 'me')).toBe(false);
});
