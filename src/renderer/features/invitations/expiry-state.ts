import type { Invitation } from '../../../contract/api/invitations.ts';

export const SOON_HOURS = 48;
const HOUR = 3_600_000;

export type ExpiryState = 'expired' | 'soon' | 'later' | 'settled';

/** How urgent an invitation is. A kept answer may call one pending whose time has passed since. */
export function expiryState(invitation: Pick<Invitation, 'status' | 'expires_at'>, now: number): ExpiryState {
  if (invitation.status === 'EXPIRED') return 'expired';
  if (invitation.status !== 'PENDING') return 'settled';
  const left = Date.parse(invitation.expires_at) - now;
  if (left <= 0) return 'expired';
  return left < SOON_HOURS * HOUR ? 'soon' : 'later';
}
