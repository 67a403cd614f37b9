import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { MOST_INVITATIONS } from '../../../../contract/api/invitations.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { useCommand } from '../../../lib/api.ts';
import { toAppError } from '../../../lib/bridge.ts';
import type { DeskRow } from './desk-rows.ts';
import { changeDesk, type Desk } from './desk-store.ts';
import { type CheckAnswer, checkKey, type JudgedRow } from './row-state.ts';

const PAUSE_MS = 250;

export interface DeskCheck {
  readonly isChecking: boolean;
  readonly error: AppError | null;
  readonly retry: () => void;
}

/** Asks the server about rows that it has not been asked about, as many at a time as a call takes. */
export function useDeskCheck(account: string, org: string, rows: readonly JudgedRow[], enabled: boolean): DeskCheck {
  const { run } = useCommand('invitations.check');
  const [error, setError] = useState<AppError | null>(null);
  const [isChecking, setChecking] = useState(false);
  const pending = useMemo(() => rows.filter(({ state }) => state === 'checking').slice(0, MOST_INVITATIONS), [rows]);
  const asked = useRef<readonly DeskRow[] | null>(null);

  const ask = useCallback(
    async (chunk: readonly DeskRow[]) => {
      asked.current = chunk;
      setChecking(true);
      const invitations = chunk.map(({ email, role, teams }) => ({
        ...{ email: email ?? '', role_id: role ?? ('organization_user' as const), team_ids: [...teams] },
      }));
      try {
        const { rows: answers } = await run({ params: { org_id: org }, body: { invitations } });
        changeDesk(account, org, (desk: Desk) => {
          const next = new Map<string, CheckAnswer>(desk.answers);
          for (const [index, row] of chunk.entries()) {
            const answer = answers[index];
            if (answer !== undefined) next.set(checkKey(row), answer);
          }
          return { answers: next };
        });
        setError(null);
      } catch (thrown) {
        setError(toAppError(thrown));
      } finally {
        asked.current = null;
        setChecking(false);
      }
    },
    [account, org, run],
  );

  const due = enabled && pending.length > 0 && error === null && !isChecking;
  useEffect(() => {
    if (!due) return;
    const timer = setTimeout(() => {
      if (asked.current === null) void ask(pending);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [due, pending, ask]);

  return { isChecking: isChecking || due, error, retry: useCallback(() => setError(null), []) };
}
