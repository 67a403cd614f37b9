import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { kept } from './kept.ts';
import type { Db } from './tables.ts';

onEachEngine('a query that is kept', (world) => {
  const build = vi.fn((db: Db, first: string | null, second: Buffer, third: boolean) =>
    sql<{ row: unknown }>`select array[${first}, encode(${second}, 'hex'), ${third}::boolean::text, ${'fixed'},
      ${first}] as row`.compile(db),
  );
  const ask = kept(build);
  const asked = async (...values: [string | null, Buffer, boolean]) => (await ask(world.db, ...values)).rows;

  it('is written once and asked with the values of each time', async () => {
    expect(await asked('a', Buffer.from([1]), true)).toEqual([{ row: ['a', '01', 'true', 'fixed', 'a'] }]);
    expect(await asked(null, Buffer.from([2]), false)).toEqual([{ row: [null, '02', 'false', 'fixed', null] }]);
    expect(await asked('\u00001', Buffer.from([3]), false).catch(() => 'refused')).toEqual('refused');
    expect(build).toHaveBeenCalledOnce();
    build.mockClear();
  });

  it('is written anew where a plugin changes what is sent', async () => {
    const changed = world.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => ({ ...result, rows: [] }),
    });
    for (const time of [1, 2]) {
      expect((await ask(changed, 'a', Buffer.from([time]), true)).rows).toEqual([]);
      expect(build).toHaveBeenCalledTimes(time);
    }
  });
});
