import { useCallback } from 'react';
import { useCommand, useInvalidate } from '../../lib/api.ts';

/** Leaves an organization. Rejects with the reason; afterwards the caller has to go somewhere else. */
export function useLeave(org: string) {
  const { run, error, reset } = useCommand('organizations.leave');
  const invalidate = useInvalidate();
  const leave = useCallback(async () => {
    await run({ params: { org_id: org } });
    void invalidate(null, 'organizations.list', 'users.get');
  }, [org, run, invalidate]);
  return { leave, error, reset };
}
