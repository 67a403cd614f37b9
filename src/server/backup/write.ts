import { createHash, randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { clock } from '../clock.ts';
import { appliedMigrations } from '../db/migrate.ts';
import type { OpenDatabase } from '../db/open.ts';
import { inSnapshot } from '../db/scope.ts';
import type { Db } from '../db/tables.ts';
import { BackupError, type BackupHead, FORMAT, VERSION } from './format.ts';
import { type StoredTable, storedTables } from './tables.ts';

const PAGE = 1000;

/** The rows of a table as JSON, a page at a time, by a cursor: never more than a page is in memory. */
async function* rowsOf(trx: Db, { name }: StoredTable): AsyncGenerator<string[]> {
  await sql`declare backup_rows no scroll cursor for select to_jsonb(t)::text as line from ${sql.table(name)} t`.execute(
    trx,
  );
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(PAGE)} from backup_rows`.execute(trx);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < PAGE) break;
  }
  await sql`close backup_rows`.execute(trx);
}

async function* linesOf(trx: Db, head: BackupHead, counts: Record<string, number>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const line = (text: string): string => {
    hash.update(`${text}\n`);
    return `${text}\n`;
  };
  yield line(JSON.stringify(head));
  for (const table of await storedTables(trx)) {
    yield line(JSON.stringify({ table: table.name, columns: table.columns }));
    counts[table.name] = 0;
    for await (const page of rowsOf(trx, table)) {
      counts[table.name] = (counts[table.name] ?? 0) + page.length;
      yield page.map(line).join('');
    }
  }
  yield `${JSON.stringify({ rows: counts, sha256: hash.digest('hex') })}\n`;
}

/** Written beside its place and put there whole: a backup that was cut short never stands under its name. */
async function writeWhole(path: string, lines: AsyncIterable<string>): Promise<void> {
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`;
  try {
    const file = await open(partial, 'wx', 0o600);
    await pipeline(Readable.from(lines), createGzip(), file.createWriteStream({ flush: true }));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * Writes everything that the database holds into a file that only its owner can read, as of one moment: on PostgreSQL
 * while servers go on writing. Answers the number of rows of each table. Throws BackupError, and what the disk says.
 */
export async function writeBackup({ db, engine }: OpenDatabase, path: string): Promise<Record<string, number>> {
  const migrations = await appliedMigrations(db);
  if (migrations.length === 0)
    throw new BackupError('The database holds nothing of Steward: no server has ever used it.');
  const head: BackupHead = {
    format: FORMAT,
    version: VERSION,
    created_at: clock.timestamp(),
    engine,
    migrations,
  };
  const counts: Record<string, number> = {};
  await inSnapshot(db, (trx) => writeWhole(path, linesOf(trx, head, counts)));
  return counts;
}
