import type { KeychainState } from '../../contract/ipc.ts';
import { type Logger, reason } from '../lib/logger.ts';
import { createMemorySecretStore } from './memory-secret-store.ts';
import { keychainFailure } from './messages.ts';
import { KeychainError, type SecretStore } from './secret-store.ts';
import { createShortMemory } from './short-memory.ts';

/** The secrets of this run: from the OS keychain, or in memory once the user has chosen "this session only". */
export interface Keychain {
  /** As last seen. */
  state(): KeychainState;
  /** The secret, or null where the open keychain certainly has none. Throws `Failure` keychain_*. */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
  /** Looks again, letting the keychain ask the user for its password. Leaves "this session only" if it is usable. */
  retry(): Promise<KeychainState>;
  /** Goes on with memory only. Secrets that were read before stay usable. */
  useSession(): KeychainState;
  /** Throws `Failure` keychain_* unless secrets can be kept now. Looks again first. */
  mustBeReady(): Promise<void>;
  /** Takes out of memory what the keychain can give again: the screen was locked, or the machine sleeps. */
  forgetRecent(): void;
  close(): Promise<void>;
}

interface KeychainOptions {
  readonly store: SecretStore;
  readonly log: Logger;
  readonly onChange: () => void;
  /** How long a secret that is not used stays in memory. */
  readonly keepMs?: number;
}

/** A minute: while somebody works the keychain is asked once, and soon after that nothing of it is in memory. */
const KEEP_MS = 60_000;

/** Looks at the keychain once, without asking the user anything. */
export async function openKeychain(options: KeychainOptions): Promise<Keychain> {
  const { store, log, onChange, keepMs = KEEP_MS } = options;
  const session = createMemorySecretStore();
  // What was read or kept a moment ago, so that not every request asks the keychain.
  const known = createShortMemory(keepMs);
  let state: KeychainState = await store.status();

  const become = (next: KeychainState): KeychainState => {
    if (next === state) return state;
    log.info({ from: state, to: next }, 'the keychain changed');
    state = next;
    onChange();
    return state;
  };
  const active = () => (state === 'session' ? session : store);
  const attempt = async <T>(act: (secrets: SecretStore) => Promise<T>): Promise<T> => {
    try {
      const value = await act(active());
      if (state !== 'session') become('ready');
      return value;
    } catch (error) {
      if (!(error instanceof KeychainError)) throw error;
      log.warn({ kind: error.kind, ...reason(error) }, 'the keychain could not be used');
      if (state !== 'session') become(error.kind);
      throw keychainFailure(error.kind);
    }
  };

  return {
    state: () => state,
    get: async (name) => {
      const recent = known.get(name);
      if (recent !== null) return recent;
      // One of "this session only" stays usable when the keychain has become usable since.
      const value = (await attempt((secrets) => secrets.get(name))) ?? (await session.get(name));
      if (value !== null) known.set(name, value);
      return value;
    },
    set: async (name, value) => {
      await attempt((secrets) => secrets.set(name, value));
      known.set(name, value);
    },
    delete: async (name) => {
      known.delete(name);
      await session.delete(name);
      await attempt((secrets) => secrets.delete(name));
    },
    retry: async () => {
      const seen = await store.unlock();
      // "This session only" ends when the keychain is usable, not when it is still not.
      return state === 'session' && seen !== 'ready' ? state : become(seen);
    },
    useSession: () => {
      for (const [name, value] of known.all()) void session.set(name, value);
      return become('session');
    },
    forgetRecent: () => known.clear(),
    mustBeReady: async () => {
      if (state === 'session') return;
      const seen = become(await store.status());
      if (seen !== 'ready' && seen !== 'session') throw keychainFailure(seen);
    },
    close: async () => {
      known.clear();
      await Promise.all([session.close(), store.close()]);
    },
  };
}
