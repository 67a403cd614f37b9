import { type CostRow, costsList, costsUsage } from '../../../contract/api/costs.ts';
import { USAGE_UNITS } from '../../../contract/api/usage.ts';
import { plainDecimal } from '../../billing/decimal.ts';
import { periodBefore } from '../../billing/months.ts';
import { handle } from '../../http/operation.ts';
import { selectPage } from '../../http/pagination.ts';
import { invalid } from '../../http/problem.ts';
import { readAccount } from './account.ts';
import { checkRange } from './cost-query.ts';
import {
  defaultSort,
  namesOfGroups,
  orderGroups,
  presentKeys,
  readDimensions,
  selectGroups,
  totalsOf,
} from './cost-rows.ts';

/** Everything that names what a cursor goes on with: another grouping is another list. */
const listName = (kind: string, group: string | undefined, sort: string): string => `${kind}:${group ?? ''}:${sort}`;

/** One page of the costs of a period, with the totals of all of it. */
const listCosts = handle(costsList, async ({ params, query, db }) => {
  const { org_id } = params;
  const range = checkRange(query);
  const dimensions = readDimensions(query.group_by);
  if (query.compare === true && dimensions.includes('day'))
    throw invalid('query.compare', 'cannot be combined with group_by=day');
  const previous = query.compare === true ? periodBefore(range.from, range.to) : null;
  const selection = { range, previous, filter: query, dimensions };
  const sort = defaultSort(dimensions, query.sort);
  const order = orderGroups(sort, listName('costs', query.group_by, sort));
  const { rows, next_cursor } = await selectPage(selectGroups(db, org_id, selection), query, order);
  const names = await namesOfGroups(db, org_id, rows);
  const { previous_micros, ...totals } = await totalsOf(db, org_id, selection);
  const { currency } = await readAccount(db, org_id);
  return {
    currency,
    period: range,
    ...totals,
    ...(previous === null ? {} : { previous: { ...previous, total_micros: previous_micros } }),
    costs: rows.map(
      (row): CostRow => ({
        ...presentKeys(row, dimensions, names),
        quantity: plainDecimal(row.quantity),
        events: row.events,
        cost_micros: row.cost_micros,
        ...(previous === null ? {} : { previous_cost_micros: row.previous_micros }),
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
  const selection = { range, previous: null, filter: query, dimensions };
  const sort = query.sort ?? (dimensions.includes('day') ? 'day' : '-quantity');
  const order = orderGroups(sort, listName('usage', query.group_by, sort));
  const { rows, next_cursor } = await selectPage(selectGroups(db, org_id, selection), query, order);
  const names = await namesOfGroups(db, org_id, rows);
  const { events, quantity_totals } = await totalsOf(db, org_id, selection);
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
