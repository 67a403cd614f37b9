import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fakeStore, filesBelow, keychainOn, recordingLogger, temporaryFolder } from '../lib/testing/fixtures.ts';
import { openSealing } from './open-sealing.ts';
import { createSealedRecords } from './sealed-records.ts';

const [ONE, TWO] = ['0e3b1a52-5c0e-4c5b-9d0c-6f2d9f0a1b01', '0e3b1a52-5c0e-4c5b-9d0c-6f2d9f0a1b02'] as const;
const schema = z.object({ id: z.uuid(), name: z.string() });

async function setUp(given: { folder?: string; store?: ReturnType<typeof fakeStore>; kind?: string } = {}) {
  const folder = given.folder ?? join(await temporaryFolder(), 'records');
  const store = given.store ?? fakeStore();
  const { log, lines } = recordingLogger();
  const keychain = await keychainOn(store);
  const sealing = openSealing({ keychain, log });
  const records = createSealedRecords({ folder, kind: given.kind ?? 'list', schema, keychain, sealing, log });
  return { folder, store, keychain, records, lines };
}

test('what was written is there after a restart, until it is removed', async () => {
  const { records, folder, store } = await setUp();
  expect(await records.read()).toEqual([]);
  expect(await records.write({ id: ONE, name: 'Grace' })).toBe(true);
  await records.write({ id: TWO, name: 'Ada' });
  await records.write({ id: ONE, name: 'Grace Hopper' });
  const later = await setUp({ folder, store });
  expect(await later.records.read()).toHaveLength(2);
  expect(await later.records.read()).toContainEqual({ id: ONE, name: 'Grace Hopper' });
  await later.records.remove(ONE);
  expect(await later.records.read()).toEqual([{ id: TWO, name: 'Ada' }]);
});

test('what is not what it says it is, is not opened, stays on disk and is said', async () => {
  const { records, folder, store } = await setUp();
  await records.write({ id: ONE, name: 'Grace' });
  const path = join(folder, `${ONE}.job`);
  await copyFile(path, join(folder, `${TWO}.job`));
  const bytes = await readFile(path);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  await writeFile(path, bytes);
  await writeFile(join(folder, 'notes.txt'), 'of somebody else');
  const later = await setUp({ folder, store });
  expect(await later.records.read()).toEqual([]);
  expect(later.lines).toHaveLength(2);
  expect((await filesBelow(folder)).size).toBe(3);

  await records.write({ id: ONE, name: 'Grace' });
  const other = await setUp({ folder, store, kind: 'receipt' });
  expect(await other.records.read()).toEqual([]);
});

test('without the key nothing is known of what is there, and nothing is kept of a session', async () => {
  const { records, folder, store } = await setUp();
  await records.write({ id: ONE, name: 'Grace' });
  store.problem = 'locked';
  expect(await (await setUp({ folder, store })).records.read()).toBeUndefined();

  const session = await setUp();
  session.keychain.useSession();
  expect(await session.records.write({ id: ONE, name: 'Grace' })).toBe(false);
  expect(await session.records.read()).toEqual([]);
});
