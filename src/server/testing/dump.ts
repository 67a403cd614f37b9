import { sql } from 'kysely';
import type { Db } from '../db/tables.ts';

/** Every row of every table as text, by table; without the last uses, which are written later and for themselves. */
export async function dumpTables(db: Db): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'token_uses' order by 1`.execute(db);
  const dump: Record<string, string[]> = {};
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ row: string }>`
      select (to_jsonb(t) - 'last_used_at' - 'last_active_at')::text as row from ${sql.table(name)} t order by 1`.execute(
      db,
    );
    dump[name] = rows.map(({ row }) => row);
  }
  return dump;
}

/** Where in the database a secret can be read: as it is, in hexadecimal or in base64. */
export async function findSecret(db: Db, secret: string): Promise<string[]> {
  const bytes = Buffer.from(secret);
  const forms = [secret, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')];
  const dump = await dumpTables(db);
  return Object.keys(dump).filter((table) => dump[table]?.some((row) => forms.some((form) => row.includes(form))));
}
