import { useCallback, useMemo, useState } from 'react';
import type { Invitation } from '../../../contract/api/invitations.ts';
import { useCommand } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { plural } from '../../lib/format.ts';
import { toast } from '../../ui/toast.tsx';
import { useRefreshInvitations } from './use-refresh-invitations.ts';

/** Rescinds invitations: gone from the list at once (`rescinding`), back with the reason when refused. */
export function useRescind(org: string): {
  rescind: (invitations: readonly Invitation[]) => Promise<boolean>;
  rescinding: ReadonlySet<string>;
} {
  const { run } = useCommand('invitations.cancel');
  const refresh = useRefreshInvitations(org);
  const [rescinding, setRescinding] = useState<ReadonlySet<string>>(new Set());
  const rescind = useCallback(
    async (invitations: readonly Invitation[]) => {
      const ids = invitations.map(({ id }) => id);
      const without = (before: ReadonlySet<string>) => new Set([...before].filter((id) => !ids.includes(id)));
      setRescinding((before) => new Set([...before, ...ids]));
      try {
        await run({ params: { org_id: org }, body: { ids } });
      } catch (thrown) {
        setRescinding(without);
        toast.error('Nothing was rescinded', toAppError(thrown));
        return false;
      }
      const [only] = invitations;
      toast.success(
        only !== undefined && ids.length === 1
          ? `Rescinded the invitation to ${only.email}.`
          : `Rescinded ${plural(ids.length, 'invitation')}.`,
      );
      void refresh().finally(() => setRescinding(without));
      return true;
    },
    [org, run, refresh],
  );
  return useMemo(() => ({ rescind, rescinding }), [rescind, rescinding]);
}
