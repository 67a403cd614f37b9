import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages } from '../../lib/api.ts';

const pick = (answer: AnswerOf<'invitations.list'>) => answer.invitations;

/** All invitations of an organization, whatever became of them, newest first. */
export function useInvitations(org: string, enabled: boolean) {
  return useAllPages('invitations.list', { params: { org_id: org } }, pick, { enabled });
}
