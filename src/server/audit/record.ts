import { sql } from 'kysely';
import type { AuditTargetKind } from '../../contract/api/audit.ts';
import { AUDIT_EVENTS, type AuditEventName } from '../../contract/audit-events.ts';
import { kept } from '../db/kept.ts';
import type { Db } from '../db/tables.ts';
import type { Origin } from '../http/operation.ts';
import { tell } from '../notifications/tell.ts';

export type AuditTarget = Partial<Record<AuditTargetKind, { id: string; name?: string }>>;

/** One thing that happened, before it is known whether the transaction holds. */
export interface AuditEvent {
  readonly event: AuditEventName;
  /** Whose log: an organization's id, or the person's own. */
  readonly owner_id: string;
  readonly targets: readonly AuditTarget[];
  /** Before and after of each changed field, and what else explains it. Never a secret. */
  readonly details?: Record<string, unknown>;
  readonly success?: boolean;
  /** Whom it concerned, where nobody could tell afterwards: they are notified. It does not stand in the log. */
  readonly people?: readonly string[];
}

function byOwner(events: readonly AuditEvent[]): [string, AuditEvent[]][] {
  const found = new Map<string, AuditEvent[]>();
  for (const event of events) found.set(event.owner_id, [...(found.get(event.owner_id) ?? []), event]);
  // Always in the same order: each log's head is locked, and two transactions must not wait for each other.
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

const append = kept((db, owner: string, userId: string | null, reqId: string, ip: string, entries: string) =>
  sql`select audit_append(${owner}, ${userId}, ${reqId}, ${ip}, ${entries}::jsonb)`.compile(db),
);

/**
 * Appends entries to the logs of their owners through the given transaction, in the order given within each log, and
 * notifies the people whom they concern: neither is there without the other.
 */
export async function recordAudit(
  db: Db,
  userId: string | null,
  origin: Origin,
  events: readonly AuditEvent[],
): Promise<void> {
  for (const [owner, own] of byOwner(events)) {
    const entries = own.map(({ event, targets, details = {}, success = true }) => {
      return { operation: AUDIT_EVENTS[event].code, targets, details, success };
    });
    await append(db, owner, userId, origin.req_id, origin.source_ip, JSON.stringify(entries));
  }
  await tell(db, userId, events);
}

/** The fields that differ, each as `{before, after}`; long values such as images are only said to have changed. */
export function changes(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(after)) {
    if (value === undefined || JSON.stringify(before[field]) === JSON.stringify(value)) continue;
    found[field] = field === 'image' ? { changed: true } : { before: before[field] ?? null, after: value };
  }
  return found;
}
