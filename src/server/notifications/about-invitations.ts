import { sql } from 'kysely';
import type { AuditEvent } from '../audit/record.ts';
import { belongsTo } from '../db/belongs-to.ts';
import type { Tx } from '../db/tables.ts';
import { idsOf } from './targets.ts';
import type { Rules } from './tell.ts';
import { type Told, takeBack, write } from './write.ts';

const subjectOf = (invitationId: string): string => `invitation:${invitationId}`;

/** What an invitation says of itself, for `about`. */
export const ABOUT_INVITATION = sql`jsonb_build_object('invitation', jsonb_build_object('id', invitations.id,
  'email', invitations.email, 'role_id', invitations.role_id))`;

/** Whoever has an address that an invitation goes to. Somebody who is nobody here yet is told when they register. */
export const toInvited = sql`
  select emails.user_id, 'invitation:' || invitations.id as subject, invitations.organization_id,
    invitations.invited_by as actor_id, ${ABOUT_INVITATION} as about, invitations.expires_at as due_at
  from invitations join emails on emails.email = invitations.email
  join organizations on organizations.id = invitations.organization_id and organizations.deleted_at is null
  where invitations.status = 'PENDING' and invitations.expires_at > steward_now()`;

const invited = (ids: readonly string[]): Told => sql`${toInvited} and invitations.id = any(${[...ids]}::text[])`;

/** Who sent an invitation, where they are still a member; nobody else has asked. Two hundred of them count as one. */
const toSender = ({ owner_id }: AuditEvent, id: string | undefined, actorId: string | null, all: boolean): Told => sql`
  select invitations.invited_by as user_id, invitations.organization_id, ${actorId}::text as actor_id,
    ${all ? `accepted:${owner_id}` : `declined:${id}`}::text as subject, null::timestamptz as due_at,
    ${all ? sql`'{"count": 1}'::jsonb` : ABOUT_INVITATION} as about
  from invitations
  join members on members.organization_id = invitations.organization_id and members.user_id = invitations.invited_by
  where ${belongsTo('invitations.organization_id', owner_id)} and invitations.id = ${id ?? ''}`;

const settle = (trx: Tx, event: AuditEvent) => takeBack(trx, idsOf(event, 'invitation').map(subjectOf));

export const invitationRules: Rules = {
  ORGANIZATION_MEMBER_INVITATION_CREATE: (trx, event) =>
    write(trx, 'invitation_received', invited(idsOf(event, 'invitation'))),
  ORGANIZATION_MEMBER_INVITATION_RESEND: (trx, event) =>
    write(trx, 'invitation_received', invited(idsOf(event, 'invitation'))),
  ORGANIZATION_MEMBER_INVITATION_CANCEL: settle,
  ORGANIZATION_MEMBER_INVITATION_ACCEPT: async (trx, event, actorId) => {
    await settle(trx, event);
    await write(trx, 'invitations_accepted', toSender(event, idsOf(event, 'invitation')[0], actorId, true), 'count');
  },
  ORGANIZATION_MEMBER_INVITATION_DECLINE: async (trx, event, actorId) => {
    await settle(trx, event);
    await write(trx, 'invitation_declined', toSender(event, idsOf(event, 'invitation')[0], actorId, false));
  },
  USER_CREATE: (trx, event) =>
    write(trx, 'invitation_received', sql`${toInvited} and emails.user_id = any(${idsOf(event, 'user')}::text[])`),
};
