import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { clock } from '../clock.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { asSystem, asSystemAt } from './scope.ts';

onEachEngine('the clock of the database', (world) => {
  const ahead = sql<{ ms: number }>`select extract(epoch from steward_now() - now())::double precision * 1000 as ms`;

  it('runs with the same offset as the server’s', async () => {
    const { rows } = await ahead.execute(world.db);
    expect(rows).toEqual([{ ms: clock.offset() }]);
  });

  it('moves by the offset that a connection sets', async () => {
    const moved = await asSystem(world.db, async (trx) => {
      await sql`select set_config('steward.clock_offset', '457 days', true)`.execute(trx);
      return (await ahead.execute(trx)).rows;
    });
    expect(moved).toEqual([{ ms: 457 * 86_400_000 }]);
  });

  it('stands still at the time that a transaction sets', async () => {
    const rows = await asSystemAt(world.db, '2028-02-29T23:50:00Z', async (trx) => {
      await sql`select set_config('steward.clock_offset', '457 days', true)`.execute(trx);
      return (await sql<{ at: string }>`select steward_now() as at`.execute(trx)).rows;
    });
    expect(rows).toEqual([{ at: '2028-02-29T23:50:00.000000Z' }]);
  });
});
