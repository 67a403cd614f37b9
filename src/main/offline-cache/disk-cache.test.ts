import { randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clock } from '../lib/clock.ts';
import { filesBelow, pathsBelow, recordingLogger, temporaryFolder, until } from '../lib/testing/fixtures.ts';
import { createDiskCache } from './disk-cache.ts';
import { createEntryFiles, type EntryFiles } from './entry-files.ts';
import { LEDGER_FILE } from './ledger.ts';
import { createSealing, folderName } from './sealing.ts';

const key = { accountId: 'server-1', route: 'users.get', input: { params: { user_id: 'me' }, query: {}, body: {} } };
const entry = { data: { user: { name: 'Grace Hopper' } }, as_of: 1_700_000_000_000 };

interface Options {
  root?: string;
  secret?: Buffer;
  maxBytes?: number;
  maxAgeMs?: number;
  wrapFiles?: (files: EntryFiles) => EntryFiles;
}

async function open(options: Options = {}) {
  const root = options.root ?? (await temporaryFolder());
  const sealing = createSealing(options.secret ?? Buffer.alloc(32, 7));
  const { log, lines } = recordingLogger();
  const limits = () => ({
    maxBytes: options.maxBytes ?? 200_000_000,
    maxAgeMs: options.maxAgeMs ?? Number.MAX_SAFE_INTEGER,
  });
  const { wrapFiles } = options;
  const cache = createDiskCache({ root, sealing: async () => sealing, log, limits, wrapFiles });
  return { root, sealing, cache, lines };
}

/** The kept answers, without the ledger. */
const entriesBelow = async (root: string) =>
  new Map([...(await filesBelow(root))].filter(([path]) => path !== join(root, LEDGER_FILE)));

const fileOf = async (root: string) => {
  const [path] = [...(await entriesBelow(root)).keys()];
  if (path === undefined) throw new Error('nothing was kept');
  return path;
};

describe('an entry', () => {
  test('comes back as it was, also after a restart', async () => {
    const { root, cache } = await open();
    cache.put(key, entry);
    await cache.flush();
    expect(await cache.get(key)).toEqual(entry);
    expect(await (await open({ root })).cache.get(key)).toEqual(entry);
    expect(await cache.get({ ...key, input: { params: { user_id: 'you' } } })).toBeUndefined();
  });

  test('is found whatever the order of its input', async () => {
    const { cache } = await open();
    cache.put({ ...key, input: { a: 1, b: [{ c: 1, d: undefined, e: 2 }] } }, entry);
    await cache.flush();
    expect(await cache.get({ ...key, input: { b: [{ e: 2, c: 1 }], a: 1 } })).toEqual(entry);
  });

  test('says nothing on disk without the key, and only the user can read it', async () => {
    const { root, cache } = await open();
    cache.put(key, entry);
    await cache.flush();
    for (const [path, bytes] of await filesBelow(root))
      for (const word of ['Grace', 'Hopper', 'users.get', 'server-1', 'user_id'])
        expect(`${path}${bytes.toString('latin1')}`.slice(root.length)).not.toContain(word);
    expect((await stat(await fileOf(root))).mode & 0o077).toBe(0);
  });

  test('never uses a nonce twice', async () => {
    const { root, cache } = await open();
    const nonces = new Set<string>();
    for (let at = 0; at < 20; at++) {
      cache.put(key, entry);
      await cache.flush();
      const bytes = (await filesBelow(root)).get(await fileOf(root));
      nonces.add(bytes?.subarray(12, 24).toString('hex') ?? '');
    }
    expect(nonces.size).toBe(20);
  });
});

describe('damage', () => {
  test('is noticed in every single bit', async () => {
    const { sealing } = await open();
    const bytes = await sealing.seal(key, entry, 7);
    for (let at = 0; at < bytes.length * 8; at++) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
      await expect(sealing.open(key, flipped), `bit ${at}`).rejects.toThrow();
    }
  });

  test('by cutting is noticed at every length', async () => {
    const { sealing } = await open();
    const bytes = await sealing.seal(key, entry, 7);
    for (let length = 0; length < bytes.length; length++)
      await expect(sealing.open(key, bytes.subarray(0, length)), `length ${length}`).rejects.toThrow();
  });

  test('is a miss, said once, and the entry is dropped', async () => {
    const { root, cache, lines } = await open();
    cache.put(key, entry);
    await cache.flush();
    await truncate(await fileOf(root), 40);
    expect(await cache.get(key)).toBeUndefined();
    expect(await entriesBelow(root)).toEqual(new Map());
    expect(await cache.get(key)).toBeUndefined();
    expect(lines.filter((line) => line.includes('damaged'))).toHaveLength(1);
  });

  test('by moving a file to another account or another name is noticed', async () => {
    const { root, cache, sealing } = await open();
    const other = { ...key, accountId: 'server-2' };
    cache.put(key, entry);
    cache.put(other, { ...entry, data: 'of another account' });
    await cache.flush();
    const mine = join(root, folderName(key.accountId), sealing.name(key));
    const theirs = join(root, folderName(other.accountId), sealing.name(other));
    await copyFile(theirs, mine);
    expect(await cache.get(key)).toBeUndefined();
    const renamed = { ...other, route: 'keys.list' };
    await rename(theirs, join(dirname(theirs), sealing.name(renamed)));
    expect(await cache.get(renamed)).toBeUndefined();
  });

  test('a wrong key opens nothing', async () => {
    const { root, cache, sealing } = await open();
    cache.put(key, entry);
    await cache.flush();
    const wrong = createSealing(randomBytes(32));
    const bytes = (await filesBelow(root)).get(await fileOf(root)) ?? Buffer.alloc(0);
    expect(wrong.name(key)).not.toBe(sealing.name(key));
    await expect(wrong.open(key, bytes)).rejects.toThrow();
  });
});

describe('a disk that does not take it', () => {
  test('never breaks a call', async () => {
    const root = await temporaryFolder();
    // A file in the place of the folder: writing fails for root as well, for whom read-only folders are not.
    await writeFile(join(root, folderName(key.accountId)), 'in the way');
    const { cache, lines } = await open({ root });
    cache.put(key, entry);
    await cache.flush();
    expect(await cache.get(key)).toBeUndefined();
    expect(lines.some((line) => line.includes('could not be kept'))).toBe(true);
  });

  test('reads on from a read-only folder', async () => {
    const { root, cache } = await open();
    cache.put(key, entry);
    await cache.flush();
    await chmod(join(root, folderName(key.accountId)), 0o500);
    cache.put({ ...key, route: 'keys.list' }, entry);
    await cache.flush();
    expect(await cache.get(key)).toEqual(entry);
    await chmod(join(root, folderName(key.accountId)), 0o700);
  });

  test('reads its folder while files in it go', async () => {
    const root = await temporaryFolder();
    const folder = join(root, 'account');
    await mkdir(folder);
    for (let at = 0; at < 300; at++) await writeFile(join(folder, String(at)), 'kept');
    const files = createEntryFiles({ root, maxBytes: () => Number.MAX_SAFE_INTEGER });
    const [total] = await Promise.all([files.total(), rm(folder, { recursive: true })]);
    expect(total.files).toBeLessThanOrEqual(300);
    expect(await files.read('account', '0')).toBeUndefined();
  });

  test('leaves no temporary files, and removes those of a crash', async () => {
    const { root, cache } = await open();
    cache.put(key, entry);
    await cache.flush();
    const folder = join(root, folderName(key.accountId));
    await writeFile(join(folder, 'abc.123.tmp'), 'half');
    const again = await open({ root });
    expect(await again.cache.get(key)).toEqual(entry);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('the bound', () => {
  const large = (n: number) => ({ ...entry, data: { n, noise: randomBytes(1000).toString('base64') } });
  const nth = (n: number) => ({ ...key, input: { n } });

  test('holds, and what was used last stays', async () => {
    const { root, cache } = await open({ maxBytes: 12_000 });
    for (let n = 0; n < 40; n++) {
      cache.put(nth(n), large(n));
      await cache.flush();
      await cache.get(nth(0));
    }
    const bytes = [...(await entriesBelow(root)).values()].reduce((sum, { length }) => sum + length, 0);
    expect(bytes).toBeLessThanOrEqual(12_000);
    expect(await cache.get(nth(0))).toBeDefined();
    expect(await cache.get(nth(39))).toBeDefined();
    expect(await cache.get(nth(1))).toBeUndefined();
  });

  test('counts what an earlier run left', async () => {
    const { root, cache } = await open();
    for (let n = 0; n < 20; n++) cache.put(nth(n), large(n));
    await cache.flush();
    const again = await open({ root, maxBytes: 10_000 });
    again.cache.put(nth(99), large(99));
    await again.cache.flush();
    const bytes = [...(await entriesBelow(root)).values()].reduce((sum, { length }) => sum + length, 0);
    expect(bytes).toBeLessThanOrEqual(10_000);
  });
});

describe('a wipe', () => {
  test('of the only account leaves no file at all', async () => {
    const { root, cache } = await open();
    cache.put(key, entry);
    await cache.flush();
    expect(await cache.wipe(key.accountId)).toBe(true);
    await cache.flush();
    expect(await filesBelow(root)).toEqual(new Map());
  });

  test('forgets one account, also what is put before and after it, and no other', async () => {
    const { root, cache } = await open();
    const other = { ...key, accountId: 'server-2' };
    cache.put(other, entry);
    cache.put(key, entry);
    const wiped = cache.wipe(key.accountId);
    cache.put(key, entry);
    expect(await wiped).toBe(true);
    await cache.flush();
    expect([...(await entriesBelow(root)).keys()].every((path) => path.includes(folderName('server-2')))).toBe(true);
    expect(await cache.get(key)).toBeUndefined();
    expect(await cache.get(other)).toEqual(entry);
  });
});

describe('an older state', () => {
  const newer = { ...entry, data: 'newer' };

  test('of one file that is put back is noticed, in this run and after a restart', async () => {
    const { root, cache } = await open();
    cache.put(key, entry);
    await cache.flush();
    const file = await fileOf(root);
    await copyFile(file, `${root}-old`);
    cache.put(key, newer);
    await cache.flush();
    await copyFile(`${root}-old`, file);
    expect(await cache.get(key)).toBeUndefined();
    expect((await cache.info()).dropped).toBe(1);

    cache.put(key, newer);
    await cache.flush();
    await copyFile(`${root}-old`, file);
    const again = await open({ root });
    expect(await again.cache.get(key)).toBeUndefined();
    expect(again.lines.some((line) => line.includes('an older state was put back'))).toBe(true);
  });

  test('of a file that was dropped does not come back', async () => {
    const { root, cache } = await open();
    cache.put(key, entry);
    await cache.flush();
    const file = await fileOf(root);
    await copyFile(file, `${root}-old`);
    await truncate(file, 3);
    expect(await cache.get(key)).toBeUndefined();
    await copyFile(`${root}-old`, file);
    expect(await cache.get(key)).toBeUndefined();
    await cache.flush();
    await copyFile(`${root}-old`, file);
    expect(await (await open({ root })).cache.get(key)).toBeUndefined();
  });

  test.each([
    ['gone', (path: string) => rm(path)],
    ['damaged', (path: string) => truncate(path, 20)],
  ])('cannot hide behind a ledger that is %s', async (_what, harm) => {
    const { root, cache } = await open();
    cache.put(key, entry);
    await cache.flush();
    await harm(join(root, LEDGER_FILE));
    const again = await open({ root });
    expect(await again.cache.get(key)).toBeUndefined();
    again.cache.put(key, newer);
    await again.cache.flush();
    expect(await (await open({ root })).cache.get(key)).toEqual(newer);
  });

  test('is not what a crash leaves: what was written after the ledger is found', async () => {
    const { root, cache } = await open();
    cache.put(key, entry);
    await cache.flush();
    await copyFile(join(root, LEDGER_FILE), `${root}-ledger`);
    cache.put(key, newer);
    cache.put({ ...key, route: 'keys.list' }, newer);
    await cache.flush();
    await copyFile(`${root}-ledger`, join(root, LEDGER_FILE));
    const again = await open({ root });
    again.cache.put({ ...key, route: 'members.list' }, entry);
    await again.cache.flush();
    expect(await again.cache.get(key)).toEqual(newer);
    expect(await again.cache.get({ ...key, route: 'keys.list' })).toEqual(newer);
  });

  test('is not what a crash soon after the first start leaves', async () => {
    const { root, cache } = await open();
    for (const route of ['users.get', 'keys.list', 'members.list']) cache.put({ ...key, route }, entry);
    // Written, and never flushed: the process is gone.
    const entries = async () => (await pathsBelow(root)).filter((path) => /[0-9a-f]{64}$/.test(path));
    await until(async () => (await entries()).length === 3);
    const again = await open({ root });
    for (const route of ['users.get', 'keys.list', 'members.list'])
      expect(await again.cache.get({ ...key, route }), route).toEqual(entry);
  });

  test('by age is forgotten', async () => {
    const DAY_MS = 86_400_000;
    const { root, cache } = await open({ maxAgeMs: DAY_MS });
    cache.put(key, { ...entry, as_of: clock.now() - 2 * DAY_MS });
    cache.put({ ...key, route: 'keys.list' }, { ...entry, as_of: clock.now() });
    await cache.flush();
    expect(await cache.get(key)).toBeUndefined();
    expect(await cache.get({ ...key, route: 'keys.list' })).toBeDefined();
    expect((await entriesBelow(root)).size).toBe(1);
  });
});

test('whatever is done to the files, what comes back is what was kept last, or nothing', async () => {
  const kept = fc.constantFrom('one', 'two', 'three');
  const act = fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('put' as const), name: kept, value: fc.nat() }) },
    fc.record({ do: fc.constant('save' as const) }),
    fc.record({ do: fc.constant('restore' as const), name: kept }),
    fc.record({ do: fc.constant('swap' as const), name: kept, other: kept }),
    fc.record({ do: fc.constant('flip' as const), name: kept, at: fc.nat() }),
    fc.record({ do: fc.constant('reopen' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 14 }), async (acts) => {
      const root = await temporaryFolder();
      let { cache, sealing } = await open({ root });
      const keyOf = (name: string) => ({ ...key, route: name });
      const pathOf = (name: string) => join(root, folderName(key.accountId), sealing.name(keyOf(name)));
      const last = new Map<string, number>();
      const copies = new Map<string, Buffer>();
      const read = (name: string) => readFile(pathOf(name)).catch(() => undefined);
      for (const step of acts) {
        await cache.flush();
        if (step.do === 'put') {
          cache.put(keyOf(step.name), { data: step.value, as_of: entry.as_of });
          last.set(step.name, step.value);
        }
        if (step.do === 'save')
          for (const name of last.keys()) {
            const bytes = await read(name);
            if (bytes !== undefined) copies.set(name, bytes);
          }
        const copy = step.do === 'restore' ? copies.get(step.name) : undefined;
        if (step.do === 'restore' && copy !== undefined) await writeFile(pathOf(step.name), copy);
        const other = step.do === 'swap' ? await read(step.other) : undefined;
        if (step.do === 'swap' && other !== undefined) await writeFile(pathOf(step.name), other);
        const bytes = step.do === 'flip' ? await read(step.name) : undefined;
        if (step.do === 'flip' && bytes !== undefined) {
          bytes.writeUInt8(bytes.readUInt8(step.at % bytes.length) ^ 1, step.at % bytes.length);
          await writeFile(pathOf(step.name), bytes);
        }
        if (step.do === 'reopen') ({ cache, sealing } = await open({ root }));
        await cache.flush();
        for (const name of ['one', 'two', 'three']) {
          const found = await cache.get(keyOf(name));
          if (found !== undefined) expect(found.data).toBe(last.get(name));
        }
      }
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['ENOSPC', 'The disk is full'],
  ['EROFS', 'cannot be written'],
  ['EACCES', 'cannot be written'],
])('%s is said where it matters, until it works again', async (code, sentence) => {
  let broken = true;
  const { cache } = await open({
    wrapFiles: (files) => ({
      ...files,
      write: (...args) => (broken ? Promise.reject(Object.assign(new Error(code), { code })) : files.write(...args)),
    }),
  });
  cache.put(key, entry);
  await cache.flush();
  expect((await cache.info()).problem).toContain(sentence);
  broken = false;
  cache.put(key, entry);
  await cache.flush();
  expect(await cache.info()).toMatchObject({ problem: null, entries: 1 });
  expect(await cache.get(key)).toEqual(entry);
});

test('clearing forgets everything of before and keeps what comes after', async () => {
  const { root, cache } = await open();
  cache.put(key, entry);
  await cache.flush();
  const file = await fileOf(root);
  await copyFile(file, `${root}-old`);
  await cache.clear();
  expect(await filesBelow(root).catch(() => new Map())).toEqual(new Map());
  cache.put({ ...key, route: 'keys.list' }, entry);
  await cache.flush();
  await copyFile(`${root}-old`, file);
  expect(await cache.get(key)).toBeUndefined();
  expect(await cache.get({ ...key, route: 'keys.list' })).toEqual(entry);
});
