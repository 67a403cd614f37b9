import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { appSorts } from '../../../contract/api/apps.ts';
import type { InputOf } from '../../../contract/api/index.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { organization, person, type TestPerson } from '../../testing/people.ts';

const NAMES = ['a', 'A', 'ä', 'Aa', 'a b', 'Z', '10', '😀', '"', '\\', 'ß', "O'Hara"];
const COUNT = 60;
type Query = NonNullable<InputOf<'apps.list'>['query']>;
const orders = appSorts.flatMap((sort) => [
  { sort, ascending: false },
  { sort, ascending: true },
]);

onEachEngine('paging through apps', (world) => {
  let admin: TestPerson;
  let org_id: string;
  beforeAll(async () => {
    admin = await person(world);
    org_id = await organization(world, admin);
    // Few different values for each key, so that much is equal and the id decides.
    for (let index = 0; index < COUNT; index++)
      await sql`insert into apps (owner_id, id, name, star_count, created_at, modified_at, compliance_labels)
        values (${org_id}, ${`app-${(index * 37) % COUNT}`}, ${NAMES[(index * 5) % NAMES.length]}, ${index % 3},
          timestamptz '2026-01-01' + ${index % 4} * interval '1 microsecond',
          timestamptz '2026-02-01' + ${index % 5} * interval '1 microsecond',
          ${index % 7 === 0 ? ['GDPR'] : []})`.execute(world.db);
  });

  const page = (query: Query) => world.ok('apps.list', admin, { params: { user_id: org_id }, query });

  it.each(orders)('by $sort, ascending: $ascending, equals the whole list', async ({ sort, ascending }) => {
    const order: Query = { [`sort_by_${sort}`]: 'true', sort_ascending: ascending ? 'true' : 'false' };
    const whole = (await page({ ...order, per_page: 1000 })).apps;
    expect(new Set(whole.map(({ id }) => id)).size).toBe(COUNT);
    const key = (index: number) => {
      const app = whole[index];
      if (app === undefined) throw new Error('no app');
      return sort === 'name' ? Buffer.from(app.name.toLowerCase()).toString('hex') : app[sort];
    };
    for (let index = 1; index < COUNT; index++)
      expect(ascending ? key(index) >= key(index - 1) : key(index) <= key(index - 1)).toBe(true);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: COUNT + 2 }), async (per_page) => {
        const seen = [];
        let cursor: string | undefined;
        do {
          const next = await page({ ...order, per_page, cursor });
          seen.push(...next.apps);
          cursor = next.next_cursor;
        } while (cursor !== undefined);
        expect(seen).toEqual(whole);
        expect((await page({ ...order, per_page, page: 2 })).apps).toEqual(whole.slice(per_page, 2 * per_page));
      }),
      { seed: 20261124, numRuns: 4 },
    );
  });

  it('goes by the time of the last change, latest first, where no order is asked for', async () => {
    expect((await page({})).apps).toEqual((await page({ sort_by_modified_at: 'true' })).apps);
  });

  it('counts what a search and a label find over all pages', async () => {
    const query = { include_total: 'true', per_page: 2 } as const;
    expect((await page({ ...query, compliance_label: 'GDPR' })).total_count).toBe(9);
    const found = await page({ ...query, search: 'APP-1' });
    expect([found.total_count, found.apps.length]).toEqual([11, 2]);
    expect((await page({ ...query, search: "o'hara" })).total_count).toBe(5);
    expect((await page({ ...query, search: '%' })).total_count).toBe(0);
  });

  it('refuses two orders at once, and a cursor of another', async () => {
    const refusal = (query: Query) => world.refusal('apps.list', admin, { params: { user_id: org_id }, query });
    expect(await refusal({ sort_by_name: 'true', sort_by_id: 'true' })).toBe('400/11102 query.sort_by_id');
    const { next_cursor: cursor } = await page({ sort_by_name: 'true', per_page: 3 });
    expect(await refusal({ sort_by_id: 'true', cursor })).toBe('400/11102 query.cursor');
    expect(await refusal({ sort_by_name: 'true', sort_ascending: 'true', cursor })).toBe('400/11102 query.cursor');
  });
});
