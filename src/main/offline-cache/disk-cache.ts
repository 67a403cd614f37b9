import { type Logger, reason } from '../lib/logger.ts';
import { type CacheEntry, canonical, type OfflineCache } from './cache.ts';
import { createEntryFiles } from './entry-files.ts';
import { folderName, type Sealing } from './sealing.ts';

interface DiskCacheOptions {
  readonly root: string;
  /** The key, once it is known; undefined while the keychain does not give it, when nothing is kept or found. */
  readonly sealing: () => Promise<Sealing | undefined>;
  readonly log: Logger;
  readonly maxBytes?: number;
}

const MAX_BYTES = 200 * 1024 * 1024;
/** Writes that wait; more are dropped, since a slow disk must not fill the memory. */
const MAX_WAITING = 200;

/** The cache on disk: encrypted, bounded, one file per entry. */
export function createDiskCache({ root, sealing, log, maxBytes = MAX_BYTES }: DiskCacheOptions): OfflineCache {
  const files = createEntryFiles(root, maxBytes);
  const wiped = new Set<string>();
  const said = new Set<string>();
  /** Answers that are not written yet are found all the same. */
  const pending = new Map<string, CacheEntry>();
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  /** Changes happen one after the other, so that a wipe also wipes what was put before it. */
  const inOrder = <T>(act: () => Promise<T>): Promise<T> => {
    const run = tail.then(act);
    tail = run.catch(() => undefined);
    return run;
  };
  const sayOnce = (what: string, fields: Record<string, unknown>, message: string) => {
    if (said.has(what) || said.size > 10_000) return;
    said.add(what);
    log.warn(fields, message);
  };
  const unreadable = async (folder: string, name: string, error: unknown) => {
    sayOnce(`${folder}/${name}`, { folder, name, ...reason(error) }, 'a kept answer is damaged; it was dropped');
    await inOrder(() => files.remove(folder, name)).catch((e: unknown) =>
      sayOnce('remove', reason(e), 'a damaged answer could not be removed'),
    );
  };

  return {
    get: async (key) => {
      const seal = await sealing().catch(() => undefined);
      if (seal === undefined || wiped.has(key.accountId)) return undefined;
      const unwritten = pending.get(canonical(key));
      if (unwritten !== undefined) return unwritten;
      const folder = folderName(key.accountId);
      const name = seal.name(key);
      try {
        const bytes = await files.read(folder, name);
        return bytes === undefined ? undefined : await seal.open(key, bytes);
      } catch (error) {
        await unreadable(folder, name, error);
        return undefined;
      }
    },
    put: (key, entry) => {
      if (waiting >= MAX_WAITING || wiped.has(key.accountId)) return;
      waiting += 1;
      const unwritten = canonical(key);
      pending.set(unwritten, entry);
      void inOrder(async () => {
        const seal = await sealing();
        if (seal === undefined || wiped.has(key.accountId)) return;
        await files.write(folderName(key.accountId), seal.name(key), await seal.seal(key, entry));
      })
        .catch((error: unknown) => sayOnce(`write ${reason(error).code}`, reason(error), 'an answer could not be kept'))
        .finally(() => {
          waiting -= 1;
          if (pending.get(unwritten) === entry) pending.delete(unwritten);
        });
    },
    wipe: (accountId) => {
      // At once, so that an answer still on its way is not kept after the wipe.
      wiped.add(accountId);
      return inOrder(() => files.removeFolder(folderName(accountId))).then(
        () => true,
        (error: unknown) => {
          log.error(reason(error), 'what was kept for an account could not be removed');
          return false;
        },
      );
    },
    flush: async () => {
      await tail;
    },
  };
}
