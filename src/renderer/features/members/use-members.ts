import { useMemo } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages } from '../../lib/api.ts';
import { changesOf, usePendingChanges, withChanges } from './pending-changes.ts';

const pick = (answer: AnswerOf<'members.list'>) => answer.members;

/** All members of an organization, as they will be once the changes under way are through. */
export function useMembers(org: string, enabled = true) {
  const view = useAllPages('members.list', { params: { org_id: org } }, pick, { enabled });
  const changes = usePendingChanges(changesOf(org));
  const rows = useMemo(() => withChanges(view.rows, changes), [view.rows, changes]);
  return { ...view, rows };
}
