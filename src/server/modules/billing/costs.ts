import { type CostRow, costsList, costsUsage } from '../../../contract/api/costs.ts';
import { USAGE_UNITS } from '../../../contract/api/usage.ts';
import { comparePeriods, levelDays } from '../../../contract/compare-periods.ts';
import { isLevel } from '../../../contract/vocabulary.ts';
import { plainDecimal } from '../../billing/decimal.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { selectPage } from '../../http/pagination.ts';
import { invalid } from '../../http/problem.ts';
import { readAccount } from './account.ts';
import { COLUMNS, type CostFilter, checkRange, dailyFilter, type Range, sumsOf } from './cost-query.ts';
import {
  type CostSelection,
  defaultSort,
  type GroupedRow,
  namesOfGroups,
  orderGroups,
  presentKeys,
  readDimensions,
  selectGroups,
} from './cost-rows.ts';
import { totalsOf } from './cost-totals.ts';
import { levelsAt } from './levels.ts';

/** Everything that names what a cursor goes on with: another grouping is another list. */
const listName = (kind: string, group: string | undefined, sort: string): string => `${kind}:${group ?? ''}:${sort}`;

/** The latest day before a period on which anything was used: where to look instead. */
async function lastUsedOn(db: Db, organizationId: string, { from }: Range, filter: CostFilter): Promise<string | null> {
  const latest = await db
    .selectFrom(sumsOf(filter.member_id !== undefined))
    .select('day')
    .where('organization_id', '=', organizationId)
    .where('day', '<', from)
    .where('events', '>', 0)
    .where(dailyFilter(filter))
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest?.day ?? null;
}

/** What each row comes to as a level, where one such category is asked for: at its day, or the end of the period. */
async function levelsOfRows(
  db: Db,
  organizationId: string,
  { range, filter, dimensions }: CostSelection,
  { rows, today }: { readonly rows: readonly GroupedRow[]; readonly today: string },
) {
  const days = levelDays(range, today);
  if (filter.category === undefined || !isLevel(filter.category) || days === null) return null;
  const grouped = dimensions.filter((dimension) => dimension !== 'day');
  const byDay = grouped.length < dimensions.length;
  const points = byDay ? [...new Set(rows.map(({ day }) => day))] : [days.at];
  const keyOf = (at: string, row: Readonly<Record<string, unknown>>) =>
    JSON.stringify([at, ...grouped.map((dimension) => row[COLUMNS[dimension]])]);
  const found = await levelsAt(db, organizationId, points, filter, grouped);
  const levels = new Map(found.map((row) => [keyOf(row.at, row), row.quantity]));
  return (row: GroupedRow): string => plainDecimal(levels.get(keyOf(byDay ? row.day : days.at, { ...row })) ?? '0');
}

/** One page of the costs of a period, with the totals of all of it. */
const listCosts = handle(costsList, async ({ params, query, db }) => {
  const { org_id } = params;
  const range = checkRange(query);
  const dimensions = readDimensions(query.group_by);
  const compare = query.compare === true;
  if (compare && dimensions.includes('day')) throw invalid('query.compare', 'cannot be combined with group_by=day');
  const { currency, today } = await readAccount(db, org_id);
  const found = compare ? comparePeriods(range, today) : null;
  const comparison = found === null || found.reason !== undefined ? null : found;
  const selection = { range, comparison, filter: query, dimensions };
  const sort = defaultSort(dimensions, query.sort);
  const order = orderGroups(sort, listName('costs', query.group_by, sort));
  const { rows, next_cursor } = await selectPage(selectGroups(db, org_id, selection), query, order);
  const names = await namesOfGroups(db, org_id, rows);
  const levelOf = await levelsOfRows(db, org_id, selection, { rows, today });
  const { previous_micros, compared_micros, ...totals } = await totalsOf(db, org_id, selection, { today, compare });
  return {
    currency,
    period: range,
    ...totals,
    ...(totals.events === 0 && { last_used_on: await lastUsedOn(db, org_id, range, query) }),
    ...(comparison !== null && {
      compared: { ...comparison.compared, total_micros: compared_micros },
      previous: { ...comparison.earlier, total_micros: previous_micros },
    }),
    costs: rows.map(
      (row): CostRow => ({
        ...presentKeys(row, dimensions, names),
        quantity: plainDecimal(row.quantity),
        events: row.events,
        cost_micros: row.cost_micros,
        ...(comparison !== null && {
          compared_cost_micros: row.compared_micros,
          previous_cost_micros: row.previous_micros,
        }),
        ...(levelOf !== null && { level: levelOf(row) }),
      }),
    ),
    next_cursor,
  };
});

/** One page of quantities: unlike units are never added, so that the category is always there. */
const listUsage = handle(costsUsage, async ({ params, query, db }) => {
  const { org_id } = params;
  const range = checkRange(query);
  const given = readDimensions(query.group_by);
  const dimensions = given.includes('category') ? given : [...given, 'category' as const];
  const { today } = await readAccount(db, org_id);
  const selection = { range, comparison: null, filter: query, dimensions };
  const sort = query.sort ?? (dimensions.includes('day') ? 'day' : '-quantity');
  const order = orderGroups(sort, listName('usage', query.group_by, sort));
  const { rows, next_cursor } = await selectPage(selectGroups(db, org_id, selection), query, order);
  const names = await namesOfGroups(db, org_id, rows);
  const { events, quantity_totals } = await totalsOf(db, org_id, selection, { today, compare: false });
  return {
    period: range,
    events,
    quantity_totals,
    usage: rows.map((row) => ({
      ...presentKeys(row, dimensions, names),
      category: row.category,
      unit: USAGE_UNITS[row.category],
      quantity: plainDecimal(row.quantity),
      events: row.events,
    })),
    next_cursor,
  };
});

export const costOperations = [listCosts, listUsage];
