import { useCallback } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { Organization } from '../../../contract/api/organizations.ts';
import { useAllPages, useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { ME } from '../../lib/current.ts';
import { toast } from '../../ui/toast.tsx';

const DELETED = { ...ME, query: { deleted: 'true' } } as const;
const pick = (answer: AnswerOf<'organizations.list'>) => answer.organizations;

/** Organizations that I administered and that can still come back. */
export const useDeletedOrganizations = (): readonly Organization[] =>
  useAllPages('organizations.list', DELETED, pick).rows;

/** Undoes a deletion and says how it went. */
export function useRestore(): { restore: (organization: Organization) => Promise<void>; isPending: boolean } {
  const { run, isPending } = useCommand('organizations.restore');
  const invalidate = useInvalidate();
  const restore = useCallback(
    async ({ id, name }: Organization) => {
      try {
        await run({ params: { org_id: id } });
        toast.success(`Restored ${name}. Its people and apps are as they were.`);
        await invalidate(null, 'organizations.list');
      } catch (thrown) {
        toast.error(`${name} was not restored`, toAppError(thrown));
      }
    },
    [run, invalidate],
  );
  return { restore, isPending };
}
