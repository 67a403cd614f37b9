import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Connection } from '../../contract/ipc.ts';
import { isOpen, useAppState, useConnection } from '../lib/session.ts';

const OUT_OF_REACH: ReadonlySet<Connection['state']> = new Set(['offline', 'starting']);

/** Once the backend is there again, or the keychain with what opens it, what is on screen is asked for again. */
export function useRefreshWhenBack(): void {
  const client = useQueryClient();
  const { state, account_id } = useConnection();
  const keychain = useAppState()?.keychain;
  const before = useRef({ state, account_id, keychain });
  useEffect(() => {
    const was = before.current;
    before.current = { state, account_id, keychain };
    const reached = was.account_id === account_id && OUT_OF_REACH.has(was.state) && state === 'online';
    const opened = was.keychain !== undefined && !isOpen(was.keychain) && isOpen(keychain);
    if (reached || opened) void client.invalidateQueries();
  }, [client, state, account_id, keychain]);
}
