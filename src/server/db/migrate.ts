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
};

/** Brings the schema up to date and answers the names of the migrations that ran. Throws what the database threw. */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
