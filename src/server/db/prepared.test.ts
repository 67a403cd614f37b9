import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { organization, person } from '../testing/people.ts';
import { MOST_PREPARED, statementNames } from './prepared.ts';

describe('statementNames', () => {
  it('names a text from its second time on, and always the same', () => {
    const nameOf = statementNames();
    expect([nameOf('a'), nameOf('b'), nameOf('a'), nameOf('a')]).toEqual([
      undefined,
      undefined,
      'steward_0',
      'steward_0',
    ]);
    expect([nameOf('b'), nameOf('a')]).toEqual(['steward_1', 'steward_0']);
  });

  it('keeps no more than it may, however many different texts come', () => {
    const nameOf = statementNames();
    const names = new Set<string>();
    for (let n = 0; n < MOST_PREPARED * 3; n++)
      for (let time = 0; time < 3; time++) {
        const name = nameOf(`text ${n}`);
        if (name !== undefined) names.add(name);
      }
    expect(names.size).toBe(MOST_PREPARED);
  });
});

onEachEngine('a statement that comes again', (world) => {
  it('sees what another scope sees, and no more', async () => {
    const [ada, bob] = [await person(world), await person(world)];
    const [one, two] = [await organization(world, ada), await organization(world, bob)];
    const mine = async (who: typeof ada, org_id: string) =>
      (await world.call('members.list', who, { params: { org_id } })).http;
    for (let time = 0; time < 8; time++)
      expect([await mine(ada, one), await mine(ada, two), await mine(bob, two), await mine(bob, one)]).toEqual([
        200, 404, 200, 404,
      ]);
  });

  it('follows a change of the schema', async () => {
    await sql`create table followed (id integer)`.execute(world.db);
    const count = async (at: number) =>
      (await world.rows<{ n: number }>(sql`select count(*)::integer as n from followed where id > ${at}`))[0]?.n;
    for (let time = 0; time < 7; time++) expect(await count(0)).toBe(0);
    await sql`alter table followed add column name text default 'x'`.execute(world.db);
    await sql`insert into followed (id) values (1)`.execute(world.db);
    expect(await count(0)).toBe(1);
  });
});
