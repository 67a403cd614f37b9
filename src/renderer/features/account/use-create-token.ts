import { useCallback } from 'react';
import type { Action } from '../../../contract/permissions.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import type { ScopeMode } from './scope-labels.ts';
import { type ExpiryChoice, expiryTime } from './token-expiry.ts';

export interface NewToken {
  readonly description: string;
  readonly mode: ScopeMode;
  readonly chosen: readonly Action[];
  readonly expiry: ExpiryChoice;
  readonly date: string;
}

/** Creates a token and answers its secret, which the backend never tells again. */
export function useCreateToken(): (token: NewToken) => Promise<string> {
  const { run, reset } = useCommand('keys.create');
  const invalidate = useInvalidate();
  return useCallback(
    async ({ description, mode, chosen, expiry, date }) => {
      const scopes = mode === 'all' ? (['*'] as const) : mode === 'read' ? (['read'] as const) : chosen;
      const key = { description, scopes: [...scopes], expires_at: expiryTime(expiry, date, clock.now()) };
      const { keys } = await run({ params: { user_id: 'me' }, body: { keys: [key] } });
      // The secret is the dialog's alone: nothing else keeps the answer.
      reset();
      void invalidate(null, 'keys.list');
      return keys[0]?.id ?? '';
    },
    [run, reset, invalidate],
  );
}
