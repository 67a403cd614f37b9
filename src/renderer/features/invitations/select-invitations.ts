import type { Invitation } from '../../../contract/api/invitations.ts';
import { expiryState } from './expiry-state.ts';

export const STATUS_OPTIONS = [
  { value: 'PENDING', label: 'Pending' },
  { value: 'EXPIRED', label: 'Expired' },
  { value: 'ACCEPTED', label: 'Accepted' },
  { value: 'DECLINED', label: 'Declined' },
  { value: 'CANCELLED', label: 'Rescinded' },
] as const satisfies readonly { value: Invitation['status']; label: string }[];
export type InvitationStatusFilter = (typeof STATUS_OPTIONS)[number]['value'];

/** The status as it is now: one that was kept as pending may have run out since. */
export const statusNow = (invitation: Invitation, now: number): Invitation['status'] =>
  expiryState(invitation, now) === 'expired' ? 'EXPIRED' : invitation.status;

interface InvitationFilter {
  readonly search: string;
  /** Null is what still needs somebody: pending and expired. */
  readonly status: InvitationStatusFilter | null;
  /** Under way of being rescinded, so no longer shown. */
  readonly hidden: ReadonlySet<string>;
  readonly now: number;
}

/** The invitations to show, of all that are loaded. */
export function selectInvitations(invitations: readonly Invitation[], filter: InvitationFilter): Invitation[] {
  const { status, hidden, now } = filter;
  const search = filter.search.trim().toLowerCase();
  return invitations.filter((invitation) => {
    const current = statusNow(invitation, now);
    const wanted = status === null ? current === 'PENDING' || current === 'EXPIRED' : current === status;
    return wanted && !hidden.has(invitation.id) && invitation.email.includes(search);
  });
}
