import { type CacheEntry, type CacheKey, canonical, type OfflineCache } from './cache.ts';

const MAX_BYTES = 32 * 1024 * 1024;

/** The cache for "this session only": in memory, bounded, never on disk, since there is no key that would last. */
export function createMemoryCache(maxBytes = MAX_BYTES): OfflineCache {
  const entries = new Map<string, { accountId: string; text: string }>();
  let bytes = 0;
  const nameOf = (key: CacheKey) => canonical([key.accountId, key.route, key.input]);
  const drop = (name: string) => {
    bytes -= entries.get(name)?.text.length ?? 0;
    entries.delete(name);
  };
  return {
    get: async (key) => {
      const name = nameOf(key);
      const found = entries.get(name);
      if (found === undefined) return undefined;
      entries.delete(name);
      entries.set(name, found);
      return JSON.parse(found.text) as CacheEntry;
    },
    put: (key, entry) => {
      const name = nameOf(key);
      const text = JSON.stringify(entry);
      if (text.length > maxBytes / 4) return;
      drop(name);
      entries.set(name, { accountId: key.accountId, text });
      bytes += text.length;
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
    wipe: async (accountId) => {
      for (const [name, entry] of entries) if (entry.accountId === accountId) drop(name);
      return true;
    },
    clear: async () => {
      entries.clear();
      bytes = 0;
    },
    info: async () => ({ bytes, entries: entries.size, dropped: 0, problem: null }),
    flush: async () => undefined,
  };
}
