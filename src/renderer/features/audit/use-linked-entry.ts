import { useMemo } from 'react';
import type { LogEntry } from './log-entry.ts';
import { useAuditLog } from './use-audit-log.ts';

const NOBODY = { id: '', name: '' };

/** The entry that an id of the address names ("organization/place"), read by itself; undefined until it is there. */
export function useLinkedEntry(
  organizations: readonly LogEntry['organization'][],
  id: string | undefined,
): LogEntry | undefined {
  const [owner, seq] = id?.split('/') ?? [];
  const organization = organizations.find((one) => one.id === owner);
  const query = useMemo(() => ({ seqs: [Number(seq ?? 1)] }), [seq]);
  const { rows } = useAuditLog(organization ?? NOBODY, query, organization !== undefined);
  return organization === undefined ? undefined : rows[0];
}
