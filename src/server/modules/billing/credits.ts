import { sql } from 'kysely';
import { creditsList } from '../../../contract/api/payments.ts';
import { monthOf } from '../../billing/months.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import type { CreditEntriesTable, Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { openAccount, readAccount } from './account.ts';

export interface CreditChange {
  readonly organization_id: string;
  readonly type: CreditEntriesTable['type'];
  /** Negative where it takes away. */
  readonly amount_micros: bigint;
  readonly reason: string;
  /** The first day of the month of the invoice that it is about. */
  readonly period: string | null;
}

/** Changes the balance and writes the history in one step. The balance never falls below nothing: the table refuses it. */
export async function changeCredit(db: Db, change: CreditChange): Promise<string> {
  const { organization_id, type, reason, period } = change;
  await openAccount(db, organization_id);
  const amount_micros = String(change.amount_micros);
  const { credit_balance_micros: balance_micros } = await db
    .updateTable('billing_accounts')
    .set({ credit_balance_micros: sql<string>`credit_balance_micros + ${amount_micros}::numeric` })
    .where('organization_id', '=', organization_id)
    .returning('credit_balance_micros')
    .executeTakeFirstOrThrow();
  const place = sql<number>`(select coalesce(max(place), 0) + 1 from credit_entries where ${belongsTo('credit_entries.organization_id', organization_id)})`;
  const { id } = await db
    .insertInto('credit_entries')
    .values({ organization_id, place, type, amount_micros, balance_micros, reason, period })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

function selectEntries(db: Db, organizationId: string) {
  return db
    .selectFrom('credit_entries')
    .select(['id', 'place', 'type', 'amount_micros', 'balance_micros', 'reason', 'period', 'created_at'])
    .where('organization_id', '=', organizationId);
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number];

const NEWEST: ListOrder<EntryRow> = {
  list: 'credits',
  keys: [{ expression: sql`credit_entries.place`, type: 'numeric', value: (row) => String(row.place) }],
  descending: true,
};

/** The balance with all that made it, newest first. */
const listCredits = handle(creditsList, async ({ params, query, db }) => {
  const { currency, credit_balance_micros } = await readAccount(db, params.org_id);
  const { rows, next_cursor } = await selectPage(selectEntries(db, params.org_id), query, NEWEST);
  const credits = rows.map(({ place: _, period, ...row }) => ({
    ...row,
    invoice_id: period === null ? null : monthOf(period),
  }));
  return { currency, balance_micros: credit_balance_micros, credits, next_cursor };
});

export const creditOperations = [listCredits];
