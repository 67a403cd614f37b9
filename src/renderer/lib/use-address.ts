import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Address } from './address.ts';

/** The address as state: what it says, as far as the page understands it, and how to change it. Typing does not fill the history. */
export function useAddress<V extends object>(address: Address<V>): [V, (changes: V) => void] {
  const raw: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const values = useMemo(() => address.parse(raw ?? {}), [address, raw]);
  const change = useCallback(
    (changes: V) => {
      const search = (before: Record<string, unknown>) => ({ ...before, ...changes });
      void navigate({ to: '.', search, replace: true });
    },
    [navigate],
  );
  return [values, change];
}
