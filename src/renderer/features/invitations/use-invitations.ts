import type { AnswerOf } from '../../../contract/api/index.ts';
import type { Invitation } from '../../../contract/api/invitations.ts';
import { useAllPages } from '../../lib/api.ts';

const pick = (answer: AnswerOf<'invitations.list'>) => answer.invitations;

const STILL_OPEN: readonly Invitation['status'][] = ['PENDING', 'EXPIRED'];

/** An organization's invitations of one status, newest first; with null those that still need somebody. */
export function useInvitations(org: string, status: Invitation['status'] | null, enabled: boolean) {
  const query = { status: status === null ? [...STILL_OPEN] : status };
  return useAllPages('invitations.list', { params: { org_id: org }, query }, pick, { enabled });
}
