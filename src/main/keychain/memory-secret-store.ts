import type { SecretStore } from './secret-store.ts';

/** Secrets for this session only: in memory, gone when the app ends. */
export function createMemorySecretStore(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    get: async (name) => secrets.get(name) ?? null,
    set: async (name, value) => void secrets.set(name, value),
    delete: async (name) => void secrets.delete(name),
    status: async () => 'ready',
    unlock: async () => 'ready',
    close: async () => secrets.clear(),
  };
}
