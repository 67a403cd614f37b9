import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keychain } from '../keychain/keychain.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { CacheLimits, OfflineCache } from './cache.ts';
import { createDiskCache, DEFAULT_LIMITS } from './disk-cache.ts';
import { createMemoryCache } from './memory-cache.ts';
import { createSealing, type Sealing } from './sealing.ts';

const KEY_NAME = 'cache-key';

/** The cache's key from the keychain, made there when missing. Undefined while the keychain cannot be used. */
function keyFrom(keychain: Keychain, root: string, log: Logger): () => Promise<Sealing | undefined> {
  let sealing: Promise<Sealing> | undefined;
  const read = async (): Promise<Sealing> => {
    const kept = Buffer.from((await keychain.get(KEY_NAME)) ?? '', 'base64');
    if (kept.length === 32) return createSealing(kept);
    // Nothing that was kept under another key can be opened any more.
    await rm(root, { recursive: true, force: true });
    const made = randomBytes(32);
    await keychain.set(KEY_NAME, made.toString('base64'));
    return createSealing(made);
  };
  return async () => {
    const state = keychain.state();
    if (state === 'absent' || state === 'refused') return undefined;
    sealing ??= read();
    try {
      return await sealing;
    } catch (error) {
      sealing = undefined;
      log.warn(reason(error), 'the cache has no key now');
      return undefined;
    }
  };
}

/** The offline cache: on disk under a key from the keychain, in memory while there is "this session only". */
export function openCache(options: {
  dataDir: string;
  keychain: Keychain;
  log: Logger;
  limits?: () => CacheLimits;
  onProblem?: () => void;
}): OfflineCache {
  const { dataDir, keychain, log, limits = () => DEFAULT_LIMITS, onProblem } = options;
  const root = join(dataDir, 'cache');
  const disk = createDiskCache({ root, sealing: keyFrom(keychain, root, log), log, limits, onProblem });
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
