import type { Db } from '../../db/tables.ts';
import { isOpen } from './present.ts';

export type Outcome = 'invite' | 'already_member' | 'already_invited' | 'duplicate';

/** What inviting each address would do, in the order given: one pass over the members and one over the invitations. */
export async function checkAddresses(db: Db, organizationId: string, emails: readonly string[]): Promise<Outcome[]> {
  const members = await db
    .selectFrom('emails')
    .innerJoin('members', 'members.user_id', 'emails.user_id')
    .select('emails.email')
    .where('members.organization_id', '=', organizationId)
    .where('emails.email', 'in', emails)
    .execute();
  const invited = await db
    .selectFrom('invitations')
    .select('email')
    .where('organization_id', '=', organizationId)
    .where('email', 'in', emails)
    .where(isOpen)
    .execute();
  const memberEmails = new Set(members.map((row) => row.email));
  const invitedEmails = new Set(invited.map((row) => row.email));
  const seen = new Set<string>();
  return emails.map((email) => {
    if (seen.has(email)) return 'duplicate';
    seen.add(email);
    if (memberEmails.has(email)) return 'already_member';
    return invitedEmails.has(email) ? 'already_invited' : 'invite';
  });
}
