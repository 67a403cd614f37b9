import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import type { OpenDatabase } from './open.ts';

let opened: OpenDatabase | undefined;
let db: Kysely<{ t: { n: number } }>;
beforeAll(async () => {
  opened = await engines.find(({ name }) => name === 'PGlite')?.open();
  if (opened === undefined) throw new Error('there is no PGlite');
  db = opened.db as unknown as typeof db;
});
afterAll(() => opened?.close());

/** Lets whatever else is ready run, several times. */
const turns = async () => {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
};

it('keeps transactions that run at once apart, and queries outside of them', async () => {
  await sql`create table t (n integer)`.execute(db);
  const one = async (n: number) => {
    await db.transaction().execute(async (trx) => {
      await trx.insertInto('t').values({ n }).execute();
      await turns();
      const { rows } = await sql<{ n: number }>`select n from t where n < 0`.execute(trx);
      expect(rows).toEqual([]);
      await trx.insertInto('t').values({ n: -n }).execute();
      if (n % 2 === 0) throw new Error('undone');
      await trx.deleteFrom('t').where('n', '=', -n).execute();
    });
  };
  const outside = async () => expect(await db.selectFrom('t').select('n').where('n', '<', 0).execute()).toEqual([]);
  await Promise.allSettled(Array.from({ length: 12 }, (_, n) => one(n + 1)));
  const results = await Promise.allSettled([
    ...Array.from({ length: 12 }, (_, n) => one(n + 21)),
    outside(),
    outside(),
  ]);
  expect(
    results.filter(({ status }) => status === 'rejected').map((one) => String((one as PromiseRejectedResult).reason)),
  ).toEqual(Array.from({ length: 6 }, () => 'Error: undone'));
  const kept = await db.selectFrom('t').select('n').orderBy('n').execute();
  expect(kept.map(({ n }) => n)).toEqual([1, 3, 5, 7, 9, 11, 21, 23, 25, 27, 29, 31]);
});

it("keeps a query out of somebody else's transaction: what it wrote stays when that is undone", async () => {
  const [begun, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const undone = db.transaction().execute(async (trx) => {
    await trx.insertInto('t').values({ n: 1000 }).execute();
    begun.resolve();
    await asked.promise;
    await turns();
    throw new Error('undone');
  });
  await begun.promise;
  const writing = db.insertInto('t').values({ n: 1001 }).execute();
  asked.resolve();
  const [written] = await Promise.allSettled([writing, undone]);
  expect(written.status).toBe('fulfilled');
  const kept = await db.selectFrom('t').select('n').where('n', '>=', 1000).execute();
  expect(kept).toEqual([{ n: 1001 }]);
});

it('goes on after a query that failed', async () => {
  await expect(sql`select 1 from no_such_table`.execute(db)).rejects.toThrow('no_such_table');
  const failing = db.transaction().execute((trx) => sql`select 1 from no_such_table`.execute(trx));
  await expect(failing).rejects.toThrow('no_such_table');
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});
