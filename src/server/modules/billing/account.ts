import { sql } from 'kysely';
import { type BillingAccount, billingAccountGet, billingAccountUpdate } from '../../../contract/api/payments.ts';
import type { Membership } from '../../access/membership.ts';
import { changes } from '../../audit/record.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { spentThisMonth } from './spend.ts';

/** Opens the organization's account where it has none yet: its first bill is that of the month in which it was created. */
export async function openAccount(db: Db, organizationId: string): Promise<void> {
  await sql`
    insert into billing_accounts (organization_id, currency, open_month)
    select organizations.id, billing_issuer.currency, date_trunc('month', organizations.created_at at time zone 'UTC')::date
    from organizations, billing_issuer where organizations.id = ${organizationId}
    on conflict do nothing`.execute(db);
}

export interface HeldAccount {
  /** The first day of the first month that is not invoiced. */
  readonly open_month: string;
  /** The latest time that an event may have. */
  readonly latest_timestamp: string;
}

/** The lock of an organization's account: batches of usage share it, the issue of an invoice has it for itself. */
const lockKey = (organizationId: string) => sql`hashtextextended(${`billing ${organizationId}`}, 0)`;

/** Waits until nobody records usage for the organization, and keeps it so until the transaction ends. */
export async function closeAccount(db: Db, organizationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockKey(organizationId)})`.execute(db);
}

/**
 * Holds the account until the transaction ends, together with others of its kind, so that no invoice is issued meanwhile.
 * An advisory lock, since it queues fairly: shared locks on a row would let a stream of batches keep the invoice waiting.
 */
export async function holdAccount(db: Db, organizationId: string): Promise<HeldAccount> {
  await sql`select pg_advisory_xact_lock_shared(${lockKey(organizationId)})`.execute(db);
  const select = () =>
    db
      .selectFrom('billing_accounts')
      .select(['open_month', sql<string>`steward_now() + interval '1 day'`.as('latest_timestamp')])
      .where('organization_id', '=', organizationId)
      .executeTakeFirst();
  const held = await select();
  if (held !== undefined) return held;
  await openAccount(db, organizationId);
  const opened = await select();
  if (opened === undefined) throw new Error(`the organization ${organizationId} has no account`);
  return opened;
}

const FIELDS = ['legal_name', 'address', 'tax_id', 'purchase_order', 'spend_limit_micros'] as const;

/** What is known of an account; where it is not open yet, what it would begin with. */
export async function readAccount(db: Db, organizationId: string) {
  return db
    .selectFrom('organizations')
    .leftJoin('billing_accounts', 'billing_accounts.organization_id', 'organizations.id')
    .innerJoin('billing_issuer', (join) => join.onTrue())
    .where('organizations.id', '=', organizationId)
    .select(['organizations.plan', 'organizations.name', 'organizations.billing_email'])
    .select(['legal_name', 'billing_accounts.tax_id', 'purchase_order', 'spend_limit_micros'])
    .select('billing_accounts.modified_at')
    .select([
      sql<string>`coalesce(billing_accounts.currency, billing_issuer.currency)`.as('currency'),
      sql<string[]>`coalesce(billing_accounts.address, '{}')`.as('address'),
      sql<string>`coalesce(credit_balance_micros, 0)`.as('credit_balance_micros'),
      sql<string>`coalesce(open_month, date_trunc('month', organizations.created_at at time zone 'UTC')::date)`.as(
        'open_month',
      ),
      sql<string>`to_char(steward_now() at time zone 'UTC', 'YYYY-MM-DD')`.as('today'),
      sql<string>`steward_now()`.as('now'),
    ])
    .executeTakeFirstOrThrow();
}

async function presentAccount(db: Db, organizationId: string, membership: Membership | null): Promise<BillingAccount> {
  const { name: _, open_month: __, today: ___, now: ____, ...account } = await readAccount(db, organizationId);
  const spent = await spentThisMonth(db, organizationId);
  const limit = account.spend_limit_micros;
  return {
    ...account,
    spent_micros: spent,
    over_spend_limit: limit !== null && BigInt(spent) > BigInt(limit),
    abilities: { update: membership?.abilities.manage_billing ?? false },
  };
}

const getAccount = handle(billingAccountGet, async ({ params, db, membership }) => ({
  billing_account: await presentAccount(db, params.org_id, membership),
}));

const updateAccount = handle(billingAccountUpdate, async ({ params, body, db, membership, audit, nothingToAudit }) => {
  const { org_id } = params;
  await openAccount(db, org_id);
  const before = await readAccount(db, org_id);
  const given = Object.fromEntries(
    FIELDS.flatMap((field) => (field in body.billing_account ? [[field, body.billing_account[field]]] : [])),
  );
  const details = changes(before, given);
  if (Object.keys(details).length === 0) nothingToAudit('the account is as it was');
  else {
    await changeOne(
      db
        .updateTable('billing_accounts')
        .set({ ...given, modified_at: sql<string>`steward_now()` })
        .where('organization_id', '=', org_id),
    );
    audit({ event: 'BILLING_ACCOUNT_UPDATE', owner_id: org_id, targets: [{ organization: { id: org_id } }], details });
  }
  return { billing_account: await presentAccount(db, org_id, membership) };
});

export const accountOperations = [getAccount, updateAccount];
