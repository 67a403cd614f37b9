import { randomBytes } from 'node:crypto';
import { chmod, copyFile, readdir, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, recordingLogger, temporaryFolder } from '../lib/testing/fixtures.ts';
import { createDiskCache } from './disk-cache.ts';
import { createSealing, folderName } from './sealing.ts';

const key = { accountId: 'server-1', route: 'users.get', input: { params: { user_id: 'me' }, query: {}, body: {} } };
const entry = { data: { user: { name: 'Grace Hopper' } }, as_of: 1_700_000_000_000 };

async function open(options: { root?: string; secret?: Buffer; maxBytes?: number } = {}) {
  const root = options.root ?? (await temporaryFolder());
  const sealing = createSealing(options.secret ?? Buffer.alloc(32, 7));
  const { log, lines } = recordingLogger();
  const cache = createDiskCache({ root, sealing: async () => sealing, log, maxBytes: options.maxBytes });
  return { root, sealing, cache, lines };
}

const fileOf = async (root: string) => {
  const [path] = [...(await filesBelow(root)).keys()];
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
      nonces.add(bytes?.subarray(4, 16).toString('hex') ?? '');
    }
    expect(nonces.size).toBe(20);
  });
});

describe('damage', () => {
  test('is noticed in every single bit', async () => {
    const { sealing } = await open();
    const bytes = await sealing.seal(key, entry);
    for (let at = 0; at < bytes.length * 8; at++) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
      await expect(sealing.open(key, flipped), `bit ${at}`).rejects.toThrow();
    }
  });

  test('by cutting is noticed at every length', async () => {
    const { sealing } = await open();
    const bytes = await sealing.seal(key, entry);
    for (let length = 0; length < bytes.length; length++)
      await expect(sealing.open(key, bytes.subarray(0, length)), `length ${length}`).rejects.toThrow();
  });

  test('is a miss, said once, and the entry is dropped', async () => {
    const { root, cache, lines } = await open();
    cache.put(key, entry);
    await cache.flush();
    await truncate(await fileOf(root), 40);
    expect(await cache.get(key)).toBeUndefined();
    expect(await filesBelow(root)).toEqual(new Map());
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
    const bytes = [...(await filesBelow(root)).values()].reduce((sum, { length }) => sum + length, 0);
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
    const bytes = [...(await filesBelow(root)).values()].reduce((sum, { length }) => sum + length, 0);
    expect(bytes).toBeLessThanOrEqual(10_000);
  });
});

describe('a wipe', () => {
  test('forgets one account, also what is put before and after it, and no other', async () => {
    const { root, cache } = await open();
    const other = { ...key, accountId: 'server-2' };
    cache.put(other, entry);
    cache.put(key, entry);
    const wiped = cache.wipe(key.accountId);
    cache.put(key, entry);
    expect(await wiped).toBe(true);
    await cache.flush();
    expect([...(await filesBelow(root)).keys()].every((path) => path.includes(folderName('server-2')))).toBe(true);
    expect(await cache.get(key)).toBeUndefined();
    expect(await cache.get(other)).toEqual(entry);
  });
});
