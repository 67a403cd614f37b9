import { useCallback } from 'react';
import type { Member } from '../../../contract/api/members.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { nameSome, personName } from '../../lib/person-name.ts';
import { toast } from '../../ui/toast.tsx';
import { usePendingChanges } from './pending-changes.ts';

/** Removes members: gone from the list at once, back with the reason when refused. Answers whether it went through. */
export function useRemoveMembers(org: string): (members: readonly Member[]) => Promise<boolean> {
  const { run } = useCommand('members.remove');
  const invalidate = useInvalidate();
  return useCallback(
    async (members) => {
      const ids = members.map(({ user }) => user.id);
      const { put, drop } = usePendingChanges.getState();
      put(
        org,
        ids.map((id) => [id, 'removed'] as const),
      );
      try {
        await run({ params: { org_id: org }, body: { user_ids: ids } });
      } catch (thrown) {
        drop(org, ids);
        toast.error(members.length === 1 ? 'The member was not removed' : 'Nobody was removed', toAppError(thrown));
        return false;
      }
      const fresh = Promise.all([invalidate(org), invalidate(null, 'organizations.list')]);
      void fresh.finally(() => drop(org, ids));
      toast.success(`Removed ${nameSome(members.map(({ user }) => personName(user)))}.`);
      return true;
    },
    [org, run, invalidate],
  );
}
