import { useCallback } from 'react';
import { useInvalidate } from '../../lib/api.ts';

/** Asks again for everything that counts or lists an organization's invitations. */
export function useRefreshInvitations(org: string): () => Promise<unknown> {
  const invalidate = useInvalidate();
  return useCallback(
    () =>
      Promise.all([
        invalidate(org, 'invitations.list', 'organizations.home', 'organizations.get', 'audit.search'),
        invalidate(null, 'organizations.list'),
      ]),
    [org, invalidate],
  );
}
