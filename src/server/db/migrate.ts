import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import * as first from './migrations/0001-people-and-organizations.ts';
import * as appsAndPolicies from './migrations/0002-apps-and-policies.ts';
import * as isolation from './migrations/0003-isolation.ts';
import * as auditChain from './migrations/0004-audit-chain.ts';
import * as billing from './migrations/0005-billing.ts';
import * as apps from './migrations/0007-apps.ts';
import * as access from './migrations/0008-access.ts';
import * as notifications from './migrations/0009-notifications.ts';
import * as indexesOfLists from './migrations/0013-indexes-of-lists.ts';
import * as usageTotals from './migrations/0014-usage-totals.ts';
import * as keptPlans from './migrations/0015-kept-plans.ts';
import * as usageMonths from './migrations/0016-usage-months.ts';
import * as peopleOfTheTenant from './migrations/0017-people-of-the-tenant.ts';
import * as clockOffset from './migrations/0018-clock-offset.ts';
import * as tenantUnderTheLock from './migrations/0019-tenant-under-the-lock.ts';
import type { Db } from './tables.ts';

/** In the order of their names; a migration that has shipped is never edited. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-people-and-organizations': first,
  '0002-apps-and-policies': appsAndPolicies,
  '0003-isolation': isolation,
  '0004-audit-chain': auditChain,
  '0005-billing': billing,
  '0007-apps': apps,
  '0008-access': access,
  '0009-notifications': notifications,
  '0013-indexes-of-lists': indexesOfLists,
  '0014-usage-totals': usageTotals,
  '0015-kept-plans': keptPlans,
  '0016-usage-months': usageMonths,
  '0017-people-of-the-tenant': peopleOfTheTenant,
  '0018-clock-offset': clockOffset,
  '0019-tenant-under-the-lock': tenantUnderTheLock,
};

/** Every migration that this version knows, in the order in which they run. */
export const KNOWN_MIGRATIONS: readonly string[] = Object.keys(MIGRATIONS).sort();

const migratorOf = (db: Db): Migrator => new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });

/** The names of the migrations that have run in this database, in their order. */
export async function appliedMigrations(db: Db): Promise<string[]> {
  const all = await migratorOf(db).getMigrations();
  return all.filter(({ executedAt }) => executedAt !== undefined).map(({ name }) => name);
}

/** Brings an empty database to where this migration ends, or leaves one that is there. Throws what the database threw. */
export async function migrateTo(db: Db, name: string): Promise<void> {
  const { error } = await migratorOf(db).migrateTo(name);
  if (error !== undefined) throw error;
}

const UNDEFINED_TABLE = '42P01';

/**
 * Whether exactly the known migrations have run. Each start begins with this one question: the migrator locks its tables
 * and looks through the catalogue, which a database that has just been opened takes long for.
 */
async function isUpToDate(db: Db): Promise<boolean> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    return rows.map(({ name }) => name).join() === KNOWN_MIGRATIONS.join();
  } catch (error) {
    if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return false;
    throw error;
  }
}

/** Brings the schema up to date and answers the names of the migrations that ran. Throws what the database threw. */
export async function migrate(db: Db): Promise<string[]> {
  if (await isUpToDate(db)) return [];
  const { error, results } = await migratorOf(db).migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
