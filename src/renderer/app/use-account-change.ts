import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useAccount, useAppState } from '../lib/session.ts';

/** Another account, by choice or because one signed out, opens at its own start; nothing of a gone one stays in memory. */
export function useAccountChange(): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const active = useAccount()?.id;
  const ids =
    useAppState()
      ?.accounts.map(({ id }) => id)
      .join(' ') ?? '';
  const before = useRef(active);
  useEffect(() => {
    const was = before.current;
    before.current = active;
    if (was !== undefined && active !== undefined && was !== active) void navigate({ to: '/' });
  }, [active, navigate]);
  useEffect(() => {
    const known = new Set(ids.split(' '));
    client.removeQueries({ predicate: ({ queryKey }) => !known.has(String(queryKey[0])) });
  }, [client, ids]);
}
