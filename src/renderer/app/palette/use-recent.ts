import { useCallback } from 'react';
import { z } from 'zod';
import { useDraft } from '../../lib/draft.ts';

const keys = z.array(z.string().max(200)).max(30);
const NONE: readonly string[] = [];

/** The keys of what was chosen lately, the latest first, and how to note another. Main keeps them: ids, no names. */
export function useRecent(): { readonly recent: readonly string[]; readonly note: (key: string) => void } {
  const { value, change } = useDraft('palette/recent', keys, []);
  const note = useCallback(
    (key: string) => change([key, ...(value ?? []).filter((other) => other !== key)].slice(0, 30)),
    [value, change],
  );
  return { recent: value ?? NONE, note };
}
