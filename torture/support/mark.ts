import { sql } from 'kysely';
import type { Db } from '../../src/server/db/tables.ts';

interface Column {
  readonly table: string;
  readonly column: string;
  readonly owner: string;
}

/** A view shows what stands in tables. */
const tables = sql`(select table_name from information_schema.tables where table_type = 'BASE TABLE')`;

/** Texts of tables that say whose a row is, but ids and words of a fixed list. */
async function freeTexts(db: Db): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select c.table_name as "table", c.column_name as "column", o.column_name as owner
    from information_schema.columns c
    join information_schema.columns o on o.table_schema = c.table_schema and o.table_name = c.table_name
      and o.column_name in ('organization_id', 'owner_id', 'id')
      and (o.column_name <> 'id' or c.table_name = 'organizations')
    where c.table_schema = 'public' and c.table_name in ${tables} and c.data_type = 'text'
      and c.column_name !~ '(^id|_id|_by|^status|^kind|^delivery|^plan|^action|^category|^currency)$'
    order by 1, 2`.execute(db);
  return rows;
}

/** A list of words that the table itself holds to (a check) takes no other: nothing of the organization's stands there. */
function unlessRefused(error: unknown): undefined {
  if ((error as { code?: unknown }).code !== '23514') throw error;
}

/** Writes a word into every free text of an organization, and of its people, past the server; answers how many rows. */
export async function mark(db: Db, organizationId: string, word: string): Promise<number> {
  let marked = 0;
  for (const { table, column, owner } of await freeTexts(db)) {
    const update = sql`update ${sql.table(table)} set ${sql.ref(column)} = ${word} || ${sql.ref(column)}
      where ${sql.ref(owner)} = ${organizationId}`;
    const result = await update.execute(db).catch(unlessRefused);
    marked += Number(result?.numAffectedRows ?? 0);
  }
  await sql`update users set last_name = ${word} || last_name, job_title = ${word}
    where id in (select user_id from members where organization_id = ${organizationId})`.execute(db);
  await sql`update audit_entries set details = details || jsonb_build_object('word', ${word}::text)
    where owner_id = ${organizationId}`.execute(db);
  return marked;
}

/** The tables that hold something of an organization, with the column that says whose it is; not its log. */
export async function ownedTables(db: Db): Promise<readonly { table: string; owner: string }[]> {
  const { rows } = await sql<{ table: string; owner: string }>`
    select table_name as "table", column_name as owner from information_schema.columns
    where table_schema = 'public' and table_name in ${tables} and column_name in ('organization_id', 'owner_id')
      and table_name !~ '^audit'
    order by 1, 2`.execute(db);
  return [...rows, { table: 'organizations', owner: 'id' }];
}

/** All that an organization has in those tables, as one hash by table: a refused attempt may only stand in its log. */
export async function dumpOf(
  db: Db,
  owned: readonly { table: string; owner: string }[],
  organizationId: string,
): Promise<Record<string, string>> {
  const parts = owned.map(
    ({ table, owner }) => sql`select ${sql.lit(`${table}.${owner}`)}::text as name, coalesce((
      select md5(string_agg(text, E'\n' order by text)) from (
        select (to_jsonb(t) - 'last_used_at' - 'last_active_at')::text as text
        from ${sql.table(table)} t where ${sql.ref(owner)} = ${organizationId}) rows), '') as text`,
  );
  const { rows } = await sql<{ name: string; text: string }>`${sql.join(parts, sql` union all `)}`.execute(db);
  return Object.fromEntries(rows.map(({ name, text }) => [name, text]));
}
