import { clock } from '../lib/clock.ts';
import { type Logger, reason } from '../lib/logger.ts';
import { type CacheEntry, type CacheKey, type CacheLimits, canonical, type OfflineCache } from './cache.ts';
import { createEntryFiles, type EntryFiles } from './entry-files.ts';
import { LEDGER_FILE, type Ledger, openLedger } from './ledger.ts';
import { folderName, type Sealing } from './sealing.ts';
import { writeProblem } from './write-problem.ts';

interface DiskCacheOptions {
  readonly root: string;
  /** The key, once it is known; undefined while the keychain does not give it, when nothing is kept or found. */
  readonly sealing: () => Promise<Sealing | undefined>;
  readonly log: Logger;
  /** Asked again for each use, since they are settings. */
  readonly limits: () => CacheLimits;
  /** Told when keeping begins to fail and when it works again. */
  readonly onProblem?: () => void;
  /** How the files are written; tests make it fail. */
  readonly wrapFiles?: (files: EntryFiles) => EntryFiles;
}

/** Writes that wait; more are dropped, since a slow disk must not fill the memory. */
const MAX_WAITING = 200;
/** The ledger is written after so many entries, and whenever everything is flushed. */
const SAVE_EVERY = 50;

const DAY_MS = 86_400_000;
export const DEFAULT_LIMITS: CacheLimits = { maxBytes: 200 * 1024 * 1024, maxAgeMs: 90 * DAY_MS };

/** What of the cache is bad news: counted since the start, and said once each in the log. */
function createTroubles(log: Logger, onProblem: () => void) {
  const said = new Set<string>();
  let dropped = 0;
  let problem: string | null = null;
  const sayOnce = (what: string, fields: Record<string, unknown>, message: string) => {
    if (said.has(what) || said.size > 10_000) return;
    said.add(what);
    log.warn(fields, message);
  };
  const become = (next: string | null) => {
    if (next === problem) return;
    problem = next;
    onProblem();
  };
  return {
    sayOnce,
    drop: (folder: string, name: string, error: unknown) => {
      dropped += 1;
      sayOnce(`${folder}/${name}`, { folder, name, ...reason(error) }, 'a kept answer is damaged; it was dropped');
    },
    written: () => become(null),
    notWritten: (error: unknown) => {
      const { code } = reason(error);
      sayOnce(`write ${code}`, reason(error), 'an answer could not be kept');
      become(writeProblem(code));
    },
    read: () => ({ dropped, problem }),
  };
}

/** The cache on disk: encrypted, bounded in size and age, one file per entry. */
export function createDiskCache(options: DiskCacheOptions): OfflineCache {
  const { root, sealing, log, limits, wrapFiles = (files) => files } = options;
  const troubles = createTroubles(log, options.onProblem ?? (() => undefined));
  let opened: { sealing: Sealing; ledger: Promise<Ledger> } | undefined;
  const files = wrapFiles(
    createEntryFiles({
      root,
      maxBytes: () => limits().maxBytes,
      notAnEntry: LEDGER_FILE,
      onEvicted: (folder, name) => void opened?.ledger.then((ledger) => ledger.forget(`${folder}/${name}`)),
    }),
  );
  const wiped = new Set<string>();
  /** Answers that are not written yet are found all the same. */
  const pending = new Map<string, CacheEntry>();
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  // The first entry of all is listed at once: without a ledger a crash would cost everything.
  let unsaved = SAVE_EVERY - 1;

  /** Changes happen one after the other, so that a wipe also wipes what was put before it. */
  const inOrder = <T>(act: () => Promise<T>): Promise<T> => {
    const run = tail.then(act);
    tail = run.catch(() => undefined);
    return run;
  };
  const ledgerFor = (seal: Sealing): Promise<Ledger> => {
    if (opened?.sealing !== seal)
      opened = {
        sealing: seal,
        ledger: openLedger(root, seal, log).then(async (ledger) => {
          await ledger.save().catch(troubles.notWritten);
          return ledger;
        }),
      };
    return opened.ledger;
  };
  const saveLedger = async () => {
    unsaved = 0;
    await (await opened?.ledger)?.save();
  };
  const remove = (ledger: Ledger, folder: string, name: string) =>
    inOrder(async () => {
      await files.remove(folder, name);
      ledger.forget(`${folder}/${name}`);
    }).catch((error: unknown) => troubles.sayOnce('remove', reason(error), 'a damaged answer could not be removed'));

  const find = async (seal: Sealing, key: CacheKey): Promise<CacheEntry | undefined> => {
    const folder = folderName(key.accountId);
    const name = seal.name(key);
    const ledger = await ledgerFor(seal);
    try {
      const bytes = await files.read(folder, name);
      if (bytes === undefined) return undefined;
      const { data, as_of, sequence } = await seal.open(key, bytes);
      if (!ledger.isCurrent(`${folder}/${name}`, sequence)) throw new Error('an older state was put back');
      if (clock.now() - as_of <= limits().maxAgeMs) return { data, as_of };
    } catch (error) {
      troubles.drop(folder, name, error);
    }
    await remove(ledger, folder, name);
    return undefined;
  };

  const write = async (key: CacheKey, entry: CacheEntry) => {
    const seal = await sealing();
    if (seal === undefined || wiped.has(key.accountId)) return;
    const ledger = await ledgerFor(seal);
    const folder = folderName(key.accountId);
    const name = seal.name(key);
    const sequence = ledger.next();
    await files.write(folder, name, await seal.seal(key, entry, sequence));
    ledger.record(`${folder}/${name}`, sequence);
    unsaved += 1;
    if (unsaved >= SAVE_EVERY) await saveLedger();
    troubles.written();
  };

  return {
    get: async (key) => {
      const seal = await sealing().catch(() => undefined);
      if (seal === undefined || wiped.has(key.accountId)) return undefined;
      return pending.get(canonical(key)) ?? find(seal, key);
    },
    put: (key, entry) => {
      if (waiting >= MAX_WAITING || wiped.has(key.accountId)) return;
      waiting += 1;
      const unwritten = canonical(key);
      pending.set(unwritten, entry);
      void inOrder(() => write(key, entry))
        .catch(troubles.notWritten)
        .finally(() => {
          waiting -= 1;
          if (pending.get(unwritten) === entry) pending.delete(unwritten);
        });
    },
    wipe: (accountId) => {
      // At once, so that an answer still on its way is not kept after the wipe.
      wiped.add(accountId);
      const folder = folderName(accountId);
      return inOrder(async () => {
        await files.removeFolder(folder);
        (await opened?.ledger)?.forgetBelow(`${folder}/`);
        await saveLedger();
      }).then(
        () => true,
        (error: unknown) => {
          log.error(reason(error), 'what was kept for an account could not be removed');
          return false;
        },
      );
    },
    clear: () =>
      inOrder(async () => {
        await files.removeAll();
        // The next use begins a new ledger, which believes nothing of before.
        opened = undefined;
        unsaved = SAVE_EVERY - 1;
        pending.clear();
      }),
    info: async () => {
      const { bytes, files: entries } = await files.total().catch(() => ({ bytes: 0, files: 0 }));
      return { bytes, entries, ...troubles.read() };
    },
    flush: async () => {
      await tail;
      await inOrder(saveLedger).catch(troubles.notWritten);
    },
  };
}
