import { isRealDay } from '../../../contract/calendar.ts';
import { type AddressOf, address, oneOf, text, where } from '../../lib/address.ts';

const words = text(100);

/** What the address of the audit log holds; what it does not understand it leaves out. */
export const auditAddress = address({
  person: words,
  /** A group of operations, or the number of one. */
  event: words,
  app: words,
  team: words,
  /** Days in the reader's own time zone, both included. */
  from: where(isRealDay),
  to: where(isRealDay),
  outcome: oneOf(['done', 'refused']),
  /** The entry that is open: its organization and its place in that log. */
  entry: where((given) => /^[^/]{1,48}\/\d{1,15}$/.test(given)),
});
export type AuditAddress = AddressOf<typeof auditAddress>;

export const AUDIT_FILTERS = ['person', 'event', 'app', 'team', 'from', 'to', 'outcome'] as const;

/** The address without any filter. */
export const NO_FILTERS: AuditAddress = Object.fromEntries(AUDIT_FILTERS.map((name) => [name, undefined]));
