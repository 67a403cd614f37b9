import type { AppState, Event } from '../../contract/ipc.ts';
import { type Logger, reason } from './logger.ts';

/** Main's events to its hosts. */
export interface Events {
  emit(event: Event): void;
  /** Tells the whole state soon; several changes at once are told once. */
  stateChanged(): void;
  subscribe(listener: (event: Event) => void): () => void;
}

/** A listener that throws is logged and does not keep the others from being told. */
export function createEvents(log: Logger, state: () => AppState): Events {
  const listeners = new Set<(event: Event) => void>();
  let pending = false;
  const emit = (event: Event) => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        log.error({ event: event.type, ...reason(error) }, 'an event could not be delivered');
      }
    }
  };
  return {
    emit,
    stateChanged: () => {
      if (pending) return;
      pending = true;
      setImmediate(() => {
        pending = false;
        if (listeners.size > 0) emit({ type: 'state', state: state() });
      });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
