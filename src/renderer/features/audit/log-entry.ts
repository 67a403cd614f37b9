import type { AuditEntry } from '../../../contract/api/audit.ts';

/** An entry with the organization whose log it stands in. */
export interface LogEntry extends AuditEntry {
  readonly organization: { readonly id: string; readonly name: string };
}

export const entryId = ({ organization, seq }: LogEntry): string => `${organization.id}/${seq}`;
export const entryName = ({ description, timestamp }: LogEntry): string => `${description}, ${timestamp}`;
