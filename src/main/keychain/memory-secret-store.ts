import type { SecretStore } from './secret-store.ts';
import { createShortMemory } from './short-memory.ts';

/** Secrets for this session only: in memory, gone when the app ends. */
export function createMemorySecretStore(): SecretStore {
  const secrets = createShortMemory();
  return {
    get: async (name) => secrets.get(name),
    set: async (name, value) => secrets.set(name, value),
    delete: async (name) => secrets.delete(name),
    status: async () => 'ready',
    unlock: async () => 'ready',
    close: async () => secrets.clear(),
  };
}
