import { useAccount, useConnection } from './api.ts';

export const OFFLINE_REASON = 'You are offline. Changes are possible again once there is a connection.';

/** Why nothing can be changed now, in words for beside a disabled control; undefined when changes are possible. */
export function useBlocked(): string | undefined {
  const { state } = useConnection();
  const account = useAccount();
  if (account?.needs_sign_in === true) return 'Sign in again to make changes.';
  if (state === 'offline') return OFFLINE_REASON;
  if (state === 'starting') return 'The workspace is starting. Changes are possible in a moment.';
  return undefined;
}
