import { useState } from 'react';
import type { AppError } from '../../contract/errors.ts';
import { toAppError } from './bridge.ts';

export interface Task {
  readonly busy: boolean;
  readonly error: AppError | null;
  /** Runs one thing at a time; answers whether it worked. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** One thing that takes a moment and may fail. */
export function useTask(): Task {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      return true;
    } catch (thrown) {
      setError(toAppError(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run };
}
