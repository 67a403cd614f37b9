import { type ExpressionBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { AuditEntry, auditSearch } from '../../../contract/api/audit.ts';
import { describeAuditEvent } from '../../../contract/audit-events.ts';
import type { Db, Tables } from '../../db/tables.ts';

export type AuditQuery = z.output<(typeof auditSearch)['body']>['query'];
type SearchTarget = NonNullable<AuditQuery['targets']>[number];

/** Entries with the person who acted; the person may be gone by now. */
export function selectEntries(db: Db, ownerId: string) {
  return db
    .selectFrom('audit_entries')
    .leftJoin('users', 'users.id', 'audit_entries.user_id')
    .select(['audit_entries.seq', 'audit_entries.timestamp', 'audit_entries.user_id', 'audit_entries.operation'])
    .select(['audit_entries.targets', 'audit_entries.details', 'audit_entries.success'])
    .select(['audit_entries.req_id', 'audit_entries.source_ip', 'users.first_name', 'users.last_name'])
    .where('audit_entries.owner_id', '=', ownerId);
}

type Select = ReturnType<typeof selectEntries>;
export type EntryRow = Awaited<ReturnType<Select['execute']>>[number];
type Entries = ExpressionBuilder<Tables & { users: Tables['users'] }, 'audit_entries'>;

/** Operation 0 means any, as published. */
function operationsOf({ operations = [] }: AuditQuery): readonly number[] {
  return operations.includes(0) ? [] : operations;
}

/** The kinds of one target may stand in different elements: an entry has an app in one and a team in the next. */
const eachKind = (target: SearchTarget) =>
  Object.entries(target).map(([kind, named]) => JSON.stringify([{ [kind]: named }]));

/** All kinds of one target must be there; of several targets, one is enough. */
const hasTarget = (query: AuditQuery) => (eb: Entries) =>
  eb.or(
    (query.targets ?? []).map((target) =>
      eb.and(eachKind(target).map((one) => sql<boolean>`audit_entries.targets @> ${one}::jsonb`)),
    ),
  );

/** The entries of one log that a query looks for: all of it must hold; within a list, one is enough. */
export function findEntries(db: Db, ownerId: string, query: AuditQuery): Select {
  let select = selectEntries(db, ownerId);
  const operations = operationsOf(query);
  if (query.timestamp_from) select = select.where('audit_entries.timestamp', '>=', query.timestamp_from);
  if (query.timestamp_to) select = select.where('audit_entries.timestamp', '<=', query.timestamp_to);
  if (query.user_ids?.length) select = select.where('audit_entries.user_id', 'in', query.user_ids);
  if (query.seqs?.length) select = select.where('audit_entries.seq', 'in', query.seqs);
  if (operations.length > 0) select = select.where('audit_entries.operation', 'in', operations);
  // As the partial index of refused attempts says it.
  if (query.success === false) select = select.where(sql<boolean>`not audit_entries.success`);
  if (query.success === true) select = select.where('audit_entries.success', '=', true);
  if (query.targets?.length) select = select.where(hasTarget(query) as never);
  return select;
}

/** An entry as the API shows it. */
export function presentEntry(row: EntryRow): AuditEntry {
  const { user_id, first_name, last_name } = row;
  return {
    seq: row.seq,
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
