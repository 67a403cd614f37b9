import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useConnection } from '../lib/session.ts';

/** Once the backend is there again, what is on screen is asked for again. */
export function useRefreshWhenBack(): void {
  const client = useQueryClient();
  const { state, account_id } = useConnection();
  const before = useRef({ state, account_id });
  useEffect(() => {
    const was = before.current;
    before.current = { state, account_id };
    const back =
      was.account_id === account_id && was.state !== 'online' && was.state !== 'unknown' && state === 'online';
    if (back) void client.invalidateQueries();
  }, [client, state, account_id]);
}
