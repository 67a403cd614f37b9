import { type KeyboardEvent, useCallback, useRef, useState } from 'react';

const ENTRY = '[data-notification]';

interface ListKeys {
  /** Of the element around all entries. */
  readonly ref: React.RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** The entry that Tab reaches: the one that was last in focus, else the first. */
  readonly activeId: string | undefined;
  readonly onEntryFocus: (id: string) => void;
}

/**
 * Arrow keys, Home and End move through entries, as in a menu; `e` marks the one in focus as read. One entry is in the
 * order of Tab.
 */
export function useListKeys(ids: readonly string[], onMarkRead: (id: string) => void): ListKeys {
  const ref = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | undefined>(undefined);
  const activeId = focused !== undefined && ids.includes(focused) ? focused : ids[0];
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const entries = [...(ref.current?.querySelectorAll<HTMLElement>(ENTRY) ?? [])];
      const at = entries.findIndex((entry) => entry.contains(document.activeElement));
      const last = entries.length - 1;
      const next = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[event.key];
      if (next !== undefined) entries[next]?.focus();
      else if (event.key === 'e' && at !== -1) onMarkRead(entries[at]?.dataset.notification ?? '');
      else return;
      event.preventDefault();
    },
    [onMarkRead],
  );
  return { ref, onKeyDown, activeId, onEntryFocus: setFocused };
}
