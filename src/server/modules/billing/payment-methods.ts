import { sql } from 'kysely';
import {
  type PaymentMethod,
  paymentMethodsCreate,
  paymentMethodsDelete,
  paymentMethodsList,
} from '../../../contract/api/payments.ts';
import type { Membership } from '../../access/membership.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { duplicate, Problem } from '../../http/problem.ts';
import { bankTransfer } from './bank-transfer.ts';

const selectMethods = (db: Db, organizationId: string) =>
  db
    .selectFrom('payment_methods')
    .select(['id', 'type', 'label', 'account_holder', 'iban_last4', 'created_at'])
    .where('organization_id', '=', organizationId);

type MethodRow = Awaited<ReturnType<ReturnType<typeof selectMethods>['execute']>>[number];

const presentMethod = (row: MethodRow, membership: Membership | null): PaymentMethod => ({
  ...row,
  abilities: { delete: membership?.abilities.manage_billing ?? false },
});

const OLDEST: ListOrder<MethodRow> = {
  list: 'payment-methods',
  keys: [
    { expression: sql`payment_methods.created_at`, type: 'timestamptz', value: (row) => row.created_at },
    { expression: sql`payment_methods.id`, type: 'text', value: (row) => row.id },
  ],
};

const listMethods = handle(paymentMethodsList, async ({ params, query, db, membership }) => {
  const { rows, next_cursor } = await selectPage(selectMethods(db, params.org_id), query, OLDEST);
  return { payment_methods: rows.map((row) => presentMethod(row, membership)), next_cursor };
});

/** Notes accounts from which the organization pays. Of an IBAN, the last four characters are kept. */
const createMethods = handle(paymentMethodsCreate, async ({ params, body, db, membership, audit }) => {
  const { org_id: organization_id } = params;
  for (const [index, method] of body.payment_methods.entries()) {
    const made = await db
      .insertInto('payment_methods')
      .values({ ...bankTransfer.keep(method), organization_id, id: method.id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made === undefined) throw duplicate(`body.payment_methods.${index}.id`, `The id ${method.id} is taken`);
  }
  const ids = body.payment_methods.map(({ id }) => id);
  const details = { payment_methods: body.payment_methods.map(({ id, label }) => ({ id, label })) };
  const targets = [{ organization: { id: organization_id } }];
  audit({ event: 'PAYMENT_METHOD_CREATE', owner_id: organization_id, targets, details });
  const rows = await selectMethods(db, organization_id).where('id', 'in', ids).execute();
  const found = new Map(rows.map((row) => [row.id, presentMethod(row, membership)]));
  return { payment_methods: ids.flatMap((id) => found.get(id) ?? []) };
});

const deleteMethods = handle(paymentMethodsDelete, async ({ params, body, db, audit }) => {
  const { org_id: organization_id } = params;
  const gone = await db
    .deleteFrom('payment_methods')
    .where('organization_id', '=', organization_id)
    .where('id', 'in', body.ids)
    .returning(['id', 'label'])
    .execute();
  const found = new Set(gone.map(({ id }) => id));
  const missing = body.ids.findIndex((id) => !found.has(id));
  if (missing !== -1) {
    const message = `The payment method ${body.ids[missing]} does not exist`;
    throw new Problem('not_found', message, [{ field: `body.ids.${missing}`, message }]);
  }
  const targets = [{ organization: { id: organization_id } }];
  audit({ event: 'PAYMENT_METHOD_DELETE', owner_id: organization_id, targets, details: { payment_methods: gone } });
  return {};
});

export const paymentMethodOperations = [listMethods, createMethods, deleteMethods];
