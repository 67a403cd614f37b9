import { sql } from 'kysely';
import { openPGlite } from '../../src/server/db/open.ts';
import type { Db } from '../../src/server/db/tables.ts';
import type { TestServer } from './server.ts';

const EMAIL = sql`'given-' || lpad(n::text, 6, '0') || '@crowd.example'`;
const ID = sql`'given-' || lpad(n::text, 6, '0')`;
const FIRST = sql`(array['Zoë', 'José', 'Márta', 'Søren', 'Łukasz', 'Nguyễn', 'Anna', 'Émile', 'Ibrahim', 'Mei'])[1 + n % 10]`;
const LAST = sql`'Ångström-' || lpad(n::text, 6, '0')`;

/** People by number, from 1: "Zoë Ångström-000010" and so on. */
async function insertPeople(db: Db, count: number): Promise<void> {
  const numbers = sql`generate_series(1, ${count}::integer) as n`;
  await sql`insert into owners (id, kind) select ${ID}, 'person' from ${numbers}`.execute(db);
  await sql`insert into users (id, first_name, last_name) select ${ID}, ${FIRST}, ${LAST} from ${numbers}`.execute(db);
  await sql`insert into emails (email, user_id, is_primary) select ${EMAIL}, ${ID}, true from ${numbers}`.execute(db);
}

/** The first so many of them as members. */
async function insertMembers(db: Db, org: string, count: number): Promise<void> {
  await sql`insert into members (organization_id, user_id, role_id, sort_name, search_text)
    select ${org}::text, ${ID}, 'organization_user', lower(${FIRST} || ' ' || ${LAST}),
      lower(${FIRST} || ' ' || ${LAST} || ' ' || ${ID} || ' ' || ${EMAIL})
    from generate_series(1, ${count}::integer) as n`.execute(db);
}

/**
 * Fills organizations with so many people each, by SQL while the server stands still: through the API each of them would
 * have to be invited and accept. The same people belong to all of them.
 */
export async function fillWithPeople(server: TestServer, crowds: Readonly<Record<string, number>>): Promise<void> {
  await server.stop();
  const { db, close } = await openPGlite(server.dataDir);
  try {
    await db.transaction().execute(async (trx) => {
      await insertPeople(trx, Math.max(...Object.values(crowds)));
      for (const [org, count] of Object.entries(crowds)) await insertMembers(trx, org, count);
    });
  } finally {
    await close();
  }
  await server.start();
}
