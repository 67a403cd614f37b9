import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { useCommand } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { MOST_IN_DIALOG } from './invite-reason.ts';
import { type Outcomes, sortOutcomes } from './sort-outcomes.ts';

const PAUSE_MS = 500;

interface Checked {
  readonly key: string;
  readonly outcomes: Outcomes;
}

export interface AddressCheck {
  /** What the backend would do with exactly these addresses; undefined until it said so. */
  readonly outcomes: Outcomes | undefined;
  readonly isChecking: boolean;
  readonly error: AppError | null;
}

/** Asks the backend, once typing pauses, who of these is a member or invited already. Nothing is sent to them. */
export function useCheckAddresses(org: string, addresses: readonly string[], enabled: boolean): AddressCheck {
  const { run } = useCommand('invitations.check');
  const [checked, setChecked] = useState<Checked | null>(null);
  const [failed, setFailed] = useState<{ key: string; error: AppError } | null>(null);
  const key = addresses.join(' ');
  const wanted = useRef(key);
  wanted.current = key;

  const check = useCallback(
    async (asked: string) => {
      const emails = asked.split(' ');
      const invitations = emails.map((email) => ({ email, role_id: 'organization_user' as const }));
      try {
        const { rows } = await run({ params: { org_id: org }, body: { invitations } });
        if (wanted.current === asked) setChecked({ key: asked, outcomes: sortOutcomes(emails, rows) });
      } catch (thrown) {
        if (wanted.current === asked) setFailed({ key: asked, error: toAppError(thrown) });
      }
    },
    [org, run],
  );

  const due = enabled && key !== '' && addresses.length <= MOST_IN_DIALOG;
  useEffect(() => {
    if (!due) return;
    const timer = setTimeout(() => void check(key), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [due, key, check]);

  const outcomes = checked?.key === key ? checked.outcomes : undefined;
  const error = failed?.key === key ? failed.error : null;
  return { outcomes, error, isChecking: due && outcomes === undefined && error === null };
}
