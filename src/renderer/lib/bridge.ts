import type { AppError } from '../../contract/errors.ts';
import type { Bridge, Event, MethodInput, MethodName, MethodOutput, Reply } from '../../contract/ipc.ts';
import { isKnownEvent } from './known-event.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent in the browser host. */
    readonly steward?: Bridge;
  }
}

/** A failed call, with everything that the app knows about the failure. */
export class BridgeError extends Error implements AppError {
  override readonly name: AppError['name'];
  readonly details: AppError['details'];
  readonly req_id: string | undefined;
  readonly retry_after_seconds: number | undefined;
  readonly password_policy: AppError['password_policy'];

  constructor(error: AppError) {
    super(error.message);
    this.name = error.name;
    this.details = error.details;
    this.req_id = error.req_id;
    this.retry_after_seconds = error.retry_after_seconds;
    this.password_policy = error.password_policy;
  }
}

/** Any thrown value as an error that the interface can show. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof BridgeError) return thrown;
  return { name: 'internal', message: thrown instanceof Error ? thrown.message : 'Something unexpected happened.' };
}

async function postToHost(method: string, input: unknown): Promise<Reply> {
  try {
    const response = await fetch('/bridge/invoke', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'x-steward-bridge': '1' },
      body: JSON.stringify({ method, input }),
    });
    return (await response.json()) as Reply;
  } catch {
    const message = 'Steward does not answer. It may have been stopped: start it again and open its new link.';
    return { ok: false, error: { name: 'refused', message } };
  }
}

/** The browser host's bridge: one HTTP path for calls, one event stream. */
const httpBridge: Bridge = {
  invoke: postToHost,
  subscribe(listener) {
    const source = new EventSource('/bridge/events');
    source.onmessage = (message: MessageEvent<string>) => listener(JSON.parse(message.data));
    return () => source.close();
  },
};

let replaced: Bridge | undefined;

/** Tests put a bridge of their own in place. */
export function replaceBridge(bridge: Bridge | undefined): void {
  replaced = bridge;
}

const currentBridge = (): Bridge => replaced ?? window.steward ?? httpBridge;

export async function invoke<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
  const reply = await currentBridge().invoke(method, input);
  if (!reply.ok) throw new BridgeError(reply.error);
  return reply.value as MethodOutput<M>;
}

/** Calls `listener` for each event that the contract knows; answers how to stop. */
export function subscribe(listener: (event: Event) => void): () => void {
  return currentBridge().subscribe((data) => {
    if (isKnownEvent(data)) listener(data);
  });
}
