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
const LATEST_MS = 200;

/** Resolves when it is time to ask the backend: at once where nothing is in memory, else when that has been drawn. */
export const shownFirst = async (client: QueryClient, key: RouteKey): Promise<void> => {
  if (client.getQueryData(key) !== undefined) await idle(LATEST_MS);
};

/** Asks the backend; before that, where nothing is in memory, shows what main has kept. */
export async function fetchRoute<A>(client: QueryClient, key: RouteKey): Promise<Kept<A>> {
  const [account, , route, input] = key;
  await warmRoute(client, key);
  await shownFirst(client, key);
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
