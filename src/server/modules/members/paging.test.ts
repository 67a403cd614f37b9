import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { memberSorts } from '../../../contract/api/members.ts';
import { ROLE_IDS } from '../../../contract/permissions.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { organization, people, person, type TestPerson } from '../../testing/people.ts';

const NAMES = ['', 'a', 'A', 'ä', 'aa', 'a b', 'Z', '10', '😀', '"', '\\', 'ß', "O'Hara"];
const COUNT = 60;

onEachEngine('paging through members', (world) => {
  let admin: TestPerson;
  let org_id: string;
  beforeAll(async () => {
    admin = await person(world);
    org_id = await organization(world, admin);
    const some = await people(world, COUNT);
    // Few different values for each key, so that much is equal and the last key decides.
    for (const [index, one] of some.entries())
      await sql`insert into members values (${org_id}, ${one.id}, ${ROLE_IDS[(index * 7) % 6]},
        lower(${NAMES[(index * 5) % NAMES.length]}::text), '', timestamptz '2026-01-01' + ${index % 4} * interval '1 microsecond',
        ${index % 3 === 0 ? null : `2026-02-0${(index % 5) + 1} 00:00:00.000001+00`})`.execute(world.db);
    // Each request would note when the admin was last active, which is a key of the list.
    await world.holdActivity();
  });

  const page = (query: Record<string, string | number | undefined>) =>
    world.ok('members.list', admin, { params: { org_id }, query });

  it.each(memberSorts)('by %s equals the whole list: no loss, no duplicates', async (sort) => {
    const whole = (await page({ sort, per_page: 1000 })).members;
    expect(whole).toHaveLength(COUNT + 1);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: COUNT + 2 }), async (per_page) => {
        const seen = [];
        let cursor: string | undefined;
        do {
          const next = await page({ sort, per_page, cursor });
          expect(next.members.length).toBeLessThanOrEqual(per_page);
          seen.push(...next.members);
          cursor = next.next_cursor;
        } while (cursor !== undefined);
        expect(seen).toEqual(whole);
        const second = await page({ sort, per_page, page: 2 });
        expect(second.members).toEqual(whole.slice(per_page, 2 * per_page));
      }),
      { seed: 20261124, numRuns: 5 },
    );
  });

  it.each(['role', 'joined', 'last_active'] as const)(
    'by %s and by its reverse are each other turned round',
    async (sort) => {
      const [up, down] = [await page({ sort }), await page({ sort: `-${sort}` })];
      expect(down.members).toEqual([...up.members].reverse());
      const value = {
        role: (index: number) => ROLE_IDS.indexOf(up.members[index]?.role_id ?? 'admin'),
        joined: (index: number) => up.members[index]?.joined_at ?? '',
        last_active: (index: number) => up.members[index]?.last_active_at ?? '',
      }[sort];
      for (let index = 1; index < up.members.length; index++) expect(value(index) >= value(index - 1)).toBe(true);
    },
  );

  it('refuses a cursor of another list, another sort, with a page, or made up', async () => {
    const { next_cursor = '' } = await page({ sort: 'name', per_page: 3 });
    const refusal = (query: Record<string, string | number>) =>
      world.refusal('members.list', admin, { params: { org_id }, query });
    expect(await refusal({ sort: '-name', cursor: next_cursor })).toBe('400/11102 query.cursor');
    expect(await refusal({ sort: 'name', page: 1, cursor: next_cursor })).toBe('400/11102 query.cursor');
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const cursor of [
      '',
      'x',
      made(null),
      made({}),
      made(['members:name', 'a']),
      made(['members:name', 1, 2]),
      made(['members:name', '\0', 'a']),
    ])
      expect(await refusal({ sort: 'name', cursor })).toBe('400/11102 query.cursor');
    for (const [sort, value] of [
      ['joined', 'yesterday-ish'],
      ['role', 'admin'],
      ['last_active', '2026-13-01'],
    ] as const)
      expect(
        (
          await world.call('members.list', admin, {
            params: { org_id },
            query: { sort, cursor: made([`members:${sort}`, value, 'a']) },
          })
        ).http,
      ).toBe(400);
  });
});
