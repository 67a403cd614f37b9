import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../src/server/db/migrate.ts';
import { openPostgres } from '../../src/server/db/open.ts';
import { World } from '../../src/server/testing/world.ts';

const server = () => {
  const url = process.env.STEWARD_TEST_DATABASE_URL;
  if (url === undefined) throw new Error('PostgreSQL is missing: STEWARD_TEST_DATABASE_URL names no server');
  return url;
};

async function administer(statement) {
  const client = new pg.Client({ connectionString: server() });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Runs `work` with the URL of an empty database, which goes afterwards. */
export async function withDatabase(work) {
  const name = `steward_bench_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name}`);
  const url = new URL(server());
  url.pathname = `/${name}`;
  try {
    return await work(url.href);
  } finally {
    await administer(`drop database ${name} with (force)`);
  }
}

/** Runs `work` with a server application on an empty database with Steward's schema, and the database's URL. */
export const withWorld = (work) =>
  withDatabase(async (url) => {
    const opened = openPostgres(url, 4);
    const world = new World();
    await migrate(opened.db);
    await world.open(opened);
    try {
      return await work(world, url);
    } finally {
      await world.close();
    }
  });
