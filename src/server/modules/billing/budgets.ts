import { sql } from 'kysely';
import {
  type Budget,
  type BudgetScope,
  budgetsCreate,
  budgetsDelete,
  budgetsList,
  budgetsUpdate,
  DEFAULT_THRESHOLDS,
} from '../../../contract/api/budgets.ts';
import type { Membership } from '../../access/membership.ts';
import { changes } from '../../audit/record.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { duplicate, Problem } from '../../http/problem.ts';
import { percentOf, stateOf, verdictOf } from './budget-state.ts';
import { loadNames, memberName } from './cost-query.ts';
import { noteAlerts } from './note-alerts.ts';
import { forecastFields } from './trends.ts';

export const selectBudgets = (db: Db, organizationId: string) =>
  db
    .selectFrom('budgets')
    .select(['id', 'name', 'scope_type', 'scope_id', 'amount_micros', 'thresholds', 'recipients'])
    .select(['created_at', 'modified_at'])
    .where('organization_id', '=', organizationId);

export type BudgetRow = Awaited<ReturnType<ReturnType<typeof selectBudgets>['execute']>>[number];

const BY_NAME: ListOrder<BudgetRow> = {
  list: 'budgets',
  keys: [
    { expression: sql`budgets.name collate "C"`, type: 'text', value: (row) => row.name },
    { expression: sql`budgets.id`, type: 'text', value: (row) => row.id },
  ],
};

async function presentBudgets(
  db: Db,
  organizationId: string,
  rows: readonly BudgetRow[],
  membership: Membership | null,
): Promise<Budget[]> {
  const idsOf = (type: BudgetScope['type']) => rows.flatMap((row) => (row.scope_type === type ? [row.scope_id] : []));
  const ids = { members: idsOf('member'), teams: idsOf('team'), apps: idsOf('app') };
  const names = await loadNames(db, organizationId, ids);
  const nameOf = ({ scope_type, scope_id }: BudgetRow): string => {
    if (scope_type === 'organization') return 'All usage';
    if (scope_type === 'member') return memberName(names, scope_id);
    return (scope_type === 'team' ? names.teams : names.apps).get(scope_id) ?? scope_id;
  };
  const may = membership?.abilities.manage_billing ?? false;
  const budgets: Budget[] = [];
  for (const row of rows) {
    const { scope_type, scope_id, ...fields } = row;
    const state = await stateOf(db, organizationId, row);
    const amount = BigInt(row.amount_micros);
    const expected = state.outlook.forecast?.expected_micros;
    budgets.push({
      ...fields,
      scope: { type: scope_type, name: nameOf(row), ...(scope_id === '' ? {} : { id: scope_id }) },
      currency: state.currency,
      month: state.month,
      spent_micros: String(state.spent),
      ...forecastFields(state.outlook),
      spent_percent: percentOf(state.spent, amount),
      forecast_percent: expected === undefined ? null : percentOf(BigInt(expected), amount),
      state: verdictOf(amount, row.thresholds, state),
      abilities: { update: may, delete: may },
    });
  }
  return budgets;
}

const listBudgets = handle(budgetsList, async ({ params, query, db, membership }) => {
  const { rows, next_cursor } = await selectPage(selectBudgets(db, params.org_id), query, BY_NAME);
  return { budgets: await presentBudgets(db, params.org_id, rows, membership), next_cursor };
});

const missing = (field: string, message: string) => new Problem('not_found', message, [{ field, message }]);

/** What a budget watches must exist when it is made; it may go later. */
async function assertScope(db: Db, organizationId: string, scope: BudgetScope, field: string): Promise<void> {
  if (scope.type === 'organization') return;
  const table = { team: 'teams', member: 'members', app: 'apps' }[scope.type];
  const [owner, column] = [
    scope.type === 'app' ? 'owner_id' : 'organization_id',
    scope.type === 'member' ? 'user_id' : 'id',
  ];
  const { rows } = await sql`
    select 1 from ${sql.table(table)} where ${sql.ref(owner)} = ${organizationId} and ${sql.ref(column)} = ${scope.id}`.execute(
    db,
  );
  if (rows.length === 0) throw missing(`${field}.scope.id`, `The ${scope.type} ${scope.id} does not exist`);
}

const inOrder = (rows: readonly BudgetRow[], ids: readonly string[]): BudgetRow[] =>
  ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);

/** Budgets that were just made or changed: what they have reached already is said at once, not when the job comes by. */
async function watchedFrom(db: Db, organizationId: string, ids: readonly string[], membership: Membership | null) {
  const rows = inOrder(await selectBudgets(db, organizationId).where('id', 'in', ids).execute(), ids);
  for (const row of rows) await noteAlerts(db, organizationId, row);
  return presentBudgets(db, organizationId, rows, membership);
}

const createBudgets = handle(budgetsCreate, async ({ params, body, db, membership, audit }) => {
  const { org_id: organization_id } = params;
  for (const [index, { scope, ...budget }] of body.budgets.entries()) {
    const field = `body.budgets.${index}`;
    await assertScope(db, organization_id, scope, field);
    const made = await db
      .insertInto('budgets')
      .values({
        ...budget,
        organization_id,
        scope_type: scope.type,
        scope_id: scope.type === 'organization' ? '' : scope.id,
        thresholds: JSON.stringify(budget.thresholds ?? DEFAULT_THRESHOLDS),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made === undefined) throw duplicate(`${field}.id`, `The id ${budget.id} is taken`);
    const targets = [{ budget: { id: budget.id, name: budget.name } }];
    const details = { scope, amount_micros: budget.amount_micros };
    audit({ event: 'BUDGET_CREATE', owner_id: organization_id, targets, details });
  }
  const ids = body.budgets.map(({ id }) => id);
  return { budgets: await watchedFrom(db, organization_id, ids, membership) };
});

const updateBudgets = handle(budgetsUpdate, async ({ params, body, db, membership, audit, nothingToAudit }) => {
  const { org_id: organization_id } = params;
  const ids = body.budgets.map(({ id }) => id);
  nothingToAudit('a change to what it was already changes nothing');
  for (const [index, { id, ...change }] of body.budgets.entries()) {
    const before = await selectBudgets(db, organization_id).where('id', '=', id).executeTakeFirst();
    if (before === undefined) throw missing(`body.budgets.${index}.id`, `The budget ${id} does not exist`);
    const details = changes(before, change);
    if (Object.keys(details).length === 0) continue;
    const { thresholds, ...fields } = change;
    await changeOne(
      db
        .updateTable('budgets')
        .set({
          ...fields,
          ...(thresholds === undefined ? {} : { thresholds: JSON.stringify(thresholds) }),
          modified_at: sql<string>`steward_now()`,
        })
        .where('organization_id', '=', organization_id)
        .where('id', '=', id),
    );
    const targets = [{ budget: { id, name: change.name ?? before.name } }];
    audit({ event: 'BUDGET_UPDATE', owner_id: organization_id, targets, details });
  }
  return { budgets: await watchedFrom(db, organization_id, ids, membership) };
});

const deleteBudgets = handle(budgetsDelete, async ({ params, body, db, audit }) => {
  const { org_id: organization_id } = params;
  const gone = await db
    .deleteFrom('budgets')
    .where('organization_id', '=', organization_id)
    .where('id', 'in', body.ids)
    .returning(['id', 'name'])
    .execute();
  const found = new Set(gone.map(({ id }) => id));
  const lost = body.ids.findIndex((id) => !found.has(id));
  if (lost !== -1) throw missing(`body.ids.${lost}`, `The budget ${body.ids[lost]} does not exist`);
  audit({ event: 'BUDGET_DELETE', owner_id: organization_id, targets: gone.map((budget) => ({ budget })) });
  return {};
});

export const budgetOperations = [listBudgets, createBudgets, updateBudgets, deleteBudgets];
