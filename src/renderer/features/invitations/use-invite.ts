import { useCallback } from 'react';
import type { InputOf } from '../../../contract/api/index.ts';
import type { AppError } from '../../../contract/errors.ts';
import { useCommand } from '../../lib/api.ts';
import { useRefreshInvitations } from './use-refresh-invitations.ts';

type NewInvitation = NonNullable<InputOf<'invitations.create'>['body']>['invitations'][number];

/** Invites a few people in one call. `invite` answers whether it worked; `error` says why not. */
export function useInvite(org: string): {
  invite: (invitations: NewInvitation[]) => Promise<boolean>;
  isPending: boolean;
  error: AppError | null;
} {
  const { run, isPending, error } = useCommand('invitations.create');
  const refresh = useRefreshInvitations(org);
  const invite = useCallback(
    (invitations: NewInvitation[]) =>
      run({ params: { org_id: org }, body: { invitations } })
        .then(
          () => true,
          // The command keeps the reason.
          () => false,
        )
        .finally(() => void refresh()),
    [org, run, refresh],
  );
  return { invite, isPending, error };
}
