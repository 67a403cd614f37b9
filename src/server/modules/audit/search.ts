import { sql } from 'kysely';
import { auditSearch } from '../../../contract/api/audit.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { type EntryRow, findEntries, presentEntry } from './entries.ts';

const inOrder = (ascending: boolean): ListOrder<EntryRow> => ({
  list: ascending ? 'audit oldest first' : 'audit newest first',
  descending: !ascending,
  keys: [
    { expression: sql`audit_entries.timestamp`, type: 'timestamptz', value: (row) => row.timestamp },
    { expression: sql`audit_entries.seq`, type: 'bigint', value: (row) => String(row.seq) },
  ],
});

/** Searches one log by time, person, operation, target and outcome. */
export const searchAudit = handle(auditSearch, async ({ params, body, db }) => {
  const { page, per_page } = body.pagination;
  const where = body.cursor === undefined ? { page } : { cursor: body.cursor };
  const found = findEntries(db, params.user_id, body.query);
  const { rows, next_cursor } = await selectPage(found, { per_page, ...where }, inOrder(body.sort_ascending));
  return { entries: rows.map(presentEntry), next_cursor };
});
