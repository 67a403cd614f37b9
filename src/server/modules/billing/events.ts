import { sql } from 'kysely';
import { costsEvents } from '../../../contract/api/costs.ts';
import { plainDecimal } from '../../billing/decimal.ts';
import { addDays, monthOf } from '../../billing/months.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { type CostFilter, checkRange, eventFilter, loadNames, memberOf, type Range } from './cost-query.ts';

function selectEvents(db: Db, organizationId: string, { from, to }: Range, filter: CostFilter) {
  return db
    .selectFrom('usage_events')
    .select(['id', 'timestamp', 'received_at', 'user_id', 'team_id', 'app_id', 'category', 'kind', 'model_id'])
    .select(['model_type', 'quantity', 'unit_price_micros', 'cost_micros', 'corrects', 'reason', 'period'])
    .where('organization_id', '=', organizationId)
    .where('timestamp', '>=', `${from}T00:00:00Z`)
    .where('timestamp', '<', `${addDays(to, 1)}T00:00:00Z`)
    .where(eventFilter(filter));
}

type EventRow = Awaited<ReturnType<ReturnType<typeof selectEvents>['execute']>>[number];

const NEWEST: ListOrder<EventRow> = {
  list: 'rated-events',
  keys: [
    { expression: sql`usage_events.timestamp`, type: 'timestamptz', value: (row) => row.timestamp },
    { expression: sql`usage_events.id`, type: 'text', value: (row) => row.id },
  ],
  descending: true,
};

/** The events behind a sum, newest first. */
const listEvents = handle(costsEvents, async ({ params, query, db }) => {
  const range = checkRange(query);
  const { rows, next_cursor } = await selectPage(selectEvents(db, params.org_id, range, query), query, NEWEST);
  const names = await loadNames(db, params.org_id, { members: rows.map((row) => row.user_id) });
  return {
    events: rows.map(({ user_id, period, quantity, unit_price_micros, ...row }) => ({
      ...row,
      user: memberOf(names, user_id),
      quantity: plainDecimal(quantity),
      unit_price_micros: plainDecimal(unit_price_micros),
      billed_month: monthOf(period),
      late: monthOf(period) > monthOf(row.timestamp),
    })),
    next_cursor,
  };
});

export const eventOperations = [listEvents];
