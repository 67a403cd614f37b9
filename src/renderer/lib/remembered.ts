import { useCallback, useSyncExternalStore } from 'react';

/** How somebody likes to look at things, such as columns. It stays on this machine and is nothing that must not be lost. */
const PREFIX = 'steward.view.';
const listeners = new Set<() => void>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    // A window without storage forgets; everything else works.
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A short text that is still there the next time, `initial` until somebody chooses. */
export function useRemembered(key: string, initial: string): readonly [string, (value: string) => void] {
  const value = useSyncExternalStore(follow, () => read(key) ?? initial);
  return [value, useCallback((next: string) => write(key, next), [key])];
}
