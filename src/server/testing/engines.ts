import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import pg from 'pg';
import { migrate } from '../db/migrate.ts';
import { type OpenDatabase, openPostgres, openSnapshot } from '../db/open.ts';
import type { Tables } from '../db/tables.ts';

/** A way to get a fresh database with the current schema, which is gone once it is closed. */
export interface Engine {
  readonly name: 'PGlite' | 'PostgreSQL';
  open(): Promise<OpenDatabase>;
}

const CACHE = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'steward-tests');

/** Names a template after all that makes it: another migration is another template. */
function schemaHash(): string {
  const folder = join(import.meta.dirname, '..', 'db', 'migrations');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}

/** A migrated PGlite, dumped once and kept: a copy opens in a tenth of the time. */
async function pgliteTemplate(): Promise<Blob> {
  const file = join(CACHE, `${schemaHash()}.tar`);
  if (!existsSync(file)) {
    const pglite = await PGlite.create();
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    await migrate(db);
    const dump = await pglite.dumpDataDir('none');
    await db.destroy();
    await mkdir(CACHE, { recursive: true });
    const partial = `${file}.${process.pid}`;
    await writeFile(partial, Buffer.from(await dump.arrayBuffer()));
    await rename(partial, file);
  }
  return new Blob([await readFile(file)]);
}

const urlOf = (server: string, database: string): string => {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
};

async function administer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the migrated template database where it is missing; of several processes at once, one does. */
async function postgresTemplate(server: string): Promise<string> {
  const template = `steward_test_template_${schemaHash()}`;
  await administer(server, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('steward test template'))");
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return;
    const partial = `${template}_partial`;
    await client.query(`drop database if exists ${partial}`);
    await client.query(`create database ${partial}`);
    const made = openPostgres(urlOf(server, partial), 1);
    await migrate(made.db);
    await made.close();
    await client.query(`alter database ${partial} rename to ${template}`);
  });
  return template;
}

async function openOnPostgres(server: string): Promise<OpenDatabase> {
  const template = await postgresTemplate(server);
  const name = `steward_test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('steward test template'))");
    await client.query(`create database ${name} template ${template}`);
  });
  const opened = openPostgres(urlOf(server, name), 10);
  const close = async (): Promise<void> => {
    await opened.close();
    await administer(server, (client) => client.query(`drop database ${name} with (force)`));
  };
  return { ...opened, close };
}

const onPGlite: Engine = { name: 'PGlite', open: async () => openSnapshot(await pgliteTemplate()) };
const server = process.env.STEWARD_TEST_DATABASE_URL;

/** PGlite always; PostgreSQL as well where `STEWARD_TEST_DATABASE_URL` names a superuser's maintenance database. */
export const engines: readonly Engine[] =
  server === undefined || server === ''
    ? [onPGlite]
    : [onPGlite, { name: 'PostgreSQL', open: () => openOnPostgres(server) }];
