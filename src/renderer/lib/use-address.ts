import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { z } from 'zod';

type AddressSchema = z.ZodObject;

/** The address as state: what it says, as far as the page understands it, and how to change it. Typing does not fill the history. */
export function useAddress<S extends AddressSchema>(schema: S): [z.output<S>, (changes: Partial<z.output<S>>) => void] {
  const raw: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const values = useMemo(() => schema.parse(raw ?? {}), [schema, raw]);
  const change = useCallback(
    (changes: Partial<z.output<S>>) => {
      const search = (before: Record<string, unknown>) => ({ ...before, ...changes });
      void navigate({ to: '.', search, replace: true });
    },
    [navigate],
  );
  return [values, change];
}
