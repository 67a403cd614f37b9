import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { organization, person, type TestPerson } from '../testing/people.ts';
import { changeAny, changeExactly, changeOne, UnexpectedRowCount } from './changed.ts';

onEachEngine('a change that touches another number of rows than it must', (world) => {
  let admin: TestPerson;
  let org_id: string;
  beforeAll(async () => {
    admin = await person(world);
    org_id = await organization(world, admin);
  });

  const rename = (name: string, id = org_id) =>
    world.db.updateTable('organizations').set({ name }).where('id', '=', id);
  const nameAndEntries = () =>
    world.rows(sql`select name, (select count(*) from audit_entries where owner_id = ${org_id}) as entries
      from organizations where id = ${org_id}`);
  /** A trigger that lets these renames pass by without a row, as if the row were another tenant's. */
  async function suppress(when: ReturnType<typeof sql>): Promise<void> {
    await sql`create or replace function suppressed() returns trigger language plpgsql as $$
      begin if ${when} then return null; end if; return new; end $$`.execute(world.db);
    await sql`create or replace trigger suppressed before update on organizations
      for each row execute function suppressed()`.execute(world.db);
  }

  it('throws, and is undone with all that its transaction did', async () => {
    await changeOne(rename('One'));
    await expect(changeOne(rename('None', 'nobody'))).rejects.toThrow(UnexpectedRowCount);
    await expect(changeExactly(2, rename('Two'))).rejects.toThrow('1 rows were changed, not 2: update "organizations"');
    const removal = world.db.deleteFrom('members').where('organization_id', '=', org_id);
    await expect(
      world.db.transaction().execute((trx) => changeExactly(7, trx.deleteFrom('members'))),
    ).rejects.toThrow();
    expect(await changeAny(removal.where('user_id', '=', 'nobody'))).toBe(0);
    expect(await world.rows(sql`select user_id from members where organization_id = ${org_id}`)).toHaveLength(1);
  });

  it('is no success and leaves no entry in the log', async () => {
    await suppress(sql`new.name = 'Suppressed'`);
    const before = await nameAndEntries();
    const body = { organization: { name: 'Suppressed' } };
    const reply = await world.call('organizations.update', admin, { params: { org_id }, body });
    expect(reply.http).toBe(500);
    expect(await nameAndEntries()).toEqual(before);
    expect(world.errors.splice(0).join()).toContain('0 rows were changed, not 1');
  });

  it('is decided again, and made once', async () => {
    await sql`create sequence suppressions`.execute(world.db);
    await sql`grant usage on sequence suppressions to public`.execute(world.db);
    await suppress(sql`nextval('suppressions') = 1`);
    const [before] = (await nameAndEntries()) as { entries: number }[];
    await world.ok('organizations.update', admin, { params: { org_id }, body: { organization: { name: 'Again' } } });
    expect(await nameAndEntries()).toEqual([{ name: 'Again', entries: (before?.entries ?? 0) + 1 }]);
  });
});

const root = join(import.meta.dirname, '..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/\.test\.ts$|^testing\/|^sample-data\/|^db\/migrations\//.test(file),
);

/** Where the parenthesis that opens at `start` closes. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if ('([{'.includes(text[at] ?? '')) depth += 1;
    else if (')]}'.includes(text[at] ?? '')) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** The methods that are called on a query after the one whose arguments begin at `start`. */
function methodsAfter(text: string, start: number): string[] {
  const methods: string[] = [];
  for (let at = closing(text, start); ; ) {
    const next = /^\s*\.(\w+)(?=\()/.exec(text.slice(at));
    if (next === null) return methods;
    methods.push(next[1] ?? '');
    at = closing(text, at + next[0].length);
  }
}

const CHECKED = /\bchange(?:(?:One|Any)\(|Exactly\([^;]*,)\s*$/;
const IGNORED = /(?:[;{})]|\belse)\s*await\s+$/;

/** Updates and deletes by the query builder that nothing checks: neither a change… function nor who uses returned rows. */
function uncheckedIn(text: string): string[] {
  return [...text.matchAll(/[\w.]+\s*\.(updateTable|deleteFrom)(?=\()/g)].flatMap((match) => {
    const before = text.slice(0, match.index);
    if (CHECKED.test(before)) return [];
    const methods = methodsAfter(text, match.index + match[0].length);
    const returns = methods.some((name) => name.startsWith('returning')) && methods.at(-1)?.startsWith('execute');
    return returns === true && !IGNORED.test(before) ? [] : [`line ${before.split('\n').length}`];
  });
}

/** The same as SQL text: it says in a comment of its own that any number of rows is right. */
const uncheckedSqlIn = (text: string): string[] =>
  [...text.matchAll(/\b(update\s+(?!set\b)\S+\s+set|delete\s+from)\b(?!\s*\/\* any number of rows \*\/)/g)].flatMap(
    ({ 0: found, index }) => {
      const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
      return /^\s*(\*|\/\/|\/\*\*)/.test(line) ? [] : [`${found}, line ${text.slice(0, index).split('\n').length}`];
    },
  );

describe('every update and delete of the server', () => {
  it('is checked for the rows that it touched', () => {
    const found = sources.flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return [...uncheckedIn(text), ...uncheckedSqlIn(text)].map((where) => `${file}: ${where}`);
    });
    expect(found).toEqual([]);
  });

  it('would be found by this check otherwise', () => {
    const chain = "db.updateTable('teams').set({ name: f(x) }).where('id', '=', id)";
    const unchecked = [
      `{ await ${chain}.execute(); }`,
      `const done = await ${chain}.execute();`,
      `const query = ${chain};`,
      `  await x;\n  await trx\n    .deleteFrom('teams')\n    .returning('id')\n    .execute();`,
    ];
    const checked = [
      `await changeOne(${chain});`,
      `await changeExactly(f(ids), ${chain});`,
      `await changeAny(\n    trx\n      .deleteFrom('teams'),\n  );`,
      `const rows = await ${chain}.returning('id').execute();`,
      `const claim = (trx: Tx) =>\n  trx\n    .updateTable('outbox')\n    .returning(['id'])\n    .execute();`,
    ];
    for (const text of unchecked) expect([text, uncheckedIn(text)]).not.toEqual([text, []]);
    for (const text of checked) expect([text, uncheckedIn(text)]).toEqual([text, []]);
    expect(uncheckedSqlIn('sql`update members set role_id = 1`')).toHaveLength(1);
    expect(uncheckedSqlIn('sql`insert … on conflict (id) do update set a = 1`')).toEqual([]);
    expect(uncheckedSqlIn('sql`delete from /* any number of rows */ members`')).toEqual([]);
  });
});
