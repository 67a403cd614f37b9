import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type AccessAddress, accessAddress } from './access-address.ts';

/** The address as state: what it says, and how to change it. Steps stay in the history: one goes back to the last answer. */
export function useAccessAddress(): [AccessAddress, (changes: AccessAddress) => void] {
  const raw: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const address = useMemo(() => accessAddress.parse(raw ?? {}), [raw]);
  const change = useCallback(
    (changes: AccessAddress) => {
      void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, ...changes }) });
    },
    [navigate],
  );
  return [address, change];
}
