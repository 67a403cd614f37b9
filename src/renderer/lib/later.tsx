import { type ComponentType, type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { idle } from './idle.ts';

/** What is read once the first view is on screen, in this order. */
const ahead: (() => Promise<unknown>)[] = [];

/** Has it read as soon as the first view is there and nothing else is to be done: its first use then waits for nothing. */
export function readLater(read: () => Promise<unknown>): void {
  ahead.push(read);
}

/** Reads what was put off, one after the other. What cannot be read now is read when it is used, and says why there. */
export async function readAhead(pause: () => Promise<void> = () => idle(2000)): Promise<void> {
  for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
    await pause();
    await next().catch(() => undefined);
  }
}

interface LaterProps {
  /** Whether it is needed now: it is read at once if it has not been. */
  readonly when?: boolean;
  /** What stands for it while it is read. */
  readonly meanwhile?: ReactNode;
}

/**
 * A part of the interface that the first view can do without. Unlike React's `lazy` it shows without a frame between
 * once it has been read, and reads again after a failure.
 */
export function later<P extends object>(read: () => Promise<ComponentType<P>>): ComponentType<P & LaterProps> {
  let component: ComponentType<P> | undefined;
  let reading: Promise<void> | undefined;
  const listeners = new Set<() => void>();
  const begin = () => {
    reading ??= read().then(
      (found) => {
        component = found;
        for (const listener of listeners) listener();
      },
      (error: unknown) => {
        reading = undefined;
        throw error;
      },
    );
    return reading;
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  readLater(begin);
  return function Later({ when = true, meanwhile = null, ...props }) {
    const Component = useSyncExternalStore(subscribe, () => component);
    const [problem, setProblem] = useState<{ readonly error: unknown } | null>(null);
    const missing = when && Component === undefined;
    useEffect(() => {
      if (missing) begin().catch((error: unknown) => setProblem({ error }));
    }, [missing]);
    if (problem !== null) throw problem.error;
    if (Component !== undefined) return <Component {...(props as P)} />;
    return missing ? meanwhile : null;
  };
}
