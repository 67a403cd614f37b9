import { useCallback } from 'react';
import { toast } from '../ui/toast.tsx';
import { invoke, toAppError } from './bridge.ts';
import { useAppState } from './session.ts';

/**
 * How somebody likes to look at something, such as a table's columns: a short text that is still there the next time,
 * `initial` until somebody chooses. Main keeps it with the settings: a page's own storage is lost where its address
 * changes at each start.
 */
export function useRemembered(key: string, initial: string): readonly [string, (value: string) => void] {
  const kept = useAppState()?.settings.view_choices[key];
  const keep = useCallback(
    (value: string) =>
      void invoke('settings.update', { view_choice: { key, value } }).catch((thrown: unknown) =>
        toast.error('Your choice of view was not kept', toAppError(thrown)),
      ),
    [key],
  );
  return [kept ?? initial, keep];
}
