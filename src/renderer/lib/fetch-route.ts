import type { QueryClient } from '@tanstack/react-query';
import { BridgeError, invoke } from './bridge.ts';
import { idle } from './idle.ts';
import type { LooseInput, RouteKey } from './query.ts';

/** An answer with its age. */
export interface Kept<A> {
  readonly data: A;
  readonly asOf: number;
  readonly source: 'network' | 'cache';
}

export async function callRoute<A>(
  account: string,
  route: string,
  { params, query, body, if_match }: LooseInput,
  from: 'network' | 'cache',
): Promise<Kept<A>> {
  const input = {
    ...(params && { params }),
    ...(query && { query }),
    ...(body && { body }),
    ...(if_match && { if_match }),
  };
  const answer = await invoke('api.call', { account_id: account, route, input, from });
  return { data: answer.data as A, asOf: answer.as_of, source: answer.source };
}

/** What main has kept, or undefined where it has kept nothing; other failures are left to the network's turn. */
export async function keptAnswer<A>(account: string, route: string, input: LooseInput): Promise<Kept<A> | undefined> {
  try {
    return await callRoute<A>(account, route, input, 'cache');
  } catch (thrown) {
    if (thrown instanceof BridgeError) return undefined;
    throw thrown;
  }
}

/** Answers are taken apart in main and drawn here: neither is to keep what is there already from the screen. */
const DRAWN_WITHIN_MS = 200;
/** Whoever passes through on the way to another view is gone by then. */
const REST_MS = 100;

/**
 * Resolves when it is time to ask the backend: at once where nothing is in memory, or what is there has changed; else
 * when it has been drawn and is still looked at. Throws where it is not.
 */
export async function untilWanted(client: QueryClient, key: RouteKey, signal: AbortSignal): Promise<void> {
  const state = client.getQueryState(key);
  if (state?.data !== undefined && !state.isInvalidated) {
    await idle(DRAWN_WITHIN_MS);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }
  signal.throwIfAborted();
}

/** Asks the backend; before that, where nothing is in memory, shows what main has kept. */
export async function fetchRoute<A>(client: QueryClient, key: RouteKey, signal: AbortSignal): Promise<Kept<A>> {
  const [account, , route, input] = key;
  await warmRoute(client, key);
  await untilWanted(client, key, signal);
  return callRoute<A>(account, route, input, 'network');
}

/** Brings what main has kept into memory, so that a page about to open has something to show at once. */
export async function warmRoute(client: QueryClient, key: RouteKey): Promise<void> {
  if (client.getQueryData(key) !== undefined) return;
  const [account, , route, input] = key;
  const kept = await keptAnswer(account, route, input);
  // However young what is kept may be, the backend is asked whether it still holds.
  if (kept !== undefined && client.getQueryData(key) === undefined) client.setQueryData(key, kept, { updatedAt: 0 });
}
