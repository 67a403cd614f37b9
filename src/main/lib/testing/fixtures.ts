import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Keychain, openKeychain } from '../../keychain/keychain.ts';
import { KeychainError, type KeychainProblem, type SecretStore } from '../../keychain/secret-store.ts';
import { type Logger, silentLogger } from '../logger.ts';

/** HTTP limits that no busy machine reaches: a test of a limit sets that one. */
export const PATIENT = { answerMs: 600_000, idleMs: 600_000, wholeMs: 600_000, retryMs: 1 };

/** A folder of the test's own, removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A logger that keeps every line as text. */
export function recordingLogger(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  const write = (fields: Record<string, unknown>, message: string) =>
    void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { log: { debug: write, info: write, warn: write, error: write }, lines };
}

export interface FakeStore extends SecretStore {
  readonly secrets: Map<string, string>;
  /** What every operation runs into; undefined for none. */
  problem: KeychainProblem | undefined;
}

/** A keychain that does what the real one was seen to do, and fails as told. */
export function fakeStore(secrets = new Map<string, string>()): FakeStore {
  const open = () => {
    if (store.problem !== undefined) throw new KeychainError(store.problem, `it is ${store.problem}`);
  };
  const store: FakeStore = {
    secrets,
    problem: undefined,
    get: async (name) => {
      open();
      return secrets.get(name) ?? null;
    },
    set: async (name, value) => {
      open();
      secrets.set(name, value);
    },
    delete: async (name) => {
      open();
      secrets.delete(name);
    },
    status: async () => store.problem ?? 'ready',
    unlock: async () => store.problem ?? 'ready',
    close: async () => undefined,
  };
  return store;
}

/** A keychain on `store`. */
export const keychainOn = (store: SecretStore): Promise<Keychain> =>
  openKeychain({ store, log: silentLogger, onChange: () => undefined });

/** The path of every file below a folder. Reads none: while something is being written, temporary files come and go. */
export async function pathsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Every file below a folder, by path, with its bytes. Nothing may be writing there. */
export async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const path of await pathsBelow(folder)) files.set(path, await readFile(path));
  return files;
}

/** Waits until `condition` holds. Fails by the test's own time limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
