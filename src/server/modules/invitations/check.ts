import { type CheckOutcome, invitationsCheck } from '../../../contract/api/invitations.ts';
import { planLimit } from '../../access/plan-limits.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
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

/** Which of these teams the organization has. */
export async function knownTeams(db: Db, organizationId: string, ids: readonly string[]): Promise<Set<string>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Set();
  const rows = await db
    .selectFrom('teams')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', 'in', asked)
    .execute();
  return new Set(rows.map((row) => row.id));
}

interface Judged {
  readonly outcome: CheckOutcome;
  readonly message?: string;
}

/** What inviting each row would do: a row that cannot be sent is named and holds no other back. Changes nothing. */
export const checkInvitations = handle(invitationsCheck, async ({ params, body, db, membership }) => {
  const wanted = body.invitations;
  const outcomes = await checkAddresses(
    db,
    params.org_id,
    wanted.map((one) => one.email),
  );
  const limit = planLimit('teams', membership);
  const teams = wanted.flatMap((one) => one.team_ids);
  const known = await knownTeams(db, params.org_id, teams);
  const rows = wanted.map((one, index): Judged => {
    const outcome = outcomes[index] ?? 'invite';
    if (outcome !== 'invite' || one.team_ids.length === 0) return { outcome };
    if (limit !== undefined) return { outcome: 'over_limit', message: limit };
    const unknown = one.team_ids.find((id) => !known.has(id));
    return unknown === undefined
      ? { outcome }
      : { outcome: 'unknown_team', message: `names the unknown team ${unknown}` };
  });
  return { rows };
});
