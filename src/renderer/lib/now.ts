import { useSyncExternalStore } from 'react';
import { clock } from './clock.ts';

const TICK = 30_000;
const listeners = new Set<() => void>();
let now = clock.now();
let timer: ReturnType<typeof setInterval> | undefined;

function follow(listener: () => void): () => void {
  listeners.add(listener);
  // The clock stood while nobody looked.
  if (timer === undefined) now = clock.now();
  timer ??= setInterval(() => {
    now = clock.now();
    for (const each of listeners) each();
  }, TICK);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const current = (): number => now;

/** The time, twice a minute: one clock for every relative time on screen. */
export const useNow = (): number => useSyncExternalStore(follow, current);
