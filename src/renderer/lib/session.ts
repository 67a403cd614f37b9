import { replaceEqualDeep } from '@tanstack/react-query';
import { create } from 'zustand';
import type { AppError } from '../../contract/errors.ts';
import type { Account, AppState, Connection, Event, KeychainState } from '../../contract/ipc.ts';
import { invoke, subscribe, toAppError } from './bridge.ts';
import { setClockOffset } from './clock.ts';
import { takeJob } from './jobs.ts';

interface Session {
  readonly state: AppState | null;
  readonly error: AppError | null;
}

/** What main says about accounts, connections, keychain and settings. Main owns it; this is its reflection. */
export const useSession = create<Session>(() => ({ state: null, error: null }));

function withConnection(state: AppState, connection: Connection): AppState {
  const others = state.connections.filter((other) => other.account_id !== connection.account_id);
  return { ...state, connections: [...others, connection] };
}

/** Takes what main says now. What has not changed stays the same object: nothing that shows it is drawn again. */
function take(next: AppState): void {
  setClockOffset(next.info.clock_offset_ms);
  useSession.setState(({ state }) => ({ state: replaceEqualDeep(state, next), error: null }));
}

function reflect(event: Event): void {
  if (event.type === 'state') take(event.state);
  if (event.type === 'job') takeJob(event.job);
  const { state } = useSession.getState();
  if (event.type === 'connection' && state !== null)
    useSession.setState({ state: withConnection(state, event.connection) });
}

export async function refreshSession(): Promise<void> {
  try {
    take(await invoke('app.state', {}));
  } catch (thrown) {
    useSession.setState({ error: toAppError(thrown) });
  }
}

/** Follows main from now on. `ready` resolves once main has said what there is, or has failed to. */
export function followMain(): { readonly ready: Promise<void>; readonly stop: () => void } {
  const stop = subscribe(reflect);
  return { ready: refreshSession(), stop };
}

/** Whether secrets can be read: from the keychain, or in memory for this session. */
export const isOpen = (keychain: KeychainState | undefined): boolean => keychain === 'ready' || keychain === 'session';

const activeOf = (state: AppState | null): Account | null =>
  state?.accounts.find((account) => account.id === state.active_account_id) ?? null;

export const useAppState = (): AppState | null => useSession((session) => session.state);
export const useAccount = (): Account | null => useSession((session) => activeOf(session.state));
export const activeAccount = (): Account | null => activeOf(useSession.getState().state);

/** The active account's connection; `unknown` until main has said something. */
export function useConnection(): Connection {
  const account = useAccount();
  const connection = useSession(({ state }) => state?.connections.find((one) => one.account_id === account?.id));
  return connection ?? { account_id: account?.id ?? '', state: 'unknown', last_answer_at: null, latency_ms: null };
}
