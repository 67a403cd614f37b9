import { sql } from 'kysely';
import type pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { buildScene, type Scene } from '../testing/scenes.ts';
import { isEmbedded, whileLocked } from '../testing/while-locked.ts';
import { Exchange } from './exchange.ts';
import { inScope } from './scope.ts';
import type { Tx } from './tables.ts';

const nothing = () => undefined;
/** A connection that takes every message and answers none. */
const silentConnection = {
  stream: { cork: nothing, uncork: nothing },
  parsedStatements: {},
  ...{ parse: nothing, bind: nothing, describe: nothing, execute: nothing, flush: nothing, sync: nothing },
} as unknown as pg.Connection;

onEachEngine('a transaction', (world) => {
  let scene: Scene;
  let other: Scene;
  beforeAll(async () => {
    [scene, other] = [await buildScene(world), await buildScene(world)];
    await sql`create table checked_late (id integer primary key,
      above integer references checked_late (id) deferrable initially deferred)`.execute(world.db);
    await sql`grant all on checked_late to public`.execute(world.db);
  });

  const scopeOf = ({ org_id, admin }: Scene) => ({ tenant: org_id, person: admin.id });
  const within = <T>(access: 'read only' | 'read write', work: (trx: Tx) => Promise<T>) =>
    inScope(world.db, scopeOf(scene), access, work);
  const teams = async (trx: Tx) =>
    (await trx.selectFrom('teams').select('organization_id').distinct().execute()).map((row) => row.organization_id);
  const outside = async () => {
    const [row] = await world.rows(sql<{ tenant: string; reads: string; asks: string; is: string }>`
      select coalesce(current_setting('steward.tenant', true), '') as tenant,
        current_setting('transaction_read_only') as reads, current_user::text as asks, session_user::text as is`);
    return { tenant: row?.tenant, reads: row?.reads, owner: row?.asks === row?.is };
  };
  const CLEAN = { tenant: '', reads: 'off', owner: true };

  it('takes nothing more after an error, where it would be asked without a scope', async () => {
    for (const access of ['read only', 'read write'] as const) {
      const codes: unknown[] = [];
      const note = (error: { code?: unknown }) => codes.push(error.code);
      const swallowed = within(access, async (trx) => {
        await sql`select 1 / ${0}::integer`.execute(trx).catch(note);
        await teams(trx).catch(note);
        await sql`select 1`.execute(trx).catch(note);
        throw new Error('on purpose');
      });
      await expect(swallowed).rejects.toThrow('on purpose');
      expect(codes).toEqual(['22012', '25P02', '25P02']);
      expect(await outside()).toEqual(CLEAN);
    }
  });

  it('is not over well where a part has failed, whoever overlooks that', async () => {
    const read = within('read only', (trx) => sql`select 1 / ${0}::integer`.execute(trx).catch(() => undefined));
    await expect(read).rejects.toThrow();
    const overlooked = within('read write', async (trx) => {
      await sql`insert into checked_late values (${1})`.execute(trx);
      await sql`select 1 / ${0}::integer`.execute(trx).catch(() => undefined);
    });
    await expect(overlooked).rejects.toThrow();
    expect(await world.rows(sql`select * from checked_late`)).toEqual([]);
    expect(await outside()).toEqual(CLEAN);
  });

  it('goes on after a value that cannot be written', async () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    await within('read only', async (trx) => {
      await expect(sql`select ${circular}::json`.execute(trx)).rejects.toThrow();
      expect(await teams(trx)).toEqual([scene.org_id]);
    });
  });

  it('says what only the commit finds wrong', async () => {
    const orphan = within('read write', (trx) => sql`insert into checked_late values (${1}, ${2})`.execute(trx));
    await expect(orphan).rejects.toMatchObject({ code: '23503' });
    expect(await world.rows(sql`select * from checked_late`)).toEqual([]);
  });

  it('is not committed where the database answers the commit with a rollback', async () => {
    const exchange = new Exchange({ nameOf: () => undefined, parserOf: () => String });
    exchange.submit(silentConnection);
    const done = exchange.commit();
    exchange.handleCommandComplete({ text: 'ROLLBACK' });
    exchange.handleReadyForQuery();
    await expect(done).rejects.toThrow('was not committed');
  });

  it('leaves nothing behind when its work fails', async () => {
    for (const access of ['read only', 'read write'] as const) {
      const failing = within(access, async (trx) => {
        expect(await teams(trx)).toEqual([scene.org_id]);
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      expect(await outside()).toEqual(CLEAN);
    }
  });

  it('is apart from every other, however many run at once', async () => {
    const looks = Array.from({ length: 60 }, async (_, n) => {
      const one = n % 2 === 0 ? scene : other;
      const access = n % 3 === 0 ? 'read write' : 'read only';
      const seen = await inScope(world.db, scopeOf(one), access, async (trx) => [
        ...(await teams(trx)),
        ...(n % 5 === 0 ? await sql`select ${n}::text::date`.execute(trx).then(String, () => []) : await teams(trx)),
      ]).catch(() => [one.org_id]);
      expect([...new Set(seen)]).toEqual([one.org_id]);
    });
    await Promise.all(looks);
    for (let time = 0; time < 12; time++) expect(await outside()).toEqual(CLEAN);
  });

  it('answers rows of every type alike the first time and the tenth', async () => {
    const ask = () =>
      within('read only', async (trx) => {
        const { rows } = await sql`select ${'x'}::text as text, 7::bigint as large, 1.50::numeric as exact, true as yes,
          null::text as nothing, array['a', null] as list, '{"a": [1]}'::json as json, date '2026-11-30' as day,
          timestamptz '2026-11-30 10:00:00.5+00' as at, ${Buffer.from('b')}::bytea as bytes`.execute(trx);
        return rows.map((row) => ({
          ...(row as object),
          bytes: Buffer.from((row as { bytes: Buffer }).bytes).toString(),
        }));
      });
    const first = await ask();
    expect(first).toEqual([
      {
        text: 'x',
        large: 7,
        exact: '1.50',
        yes: true,
        nothing: null,
        list: ['a', null],
        json: { a: [1] },
        day: '2026-11-30',
        at: '2026-11-30T10:00:00.500000Z',
        bytes: 'b',
      },
    ]);
    for (let time = 0; time < 10; time++) expect(await ask()).toEqual(first);
  });

  it('counts what it changes', async () => {
    const counted = await within('read write', async (trx) => {
      const add = await sql`insert into checked_late values (${7}), (${8})`.execute(trx);
      const change = await sql`update checked_late set above = ${7} where id = ${8}`.execute(trx);
      const remove = await sql`delete from checked_late`.execute(trx);
      return [add, change, remove].map(({ numAffectedRows }) => numAffectedRows);
    });
    expect(counted).toEqual([2n, 1n, 2n]);
  });

  it('ends with its connection, and the next one has another', async () => {
    const cut = within('read only', async (trx) => {
      const { rows } = await sql<{ pid: number; embedded: boolean }>`
        select pg_backend_pid() as pid, version() like '%emscripten%' as embedded`.execute(trx);
      // The embedded database has one connection, which nobody can end.
      if (rows[0]?.embedded === true) throw new Error('embedded');
      await world.rows(sql`select pg_terminate_backend(${rows[0]?.pid})`);
      await teams(trx);
    });
    await expect(cut).rejects.toThrow();
    for (let time = 0; time < 12; time++) expect(await within('read only', teams)).toEqual([scene.org_id]);
  });
});

onEachEngine('a statement outside of a transaction', (world) => {
  beforeAll(async () => {
    await sql`create table alone (id integer primary key,
      above integer references alone (id) deferrable initially deferred)`.execute(world.db);
    await sql`create table gate ()`.execute(world.db);
    // At the commit of a row below zero: waits for whoever locks the gate.
    await sql`create function wait_for_gate() returns trigger language plpgsql as $$
      begin lock table gate in share mode; return null; end $$`.execute(world.db);
    await sql`create constraint trigger gated after insert on alone deferrable initially deferred
      for each row when (new.id < 0) execute function wait_for_gate()`.execute(world.db);
  });
  const ids = async () => (await world.rows(sql<{ id: number }>`select id from alone order by id`)).map(({ id }) => id);
  const insert = (id: number, above: number | null = null) =>
    sql`insert into alone values (${id}, ${above})`.execute(world.db);

  it('fails where only its commit fails, and the connection goes on', async () => {
    for (let time = 0; time < 3; time++) await expect(insert(1, 7)).rejects.toMatchObject({ code: '23503' });
    expect(await ids()).toEqual([]);
    expect((await insert(2)).numAffectedRows).toBe(1n);
    expect(await ids()).toEqual([2]);
  });

  it('is answered after its commit and not before', async () => {
    let answered = false;
    await whileLocked(
      world,
      sql`lock table gate in access exclusive mode`,
      () => insert(-1).finally(() => (answered = true)),
      async (trx) => {
        // An answer that came before the commit would have come by the time that the commit is seen to wait.
        await sql`select 1`.execute(trx);
        expect(answered).toBe(false);
      },
    );
    expect(await ids()).toContain(-1);
  });

  it('fails with its connection while its commit waits', async () => {
    if (await isEmbedded(world.db)) return;
    const cut = whileLocked(
      world,
      sql`lock table gate in access exclusive mode`,
      () => insert(-2),
      (trx) =>
        sql`select pg_terminate_backend(pid) from pg_stat_activity
          where pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(trx),
    );
    await expect(cut).rejects.toThrow();
    expect(await ids()).not.toContain(-2);
  });
});
