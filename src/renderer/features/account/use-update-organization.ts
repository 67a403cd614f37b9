import { useCallback } from 'react';
import type { InputOf } from '../../../contract/api/index.ts';
import type { Organization } from '../../../contract/api/organizations.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';

type Changes = NonNullable<InputOf<'organizations.update'>['body']>['organization'];

/** Changes an organization; rejects with the reason. */
export function useUpdateOrganization(org: string): (changes: Changes) => Promise<Organization> {
  const { run } = useCommand('organizations.update');
  const invalidate = useInvalidate();
  return useCallback(
    async (changes) => {
      const { organization } = await run({ params: { org_id: org }, body: { organization: changes } });
      void invalidate(org, 'organizations.get', 'organizations.home', 'audit.search');
      void invalidate(null, 'organizations.list');
      return organization;
    },
    [org, run, invalidate],
  );
}
