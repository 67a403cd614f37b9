import { ROLES } from '../../contract/permissions.ts';
import type { Db } from '../db/tables.ts';
import { isOpen } from '../modules/invitations/present.ts';
import type { Mail } from './mailer.ts';

/** The mail of an invitation; null when it has been answered, rescinded or has expired meanwhile. */
export async function invitationMail(db: Db, invitationId: string): Promise<Mail | null> {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('organizations', 'organizations.id', 'invitations.organization_id')
    .leftJoin('users', 'users.id', 'invitations.invited_by')
    .select(['invitations.email', 'invitations.role_id', 'invitations.expires_at', 'organizations.name'])
    .select(['users.first_name', 'users.last_name'])
    .where('invitations.id', '=', invitationId)
    .where(isOpen)
    .where('organizations.deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const inviter = `${row.first_name ?? ''} ${row.last_name ?? ''}`.trim() || 'An admin';
  const role = ROLES[row.role_id];
  return {
    to: row.email,
    subject: `${inviter} invites you to ${row.name}`,
    text: [
      `${inviter} invites you to join ${row.name} as ${role.name}.`,
      role.summary,
      '',
      `Open Steward and sign in, or register, with ${row.email}: the invitation waits under Invitations.`,
      `It is valid until ${row.expires_at.slice(0, 16).replace('T', ' ')} UTC.`,
      '',
      'If you do not know the sender, ignore this message: nothing happens without your consent.',
    ].join('\n'),
  };
}
