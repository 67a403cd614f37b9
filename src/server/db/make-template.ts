import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { migrate } from './migrate.ts';

import type { Tables } from './tables.ts';

/** Makes the pre-initialised database that a first start copies: an empty cluster with the current schema. */
const target = join(import.meta.dirname, '..', '..', '..', 'resources', 'database');
const partial = `${target}.partial`;
await rm(partial, { recursive: true, force: true });
const pglite = await PGlite.create({ dataDir: partial });
const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
await migrate(db);
await pglite.query('checkpoint');
await db.destroy();
await rm(target, { recursive: true, force: true });
await rename(partial, target);
console.log(`wrote ${target}`);
