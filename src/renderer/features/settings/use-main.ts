import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { toAppError } from '../../lib/bridge.ts';

interface MainValue<T> {
  readonly value: T | null;
  readonly error: AppError | null;
  readonly busy: boolean;
  /** Runs an act that answers the new value. */
  readonly run: (act: () => Promise<T>) => Promise<void>;
}

/** Something that main knows, read when the page opens and after each act. `load` must stay the same function. */
export function useMain<T>(load: () => Promise<T>): MainValue<T> {
  const [value, setValue] = useState<T | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const run = useCallback(async (act: () => Promise<T>) => {
    setBusy(true);
    setError(null);
    try {
      setValue(await act());
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  }, []);
  useEffect(() => void run(load), [run, load]);
  return { value, error, busy, run };
}
