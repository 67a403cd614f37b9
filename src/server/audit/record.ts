import type { AuditTargetKind } from '../../contract/api/audit.ts';
import { AUDIT_EVENTS, type AuditEventName } from '../../contract/audit-events.ts';
import type { Db } from '../db/tables.ts';
import type { Origin } from '../http/operation.ts';

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
}

/** Writes entries through the given transaction, in the order given. */
export async function recordAudit(
  db: Db,
  userId: string | null,
  origin: Origin,
  events: readonly AuditEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await db
    .insertInto('audit_entries')
    .values(
      events.map((event) => ({
        owner_id: event.owner_id,
        user_id: userId,
        operation: AUDIT_EVENTS[event.event].code,
        targets: JSON.stringify(event.targets),
        details: JSON.stringify(event.details ?? {}),
        success: event.success ?? true,
        req_id: origin.req_id,
        source_ip: origin.source_ip,
      })),
    )
    .execute();
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
