import { useState } from 'react';
import type { AppError } from '../../contract/errors.ts';
import { toAppError } from './bridge.ts';

/** What a confirmed change fails with, for the dialog that stays open; it rejects so that the dialog knows. */
export function useConfirmed(change: () => Promise<unknown>): { error: AppError | null; confirm: () => Promise<void> } {
  const [error, setError] = useState<AppError | null>(null);
  const confirm = async () => {
    setError(null);
    try {
      await change();
    } catch (thrown) {
      setError(toAppError(thrown));
      throw thrown;
    }
  };
  return { error, confirm };
}
