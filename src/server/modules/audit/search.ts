import { sql } from 'kysely';
import { type AuditEntry, auditSearch } from '../../../contract/api/audit.ts';
import { describeAuditEvent } from '../../../contract/audit-events.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';

/** Entries with the person who acted; the person may be gone by now. */
export function selectEntries(db: Db, ownerId: string) {
  return db
    .selectFrom('audit_entries')
    .leftJoin('users', 'users.id', 'audit_entries.user_id')
    .select(['audit_entries.id', 'audit_entries.timestamp', 'audit_entries.user_id', 'audit_entries.operation'])
    .select(['audit_entries.targets', 'audit_entries.details', 'audit_entries.success'])
    .select(['audit_entries.req_id', 'audit_entries.source_ip', 'users.first_name', 'users.last_name'])
    .where('audit_entries.owner_id', '=', ownerId);
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number];

/** An entry as the API shows it. */
export function presentEntry(row: EntryRow): AuditEntry {
  const { user_id, first_name, last_name } = row;
  return {
    seq: Number(row.id),
    timestamp: row.timestamp,
    user: user_id === null ? null : { id: user_id, first_name: first_name ?? '', last_name: last_name ?? '' },
    operation: row.operation,
    description: describeAuditEvent(row.operation),
    targets: row.targets,
    details: row.details,
    success: row.success,
    req_id: row.req_id,
    source_ip: row.source_ip,
  };
}

/** Searches one log by time, person, operation, target and outcome. Operation 0 means any, as published. */
export const searchAudit = handle(auditSearch, async ({ params, body, db }) => {
  const { query, pagination } = body;
  let select = selectEntries(db, params.user_id);
  if (query.timestamp_from) select = select.where('timestamp', '>=', query.timestamp_from);
  if (query.timestamp_to) select = select.where('timestamp', '<=', query.timestamp_to);
  if (query.user_ids?.length) select = select.where('audit_entries.user_id', 'in', query.user_ids);
  const operations = query.operations?.filter((operation) => operation !== 0) ?? [];
  if (operations.length > 0 && operations.length === query.operations?.length)
    select = select.where('operation', 'in', operations);
  if (query.success !== undefined) select = select.where('success', '=', query.success);
  const targets = query.targets ?? [];
  if (targets.length > 0)
    select = select.where((eb) =>
      eb.or(targets.map((target) => sql<boolean>`audit_entries.targets @> ${JSON.stringify([target])}::jsonb`)),
    );
  const direction = body.sort_ascending ? 'asc' : 'desc';
  const rows = await select
    .orderBy('timestamp', direction)
    .orderBy('audit_entries.id', direction)
    .limit(pagination.per_page)
    .offset((pagination.page - 1) * pagination.per_page)
    .execute();
  return { entries: rows.map(presentEntry) };
});
