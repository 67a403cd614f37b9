import type { Keychain } from '../keychain/keychain.ts';
import type { Logger } from '../lib/logger.ts';
import type { CacheLimits, OfflineCache } from './cache.ts';
import { createDiskCache, DEFAULT_LIMITS } from './disk-cache.ts';
import { createMemoryCache } from './memory-cache.ts';
import type { OpenSealing } from './open-sealing.ts';

/** The offline cache: on disk under a key from the keychain, in memory while there is "this session only". */
export function openCache(options: {
  /** The folder of its files. */
  root: string;
  keychain: Keychain;
  sealing: OpenSealing;
  log: Logger;
  limits?: () => CacheLimits;
  onProblem?: () => void;
}): OfflineCache {
  const { root, keychain, sealing, log, limits = () => DEFAULT_LIMITS, onProblem } = options;
  const disk = createDiskCache({ root, sealing, log, limits, onProblem });
  const memory = createMemoryCache();
  const active = () => (keychain.state() === 'session' ? memory : disk);
  return {
    get: (key) => active().get(key),
    put: (key, entry) => active().put(key, entry),
    wipe: async (accountId) => {
      const wiped = await Promise.all([memory.wipe(accountId), disk.wipe(accountId)]);
      return wiped.every(Boolean);
    },
    clear: async () => {
      await Promise.all([memory.clear(), disk.clear()]);
    },
    info: () => active().info(),
    flush: () => disk.flush(),
  };
}
