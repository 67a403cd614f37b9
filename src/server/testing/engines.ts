import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../db/migrate.ts';
import { type OpenDatabase, openPostgres } from '../db/open.ts';
import { openCopy } from './pglite-template.ts';
import { schemaHash } from './schema-hash.ts';

/** A way to get a fresh database with the current schema, which is gone once it is closed. */
export interface Engine {
  readonly name: 'PGlite' | 'PostgreSQL';
  open(): Promise<OpenDatabase>;
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

const onPGlite: Engine = { name: 'PGlite', open: openCopy };
const server = process.env.STEWARD_TEST_DATABASE_URL;

/** PGlite always; PostgreSQL as well where `STEWARD_TEST_DATABASE_URL` names a superuser's maintenance database. */
export const engines: readonly Engine[] =
  server === undefined || server === ''
    ? [onPGlite]
    : [onPGlite, { name: 'PostgreSQL', open: () => openOnPostgres(server) }];
