import type { AuditEventName } from '../../contract/audit-events.ts';
import type { AuditEvent } from '../audit/record.ts';
import { asSystem } from '../db/scope.ts';
import type { Db, Tx } from '../db/tables.ts';
import { appRules } from './about-apps.ts';
import { billingRules } from './about-billing.ts';
import { invitationRules } from './about-invitations.ts';
import { membershipRules } from './about-membership.ts';
import { organizationRules } from './about-organizations.ts';
import { securityRules } from './about-security.ts';

/** What one event means to people: whom it concerns is told, what it settles is taken back. */
export type Rule = (trx: Tx, event: AuditEvent, actorId: string | null) => Promise<void>;
export type Rules = Partial<Record<AuditEventName, Rule>>;

/** Everything that notifies anybody. What is not here concerns nobody but who did it. */
const RULES: Rules = {
  ...invitationRules,
  ...membershipRules,
  ...organizationRules,
  ...securityRules,
  ...appRules,
  ...billingRules,
};

/** Notifies everybody whom these events concern, in the transaction in which they happen. */
export async function tell(db: Db, actorId: string | null, events: readonly AuditEvent[]): Promise<void> {
  const telling = events.filter(({ event, success }) => success !== false && RULES[event] !== undefined);
  if (telling.length === 0) return;
  await asSystem(db, async (trx) => {
    for (const event of telling) await RULES[event.event]?.(trx, event, actorId);
  });
}
