import { useCallback, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { useCommand } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { type InviteProgress, InviteStopped, inviteInChunks, type NewInvitation } from './invite-in-chunks.ts';
import { useRefreshInvitations } from './use-refresh-invitations.ts';

export interface InviteFailure {
  readonly sent: number;
  readonly error: AppError;
}

/** Sends invitations with progress. `invite` answers a failure, or undefined when all went out. */
export function useInvite(org: string): {
  invite: (invitations: readonly NewInvitation[]) => Promise<InviteFailure | undefined>;
  progress: InviteProgress | null;
} {
  const { run } = useCommand('invitations.create');
  const refresh = useRefreshInvitations(org);
  const [progress, setProgress] = useState<InviteProgress | null>(null);
  const invite = useCallback(
    async (invitations: readonly NewInvitation[]) => {
      try {
        await inviteInChunks(
          invitations,
          (chunk) => run({ params: { org_id: org }, body: { invitations: chunk } }),
          setProgress,
        );
        return undefined;
      } catch (thrown) {
        const cause = thrown instanceof InviteStopped ? thrown.cause : thrown;
        return { sent: thrown instanceof InviteStopped ? thrown.done : 0, error: toAppError(cause) };
      } finally {
        setProgress(null);
        void refresh();
      }
    },
    [org, run, refresh],
  );
  return { invite, progress };
}
