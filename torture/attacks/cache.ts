import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { silentLogger } from '../../src/main/lib/logger.ts';
import type { CacheEntry, CacheKey, OfflineCache } from '../../src/main/offline-cache/cache.ts';
import { createDiskCache } from '../../src/main/offline-cache/disk-cache.ts';
import { createSealing } from '../../src/main/offline-cache/sealing.ts';
import type { Attack, Context, Tally } from '../attack.ts';
import { equal, must } from '../support/equal.ts';

const secret = Buffer.alloc(32, 7);
const limits = () => ({ maxBytes: 1e8, maxAgeMs: Number.MAX_SAFE_INTEGER });
const KEYS: readonly CacheKey[] = [
  { accountId: 'one', route: 'users.get', input: {} },
  { accountId: 'one', route: 'members.list', input: { page: 2 } },
  { accountId: 'two', route: 'users.get', input: {} },
];
const entryOf = (key: CacheKey, round = 0): CacheEntry => ({
  data: { of: `${key.accountId} ${key.route}`, round },
  as_of: 1_700_000_000_000 + round,
});

const open = (root: string, key = secret): OfflineCache => {
  const sealing = createSealing(key);
  return createDiskCache({ root, sealing: async () => sealing, log: silentLogger, limits });
};

async function fill(root: string, round = 0): Promise<void> {
  const cache = open(root);
  for (const key of KEYS) cache.put(key, entryOf(key, round));
  await cache.flush();
}

/** Every entry is what was kept last or nothing; kept anew, it is there again. */
async function lookAt(root: string, round = 0): Promise<number> {
  const cache = open(root);
  let missed = 0;
  for (const key of KEYS) {
    const found = await cache.get(key);
    if (found === undefined) missed += 1;
    else equal(found, entryOf(key, round), `the answer kept for ${key.accountId} ${key.route}`);
    cache.put(key, entryOf(key, 9));
  }
  await cache.flush();
  const again = open(root);
  for (const key of KEYS) equal(await again.get(key), entryOf(key, 9), 'what is kept anew');
  return missed;
}

async function filesOf(root: string): Promise<string[]> {
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** A filled folder, and how to get a fresh copy of it for each try. */
async function prepare(context: Context) {
  const folder = await context.temporaryFolder();
  const [full, root] = [join(folder, 'full'), join(folder, 'tried')];
  await fill(full);
  const files = (await filesOf(full)).map((path) => path.slice(full.length + 1));
  const fresh = async (): Promise<string> => {
    await rm(root, { recursive: true, force: true });
    await cp(full, root, { recursive: true });
    return root;
  };
  return { full, files, fresh };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

async function flipAndCut(tally: Tally, context: Context, { full, files, fresh }: Prepared): Promise<void> {
  const step = context.short ? 7 : 1;
  for (const name of files) {
    const whole = await readFile(join(full, name));
    const isLedger = name === 'ledger';
    for (let at = 0; at < whole.length; at += step) {
      await tally.trial(`byte ${at} of ${name} flipped`, async () => {
        const root = await fresh();
        const flipped = Buffer.from(whole);
        flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << context.random.between(0, 7)), at);
        await writeFile(join(root, name), flipped);
        must((await lookAt(root)) >= (isLedger ? 0 : 1), 'the damage was not noticed');
      });
      await tally.trial(`${name} cut at ${at}`, async () => {
        const root = await fresh();
        await writeFile(join(root, name), whole.subarray(0, at));
        must((await lookAt(root)) >= (isLedger ? 0 : 1), 'the cut was not noticed');
      });
    }
  }
}

async function exchange(tally: Tally, { files, fresh }: Prepared): Promise<void> {
  for (const one of files)
    for (const other of files.filter((name) => name !== one))
      await tally.trial(`${one} in the place of ${other}`, async () => {
        const root = await fresh();
        await cp(join(root, one), join(root, other));
        await lookAt(root);
      });
  for (const name of files) {
    await tally.trial(`${name} and its neighbour swapped`, async () => {
      const root = await fresh();
      const other = files[(files.indexOf(name) + 1) % files.length] ?? name;
      await rename(join(root, name), join(root, 'aside'));
      await rename(join(root, other), join(root, name));
      await rename(join(root, 'aside'), join(root, other));
      await lookAt(root);
    });
    await tally.trial(`an old ${name} put back`, async () => {
      const root = await fresh();
      const old = await readFile(join(root, name));
      await fill(root, 1);
      await writeFile(join(root, name), old);
      await lookAt(root, 1);
    });
    await tally.trial(`a folder in the place of ${name}`, async () => {
      const root = await fresh();
      await rm(join(root, name));
      await cp(join(root, '..', 'full'), join(root, name), { recursive: true });
      const cache = open(root);
      for (const key of KEYS) await cache.get(key);
      for (const key of KEYS) cache.put(key, entryOf(key));
      await cache.flush();
    });
  }
}

/** Whatever is done to the cache's files: noticed, kept anew, no crash. */
const cache: Attack = {
  name: 'the offline cache',
  run: async (tally, context) => {
    const prepared = await prepare(context);
    await flipAndCut(tally, context, prepared);
    await exchange(tally, prepared);
    await tally.trial('a wrong key finds nothing, and what it keeps is its own', async () => {
      const root = await prepared.fresh();
      const wrong = open(root, Buffer.alloc(32, 8));
      for (const key of KEYS) equal(await wrong.get(key), undefined, 'what a wrong key finds');
      for (const key of KEYS) wrong.put(key, entryOf(key, 3));
      await wrong.flush();
      const right = open(root);
      for (const key of KEYS) {
        const found = await right.get(key);
        if (found !== undefined) equal(found, entryOf(key), 'what the right key finds then');
      }
    });
  },
};

export const cacheAttacks: readonly Attack[] = [cache];
