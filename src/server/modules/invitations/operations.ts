import { acceptInvitation, declineInvitation, listMyInvitations } from './answer.ts';
import { cancelInvitations, resendInvitation } from './change.ts';
import { checkInvitations } from './check.ts';
import { createInvitations } from './create.ts';
import { listInvitations } from './list.ts';

export const invitationOperations = [
  listInvitations,
  createInvitations,
  checkInvitations,
  cancelInvitations,
  resendInvitation,
  listMyInvitations,
  acceptInvitation,
  declineInvitation,
];
