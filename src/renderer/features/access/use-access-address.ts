import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type AccessAddress, accessAddress } from './access-address.ts';

/** The address as state: what it says, and how to change it. Questions stay in the history, walking through the answers does not. */
export function useAccessAddress(): [AccessAddress, (changes: AccessAddress) => void] {
  const raw: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const address = useMemo(() => accessAddress.parse(raw ?? {}), [raw]);
  const change = useCallback(
    (changes: AccessAddress) => {
      const search = (before: Record<string, unknown>) => ({ ...before, ...changes });
      void navigate({ to: '.', search, replace: Object.keys(changes).every((name) => name === 'open') });
    },
    [navigate],
  );
  return [address, change];
}
