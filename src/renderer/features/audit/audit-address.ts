import { z } from 'zod';

const text = z.string().max(100).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** What the address of the audit log holds; what it does not understand it leaves out. */
export const auditAddress = z.object({
  person: text,
  /** A group of operations, or the number of one. */
  event: text,
  app: text,
  team: text,
  /** Days in the reader's own time zone, both included. */
  from: day,
  to: day,
  outcome: z.enum(['done', 'refused']).optional().catch(undefined),
  /** The entry that is open: its organization and its place in that log. */
  entry: z
    .string()
    .regex(/^[^/]{1,48}\/\d{1,15}$/)
    .optional()
    .catch(undefined),
});
export type AuditAddress = z.output<typeof auditAddress>;

export const AUDIT_FILTERS = ['person', 'event', 'app', 'team', 'from', 'to', 'outcome'] as const;

/** The address without any filter. */
export const NO_FILTERS: AuditAddress = Object.fromEntries(AUDIT_FILTERS.map((name) => [name, undefined]));
