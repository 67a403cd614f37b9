import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely';
import { sql } from 'kysely';
import { KNOWN_MIGRATIONS, migrate, migrateTo } from '../../src/server/db/migrate.ts';
import { type OpenDatabase, openPGlite, openPostgres } from '../../src/server/db/open.ts';
import type { Db } from '../../src/server/db/tables.ts';
import { type Attack, type Context, onEngines, type Tally } from '../attack.ts';
import { freshDatabase } from '../support/databases.ts';
import { equal, must } from '../support/equal.ts';

class Interrupted extends Error {}

/** Lets so many statements pass and then breaks: as a crash between two of them does. */
class BreakAfter implements KyselyPlugin {
  left: number;
  passed = 0;
  constructor(left: number) {
    this.left = left;
  }
  transformQuery({ node }: PluginTransformQueryArgs) {
    if (this.left <= 0) throw new Interrupted();
    this.left -= 1;
    this.passed += 1;
    return node;
  }
  transformResult({ result }: PluginTransformResultArgs) {
    return Promise.resolve(result);
  }
}

/** The schema as text: tables, columns, indexes, policies, functions, triggers. */
async function schemaOf(db: Db): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(column_default, '') as line
      from information_schema.columns where table_schema = 'public'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select tablename || ' ' || policyname || ' ' || coalesce(qual, '') from pg_policies
    union all select p.proname || ' ' || pg_get_userbyid(p.proowner)::text || ' ' || md5(pg_get_functiondef(p.oid))
      from pg_proc p where pronamespace = 'public'::regnamespace
    union all select tgname::text from pg_trigger where not tgisinternal
    order by 1`.execute(db);
  return rows.map(({ line }) => line).join('\n');
}

/** A fresh database each time, and again the one from before, as after a restart of the process. */
async function opener(context: Context, engine: string): Promise<() => Promise<{ open(): Promise<OpenDatabase> }>> {
  if (engine === 'PGlite') {
    // A copy of a folder that initdb has made: making one takes seconds.
    const folder = await context.temporaryFolder();
    const bare = join(folder, 'bare');
    await (await openPGlite(bare)).close();
    let count = 0;
    return async () => {
      count += 1;
      const own = join(folder, String(count));
      await cp(bare, own, { recursive: true });
      return { open: () => openPGlite(own) };
    };
  }
  return async () => {
    const url = await freshDatabase(context);
    return { open: async () => openPostgres(url, 2) };
  };
}

async function interrupt(fresh: Awaited<ReturnType<typeof opener>>, at: number, wanted: string): Promise<boolean> {
  const database = await fresh();
  const first = await database.open();
  const plugin = new BreakAfter(at);
  let broke = false;
  try {
    await migrate(first.db.withPlugin(plugin));
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    broke = true;
  } finally {
    await first.close();
  }
  const again = await database.open();
  try {
    await migrate(again.db);
    equal(await schemaOf(again.db), wanted, 'the schema');
    equal(await migrate(again.db), [], 'what is left to do');
  } finally {
    await again.close();
  }
  return broke;
}

async function attack(tally: Tally, context: Context, engine: string): Promise<void> {
  const fresh = await opener(context, engine);
  const whole = await (await fresh()).open();
  const counter = new BreakAfter(Number.POSITIVE_INFINITY);
  await migrate(whole.db.withPlugin(counter));
  const wanted = await schemaOf(whole.db);
  await whole.close();
  must(counter.passed > KNOWN_MIGRATIONS.length, 'the statements were not seen');
  const step = Math.max(1, Math.floor(counter.passed / context.times(counter.passed, 3)));
  for (let at = 0; at < counter.passed; at += step)
    await tally.trial(`broken after statement ${at} of ${counter.passed}`, async () => {
      must(await interrupt(fresh, at, wanted), 'it did not break');
    });
  for (const name of context.short ? KNOWN_MIGRATIONS.slice(-1) : KNOWN_MIGRATIONS)
    await tally.trial(`stopped after ${name}, then two processes at once`, async () => {
      const database = await fresh();
      const one = await database.open();
      await migrateTo(one.db, name);
      if (engine === 'PGlite') await migrate(one.db);
      else {
        const other = await database.open();
        await Promise.all([migrate(one.db), migrate(other.db)]);
        await other.close();
      }
      equal(await schemaOf(one.db), wanted, 'the schema');
      await one.close();
    });
  tally.note('statements of all migrations', String(counter.passed));
}

/** Migrations that end between any two of their statements go on where they were, to the same schema. */
export const migrationAttacks: readonly Attack[] = onEngines('migrations interrupted', (tally, context, engine) =>
  attack(tally, context, engine.name),
).map((one) => ({ ...one, longOnly: true }));
