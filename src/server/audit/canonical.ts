import { createHash } from 'node:crypto';

/** An entry as it is hashed: every part as PostgreSQL writes it as text; the time in microseconds since 1970. */
export interface CanonicalEntry {
  readonly owner_id: string;
  readonly seq: string;
  readonly micros: string;
  readonly user_id: string | null;
  readonly operation: string;
  readonly targets: string;
  readonly details: string;
  readonly success: string;
  readonly req_id: string;
  readonly source_ip: string;
}

const part = (text: string | null): string => (text === null ? '-' : `${Buffer.byteLength(text)}:${text}`);

/**
 * The hash of an entry after the one before it (empty for the first), as migration 0004 defines it. Computed here and
 * not by the database's own function, which whoever alters rows could alter too.
 */
export function entryHash(previous: Uint8Array, entry: CanonicalEntry, seq: string = entry.seq): Buffer {
  const { owner_id, micros, user_id, operation, targets, details, success, req_id, source_ip } = entry;
  const parts = [owner_id, seq, micros, user_id, operation, targets, details, success, req_id, source_ip];
  return createHash('sha256').update(previous).update(parts.map(part).join('')).digest();
}
