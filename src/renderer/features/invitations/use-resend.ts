import { useCallback, useState } from 'react';
import type { Invitation } from '../../../contract/api/invitations.ts';
import { INVITATION_DAYS } from '../../../contract/permissions.ts';
import { useCommand } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { toast } from '../../ui/toast.tsx';
import { useRefreshInvitations } from './use-refresh-invitations.ts';

type Addressed = Pick<Invitation, 'id' | 'email'>;

/** Sends an invitation again; `sending` are the ids under way. */
export function useResend(org: string): {
  resend: (invitation: Addressed) => Promise<void>;
  sending: ReadonlySet<string>;
} {
  const { run } = useCommand('invitations.resend');
  const refresh = useRefreshInvitations(org);
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  const resend = useCallback(
    async ({ id, email }: Addressed) => {
      setSending((before) => new Set([...before, id]));
      try {
        await run({ params: { org_id: org, id } });
        toast.success(`Invited ${email} again. The invitation is valid for ${INVITATION_DAYS} days from now.`);
        await refresh();
      } catch (thrown) {
        toast.error(`The invitation to ${email} was not sent again`, toAppError(thrown));
      } finally {
        setSending((before) => new Set([...before].filter((other) => other !== id)));
      }
    },
    [org, run, refresh],
  );
  return { resend, sending };
}
