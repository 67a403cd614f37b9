import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { CannotTry, type Context } from '../attack.ts';

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.STEWARD_TEST_DATABASE_URL;
  if (url === undefined || url === '') throw new CannotTry('It needs PostgreSQL.');
  return url;
}

/** The URL of an empty database of PostgreSQL that is gone after the attack. Throws CannotTry where there is no server. */
export async function freshDatabase(context: Context): Promise<string> {
  const name = `steward_torture_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name}`);
  context.atEnd(() => administer(`drop database if exists ${name} with (force)`));
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}
