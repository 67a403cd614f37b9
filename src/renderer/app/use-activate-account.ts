import { useNavigate } from '@tanstack/react-router';
import { invoke, toAppError } from '../lib/bridge.ts';
import { refreshSession } from '../lib/session.ts';
import { toast } from '../ui/toast.tsx';

/** Another account has other organizations: it opens where it was last. */
export function useActivateAccount(): (accountId: string) => Promise<void> {
  const navigate = useNavigate();
  return async (accountId) => {
    try {
      await invoke('accounts.activate', { account_id: accountId });
      await refreshSession();
      await navigate({ to: '/' });
    } catch (thrown) {
      toast.error('Could not switch to the account', toAppError(thrown));
    }
  };
}
