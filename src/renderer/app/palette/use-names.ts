import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { FoundNames } from '../../../contract/ipc.ts';
import { invoke, toAppError } from '../../lib/bridge.ts';
import { useOrgIdOrNull } from '../../lib/current.ts';
import { useAccount } from '../../lib/session.ts';

/** The most names of each kind that are asked for: somewhat more than are shown. */
const LIMIT = 10;
/** While main still reads what is kept, it is asked again after this long, so many times. */
const AGAIN_MS = 150;
const MOST_TIMES = 100;

interface Names {
  /** The text that they answer to; what is on screen of an earlier one stays until then. */
  readonly text: string | null;
  readonly answer: FoundNames;
  readonly error: AppError | null;
}

const NONE: FoundNames = { names: [], found: 0, known: 0, complete: false };

/** Names of everything that is kept of the account. Main has them and looks through them; here are only the best. */
export function useNames(text: string, recent: readonly string[]): Names {
  const account = useAccount()?.id ?? '';
  const organization = useOrgIdOrNull();
  const [names, setNames] = useState<Names>({ text: null, answer: NONE, error: null });
  const chosen = useRef(recent);
  chosen.current = recent;
  const ready = recent.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the recent choices are read, they are asked for
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (times: number) => {
      const query = { account_id: account, text, organization_id: organization, limit: LIMIT };
      try {
        const answer = await invoke('names.search', { ...query, recent: [...chosen.current] });
        if (!current) return;
        setNames({ text, answer, error: null });
        if (!answer.complete && times < MOST_TIMES) timer = setTimeout(() => void ask(times + 1), AGAIN_MS);
      } catch (thrown) {
        if (current) setNames({ text, answer: NONE, error: toAppError(thrown) });
      }
    };
    void ask(0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [account, organization, text, ready]);
  return names;
}
