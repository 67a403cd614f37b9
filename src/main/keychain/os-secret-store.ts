import type { ChildPort } from '../lib/child-port.ts';
import type { Logger } from '../lib/logger.ts';
import { createProcessSecretStore } from './process-secret-store.ts';
import { alwaysReady, createSecretServiceProbe } from './secret-service.ts';
import type { SecretStore } from './secret-store.ts';

/** This system's keychain. `start` runs keytar-process.ts: Node's `forkChild` or Electron's utilityProcess. */
export function createOsSecretStore({ start, log }: { start: () => ChildPort; log: Logger }): SecretStore {
  const ownKeychain = process.platform === 'darwin' || process.platform === 'win32';
  const probe = ownKeychain ? alwaysReady : createSecretServiceProbe({ env: process.env });
  return createProcessSecretStore({ start, probe, log });
}
