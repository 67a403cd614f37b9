import type { AuditEvent } from '../audit/record.ts';
import { toMembers } from './audience.ts';
import type { Rules } from './tell.ts';
import { write } from './write.ts';

const wordOf = ({ owner_id, details }: AuditEvent, actor_id: string | null) => ({
  subject: `organization:${owner_id}`,
  organization_id: owner_id,
  actor_id,
  about: {},
  due_at: (details?.restorable_until as string | undefined) ?? null,
});

export const organizationRules: Rules = {
  ORGANIZATION_DELETE: (trx, event, actorId) =>
    write(trx, 'organization_deleted', toMembers(event.owner_id, wordOf(event, actorId))),
  ORGANIZATION_RESTORE: (trx, event, actorId) =>
    write(trx, 'organization_restored', toMembers(event.owner_id, wordOf(event, actorId))),
};
