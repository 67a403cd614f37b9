import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { AppError } from '../../contract/errors.ts';
import { invoke, toAppError } from './bridge.ts';
import { useAccount } from './session.ts';

const SETTLE_MS = 250;

export interface Draft<T> {
  /** Undefined while it is being read. */
  readonly value: T | undefined;
  /** Changes it at once and keeps it a moment later. */
  readonly change: (value: T) => void;
  /** Why the last change is not kept on disk. */
  readonly error: AppError | null;
}

/** Work that was begun and not yet sent, kept by main under a key: it outlives a restart and needs no connection. */
export function useDraft<S extends z.ZodType>(key: string, schema: S, initial: z.output<S>): Draft<z.output<S>> {
  const account = useAccount()?.id ?? '';
  const [value, setValue] = useState<z.output<S>>();
  const [error, setError] = useState<AppError | null>(null);
  const unsaved = useRef<{ value: unknown } | null>(null);
  const first = useRef(initial);

  const save = useCallback(() => {
    const held = unsaved.current;
    if (held === null) return;
    unsaved.current = null;
    invoke('drafts.put', { account_id: account, key, value: held.value as never }).then(
      () => setError(null),
      (thrown: unknown) => setError(toAppError(thrown)),
    );
  }, [account, key]);

  useEffect(() => {
    let current = true;
    setValue(undefined);
    invoke('drafts.get', { account_id: account, key }).then(
      (answer) => {
        const kept = schema.safeParse(answer.value);
        if (current) setValue(kept.success ? kept.data : first.current);
      },
      (thrown: unknown) => {
        if (!current) return;
        setError(toAppError(thrown));
        setValue(first.current);
      },
    );
    return () => {
      current = false;
      save();
    };
  }, [account, key, schema, save]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const change = useCallback(
    (next: z.output<S>) => {
      setValue(next);
      unsaved.current = { value: next };
      clearTimeout(timer.current);
      timer.current = setTimeout(save, SETTLE_MS);
    },
    [save],
  );
  return { value, change, error };
}
