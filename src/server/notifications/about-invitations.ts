import { sql } from 'kysely';
import type { AuditEvent } from '../audit/record.ts';
import { belongsTo } from '../db/belongs-to.ts';
import type { Tx } from '../db/tables.ts';
import { toPeople } from './audience.ts';
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

/** Who sent an invitation, where they are still a member; nobody else has asked. */
async function findSent(trx: Tx, { owner_id, targets }: AuditEvent) {
  const id = targets.find(({ invitation }) => invitation !== undefined)?.invitation?.id ?? '';
  const { rows } = await sql<{ id: string; email: string; role_id: string; invited_by: string }>`
    select invitations.id, invitations.email, invitations.role_id, invitations.invited_by from invitations
    join members on members.organization_id = invitations.organization_id and members.user_id = invitations.invited_by
    where ${belongsTo('invitations.organization_id', owner_id)} and invitations.id = ${id}`.execute(trx);
  return rows[0];
}

async function tellSender(trx: Tx, event: AuditEvent, actor_id: string | null, kind: 'accepted' | 'declined') {
  const sent = await findSent(trx, event);
  if (sent === undefined) return;
  const { invited_by, ...invitation } = sent;
  const { owner_id: organization_id } = event;
  const word = { organization_id, actor_id };
  if (kind === 'accepted') {
    // Two hundred invitations are one notification, which counts.
    const about = { count: 1 };
    const told = toPeople([invited_by], { ...word, subject: `accepted:${organization_id}`, about });
    await write(trx, 'invitations_accepted', told, 'count');
  } else {
    const about = { invitation } as { invitation: never };
    const told = toPeople([invited_by], { ...word, subject: `declined:${invitation.id}`, about });
    await write(trx, 'invitation_declined', told);
  }
}

const settle = (trx: Tx, event: AuditEvent) => takeBack(trx, idsOf(event, 'invitation').map(subjectOf));

export const invitationRules: Rules = {
  ORGANIZATION_MEMBER_INVITATION_CREATE: (trx, event) =>
    write(trx, 'invitation_received', invited(idsOf(event, 'invitation'))),
  ORGANIZATION_MEMBER_INVITATION_RESEND: (trx, event) =>
    write(trx, 'invitation_received', invited(idsOf(event, 'invitation'))),
  ORGANIZATION_MEMBER_INVITATION_CANCEL: settle,
  ORGANIZATION_MEMBER_INVITATION_ACCEPT: async (trx, event, actorId) => {
    await settle(trx, event);
    await tellSender(trx, event, actorId, 'accepted');
  },
  ORGANIZATION_MEMBER_INVITATION_DECLINE: async (trx, event, actorId) => {
    await settle(trx, event);
    await tellSender(trx, event, actorId, 'declined');
  },
  USER_CREATE: (trx, event) =>
    write(trx, 'invitation_received', sql`${toInvited} and emails.user_id = any(${idsOf(event, 'user')}::text[])`),
};
