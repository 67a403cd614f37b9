import { sql } from 'kysely';
import { kept } from './kept.ts';
import type { Db, Tx } from './tables.ts';

/**
 * Whose rows a transaction may see: one organization's, and what is the person's own. PostgreSQL holds it by row-level
 * security (migrations/0003-isolation.ts) under a role that lasts as long as the transaction. Nobody else sets these
 * settings or opens a transaction: a test sees to it.
 */
export interface Scope {
  /** The organization, or the owner of apps, that the request is about. */
  readonly tenant: string | null;
  /** Who asks. */
  readonly person: string | null;
}

type Access = 'read only' | 'read write';

// The access mode is set here too: Kysely's dialect for PGlite drops the one that it is asked for.
const open = kept((db, tenant: string | null, person: string | null, changes: boolean, reads: 'on' | 'off') =>
  sql`select
    set_config('transaction_read_only', ${reads}, true),
    set_config('steward.tenant', steward_admitted(${tenant}, ${person}, ${changes}), true),
    set_config('steward.person', coalesce(${person}, ''), true),
    set_config('role', 'steward_app', true)`.compile(db),
);

/**
 * Runs `work` in one transaction that sees the scope's rows and no others. The tenant counts only where the person
 * belongs to it, which the database itself looks up; without one, nothing of a tenant is there.
 */
export const inScope = <T>(db: Db, scope: Scope, access: Access, work: (trx: Tx) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setAccessMode(access)
    .execute(async (trx) => {
      const changes = access === 'read write';
      await open(trx, scope.tenant, scope.person, changes, changes ? 'off' : 'on');
      return work(trx);
    });

const enterLocked = kept((db, owner: string, person: string | null) =>
  sql<{ exists: boolean }>`
    with locked as materialized (select steward_lock_tenant(${owner}, ${person}) as tenant)
    select tenant is not null as exists, set_config('steward.tenant', coalesce(tenant, ''), true) from locked`.compile(
    db,
  ),
);

/**
 * Locks an owner, an organization or a person, until the transaction ends, and makes it the tenant if the caller belongs
 * there once the lock is held: a tenant that was settled before the wait may be out of date. Returns whether there is
 * such an owner.
 */
export async function lockTenant(trx: Db, owner: string, person: string | null): Promise<boolean> {
  assertInTransaction(trx);
  const { rows } = await enterLocked(trx, owner, person);
  return rows[0]?.exists === true;
}

/**
 * Goes on in another organization, for the few changes of a person that act in one to which they do not belong yet, or
 * in two. Call it after the right has been checked: from here on the transaction sees and changes this organization's
 * rows, and no longer those of the tenant before.
 */
export async function enterTenant(trx: Db, organizationId: string): Promise<void> {
  assertInTransaction(trx);
  await sql`select set_config('steward.tenant', ${organizationId}, true)`.execute(trx);
}

/**
 * Runs `work` in another owner's tenant as far as the person belongs there, which the database looks up, and then goes
 * on in the tenant from before: for what a request shows of several owners at once.
 */
export async function visiting<T>(trx: Db, ownerId: string, personId: string, work: () => Promise<T>): Promise<T> {
  assertInTransaction(trx);
  const { rows } = await sql<{ tenant: string }>`
    with before as materialized (select coalesce(current_setting('steward.tenant', true), '') as tenant)
    select tenant, set_config('steward.tenant', steward_admitted(${ownerId}, ${personId}, false), true)
    from before`.execute(trx);
  const leave = () => sql`select set_config('steward.tenant', ${rows[0]?.tenant ?? ''}, true)`.execute(trx);
  try {
    const result = await work();
    await leave();
    return result;
  } catch (error) {
    // A transaction that the database has aborted takes no command any more, and its tenant ends with it.
    await leave().catch(() => undefined);
    throw error;
  }
}

const becomeSystem = kept((db) =>
  sql<{ role: string }>`
    with before as materialized (select current_setting('role') as role)
    select role, set_config('role', 'steward_system', true) from before`.compile(db),
);
const returnTo = kept((db, role: string) => sql`select set_config('role', ${role}, true)`.compile(db));

/**
 * Runs `work` with the sight of all tenants, for what belongs to none: jobs, sample data, a name that must be unique
 * among all. In a transaction it returns to the scope from before; otherwise it opens one. Nothing else may be asked of
 * the transaction meanwhile.
 */
export async function asSystem<T>(db: Db, work: (trx: Tx) => Promise<T>): Promise<T> {
  if (!db.isTransaction) return db.transaction().execute((trx) => asSystem(trx, work));
  const trx = db as Tx;
  const before = await becomeSystem(trx);
  const leave = () => returnTo(trx, before.rows[0]?.role ?? 'steward_app');
  try {
    const result = await work(trx.withoutPlugins());
    await leave();
    return result;
  } catch (error) {
    // A transaction that the database has aborted takes no command any more, and its role ends with it.
    await leave().catch(() => undefined);
    throw error;
  }
}

/** Runs `work` with the sight of all tenants as of one moment: what others commit meanwhile is not there for it. */
export const inSnapshot = <T>(db: Db, work: (trx: Tx) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      await sql`select set_config('transaction_read_only', 'on', true), set_config('role', 'steward_system', true)`.execute(
        trx,
      );
      return work(trx);
    });

/** Runs `work` in a transaction as the user who owns the tables: for what is done to tables and not to rows. */
export const asOwner = <T>(db: Db, work: (trx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);

/** Like `asSystem`, at a time in the past: sample data gives history its dates. */
export const asSystemAt = <T>(db: Db, at: string, work: (trx: Tx) => Promise<T>): Promise<T> =>
  asSystem(db, async (trx) => {
    await setTime(trx, at);
    return work(trx);
  });

/** Lets the rest of the transaction happen at another time: RFC 3339. */
export async function setTime(trx: Db, at: string): Promise<void> {
  assertInTransaction(trx);
  await sql`select set_config('steward.now', ${at}, true)`.execute(trx);
}

function assertInTransaction(db: Db): void {
  if (!db.isTransaction) throw new Error('a scope lasts as long as a transaction, and there is none');
}
