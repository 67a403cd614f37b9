import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { expect, it } from 'vitest';
import { up as first } from '../db/migrations/0001-people-and-organizations.ts';
import { up as second } from '../db/migrations/0002-apps-and-policies.ts';
import { up as isolation } from '../db/migrations/0003-isolation.ts';
import { up as chain } from '../db/migrations/0004-audit-chain.ts';
import type { Tables } from '../db/tables.ts';
import { verifyLog } from './verify.ts';

it('numbers and chains the entries that were there before, each log for itself', async () => {
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) });
  const plain = db as unknown as Kysely<unknown>;
  await first(plain);
  await second(plain);
  await isolation(plain);
  await sql`insert into audit_entries (owner_id, user_id, operation, success, req_id, source_ip, details)
    select 'o' || n % 3, null, 100, true, 'é' || n, 'local', '{"a": 1.50}' from generate_series(1, 30) n`.execute(db);
  await chain(plain);
  await sql`select audit_append('o1', null, 'x', 'local', '[{"operation":1,"targets":[],"details":{},"success":true}]')`.execute(
    db,
  );
  const kept = { folderId: null, byOwner: new Map(), problem: null };
  const verdicts = [];
  for (const owner of ['o0', 'o1', 'o2']) verdicts.push(await verifyLog((work) => work(db), owner, kept, null));
  await db.destroy();
  expect(verdicts.map(({ entries_count, problem }) => [entries_count, problem])).toEqual([
    [10, null],
    [11, null],
    [10, null],
  ]);
});
