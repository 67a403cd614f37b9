import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import pg from 'pg';
import { clock } from '../clock.ts';
import { takeDataFolder } from './data-folder.ts';
import { postgresDialect } from './driver.ts';
import { statementNames } from './prepared.ts';
import type { Db, Tables } from './tables.ts';
import { parseTimestamp, TYPE } from './timestamps.ts';

export interface OpenDatabase {
  readonly db: Db;
  readonly engine: 'pglite' | 'postgresql';
  /** Ends every connection and lets the data folder go. */
  close(): Promise<void>;
}

/** Sets a connection's `steward_now()` to the server's own clock; nothing where that is the machine's. */
const MOVE_CLOCK = clock.offset() === 0 ? '' : `set steward.clock_offset = '${clock.offset()} milliseconds'`;

const asText = (text: string): string => text;

/**
 * Opens the embedded database in `folder`, or in memory when it is null. A new folder starts as a copy of `template`
 * (a pre-initialised database), which takes a tenth of the time of creating one. `parent` is the process of the application
 * whose end ends this one. Throws DataFolderInUse.
 */
export async function openPGlite(
  folder: string | null,
  template?: string,
  parent: number | null = null,
): Promise<OpenDatabase> {
  const unlock = folder === null ? () => undefined : await takeDataFolder(folder, parent);
  try {
    const db = await connect(folder === null ? {} : { dataDir: prepareFolder(folder, template) });
    return {
      db,
      engine: 'pglite',
      close: async () => {
        await db.destroy();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A database in memory that starts as a copy of a dump (`loadDataDir`): one for each test file. */
export async function openInMemory(options: PGliteOptions): Promise<OpenDatabase> {
  const db = await connect(options);
  return { db, engine: 'pglite', close: () => db.destroy() };
}

/**
 * V8 compiles again, for speed, what the database runs often; eight times as often as by itself before it does, so that
 * these compilations do not take the processor from a start. What runs for minutes is as fast as before.
 */
const BUSY_ENOUGH_TO_COMPILE = 104_000_000;

async function connect(options: PGliteOptions): Promise<Db> {
  setFlagsFromString(`--wasm-tiering-budget=${BUSY_ENOUGH_TO_COMPILE}`);
  const pglite = await PGlite.create({
    ...options,
    parsers: { [TYPE.timestamptz]: parseTimestamp, [TYPE.int8]: Number, [TYPE.numeric]: asText, [TYPE.date]: asText },
  });
  await pglite.exec(`set timezone = 'UTC'; ${MOVE_CLOCK}`);
  return new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
}

/**
 * The database lies in a sub-folder that appears whole or not at all: a copy cut short is thrown away. The copy is
 * synchronous on purpose: nothing else happens before it, and for a thousand small files it takes a tenth of the time.
 */
function prepareFolder(folder: string, template: string | undefined): string {
  const target = join(folder, 'pgdata');
  if (existsSync(target) || template === undefined || !existsSync(template)) return target;
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  cpSync(template, partial, { recursive: true });
  renameSync(partial, target);
  return target;
}

/** Connects to PostgreSQL by URL, with at most `connections` at once (default 10). */
export function openPostgres(url: string, connections = 10): OpenDatabase {
  const types = {
    getTypeParser: (id: number, format?: 'text' | 'binary') => {
      if (id === TYPE.timestamptz) return parseTimestamp;
      if (id === TYPE.int8) return Number;
      if (id === TYPE.numeric || id === TYPE.date) return asText;
      return pg.types.getTypeParser(id, format);
    },
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    // Compiling a plan takes longer than anything that is asked here, and a kept plan's cost is a guess on the high side.
    options: '-c timezone=UTC -c jit=off',
    application_name: 'steward',
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks must not end the process: whoever asks it is told, and the next query gets a new one.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    // Goes ahead of whatever the connection was opened for; where it fails, so does what follows.
    if (MOVE_CLOCK !== '') client.query(MOVE_CLOCK, () => undefined);
  });
  const db = new Kysely<Tables>({
    dialect: postgresDialect(pool, { nameOf: statementNames(), parserOf: types.getTypeParser }),
  });
  return { db, engine: 'postgresql', close: () => db.destroy() };
}
