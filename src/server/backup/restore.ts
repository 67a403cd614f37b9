import { sql } from 'kysely';
import { headsOf, logOwners, verifyLog } from '../audit/verify.ts';
import { appliedMigrations, KNOWN_MIGRATIONS, migrate, migrateTo } from '../db/migrate.ts';
import { asOwner, asSystem } from '../db/scope.ts';
import type { Db, Tx } from '../db/tables.ts';
import { BackupError, type BackupHead, plural } from './format.ts';
import { type BackupPart, readBackup } from './read.ts';
import { type StoredTable, storedTables } from './tables.ts';

export interface Restored {
  readonly head: BackupHead;
  readonly rows: number;
  readonly logs: number;
}

/** The migrations that the backup has, in our order. Throws where it has one that this version does not know. */
function lastMigration(path: string, { migrations }: BackupHead): string {
  const unknown = migrations.find((name, index) => KNOWN_MIGRATIONS[index] !== name);
  const last = migrations.at(-1);
  if (unknown !== undefined || last === undefined)
    throw new BackupError(`${path} was made by a newer or another Steward (${unknown}). Restore it with that version.`);
  return last;
}

const count = async (db: Db, table: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? 0;
};

/** Tables that a migration fills by itself say nothing; people, organizations and logs do. */
const TELLING = ['owners', 'users', 'organizations', 'audit_entries'];

async function mustBeEmpty(db: Db): Promise<void> {
  for (const table of TELLING)
    if ((await count(db, table)) > 0)
      throw new BackupError(`The database is not empty: ${table} has rows. Restore into a new database or folder.`);
}

/**
 * Takes row security and triggers away for this transaction: counts that a trigger keeps are restored as rows. As the
 * tables' owner, whoever that is: no superuser is needed.
 */
async function bare(trx: Tx, tables: readonly StoredTable[], on: boolean): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await sql<{ forced: boolean }>`
      select relrowsecurity as forced from pg_class where oid = ${name}::regclass`.execute(trx);
    if (rows[0]?.forced === true)
      await sql`alter table ${sql.table(name)} ${sql.raw(on ? 'no force' : 'force')} row level security`.execute(trx);
    await sql`alter table ${sql.table(name)} ${sql.raw(on ? 'disable' : 'enable')} trigger user`.execute(trx);
  }
}

async function insertRows(
  trx: Tx,
  table: StoredTable,
  columns: readonly string[],
  rows: readonly string[],
): Promise<void> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table.name)} (${list}) overriding system value
    select ${list} from jsonb_populate_recordset(null::${sql.table(table.name)}, ${`[${rows.join(',')}]`}::jsonb)`.execute(
    trx,
  );
}

async function setCounters(trx: Tx, tables: readonly StoredTable[]): Promise<void> {
  for (const { name, counted } of tables)
    for (const column of counted)
      await sql`select setval(pg_get_serial_sequence(${name}, ${column}), coalesce(max(${sql.ref(column)}), 0) + 1, false)
        from ${sql.table(name)}`.execute(trx);
}

/** Puts the parts of a backup into the tables of this transaction. */
function filler(path: string, trx: Tx, tables: readonly StoredTable[]) {
  let current: { table: StoredTable; columns: readonly string[] } | null = null;
  return async (part: BackupPart): Promise<void> => {
    if (part.kind === 'table') {
      const table = tables.find(({ name }) => name === part.table);
      const odd = part.columns.find((column) => table?.columns.includes(column) !== true);
      if (table === undefined || odd !== undefined)
        throw new BackupError(
          `${path} has ${part.table}${odd === undefined ? '' : `.${odd}`}, which its version does not have.`,
        );
      current = { table, columns: part.columns };
    } else if (current !== null) await insertRows(trx, current.table, current.columns, part.rows);
  };
}

/** Each log is whole by its own chain. The heads outside of the database are checked by verify-audit, with their folder. */
async function checkLogs(db: Db): Promise<number> {
  const kept = headsOf(null, '');
  const owners = await asSystem(db, (trx) => logOwners(trx, kept));
  for (const owner of owners) {
    const { problem } = await verifyLog((work) => asSystem(db, work), owner, kept, null);
    if (problem !== null && problem.kind !== 'heads')
      throw new BackupError(`The audit log of ${owner} is not whole: ${problem.message} Nothing was restored.`);
  }
  return owners.length;
}

export interface CheckedBackup {
  readonly path: string;
  readonly head: BackupHead;
}

/** Reads a backup once before anything is done with it: a file that is not whole touches nothing. Throws BackupError. */
export async function checkBackup(path: string): Promise<CheckedBackup> {
  const { head } = await readBackup(path, async () => undefined);
  lastMigration(path, head);
  return { path, head };
}

/** Brings the schema to where the backup's was. An older one has no place in a database that has gone further. */
async function prepare(db: Db, last: string): Promise<void> {
  const applied = await appliedMigrations(db);
  if (applied.length > 0) await asSystem(db, mustBeEmpty);
  if (applied.length > KNOWN_MIGRATIONS.indexOf(last) + 1)
    throw new BackupError('The database was set up by a newer version than the backup. Restore into a new database.');
  await migrateTo(db, last);
}

/**
 * Fills an empty database from a backup, checks the number of rows of each table and every audit log, and brings the
 * schema up to date. All in one transaction but the schema: where something is wrong, no row is there. Throws BackupError.
 */
export async function restoreBackup(db: Db, { path, head }: CheckedBackup): Promise<Restored> {
  await prepare(db, lastMigration(path, head));
  const { rows, logs } = await asOwner(db, async (trx) => {
    const tables = await storedTables(trx);
    for (const { name } of tables) await sql`lock table ${sql.table(name)} in exclusive mode`.execute(trx);
    await bare(trx, tables, true);
    await mustBeEmpty(trx);
    for (const { name } of tables.toReversed())
      await sql`delete from /* any number of rows */ ${sql.table(name)}`.execute(trx);
    const { counts } = await readBackup(path, filler(path, trx, tables));
    for (const [name, wanted] of Object.entries(counts)) {
      const there = await count(trx, name);
      if (there !== wanted)
        throw new BackupError(`${name} has ${plural(there, 'row', 'rows')} and had ${wanted}. Nothing was restored.`);
    }
    await setCounters(trx, tables);
    await bare(trx, tables, false);
    return { rows: Object.values(counts).reduce((sum, one) => sum + one, 0), logs: await checkLogs(trx) };
  });
  await migrate(db);
  return { head, rows, logs };
}
