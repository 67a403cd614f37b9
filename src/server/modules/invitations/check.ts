import { sql } from 'kysely';
import { type CheckOutcome, invitationsCheck } from '../../../contract/api/invitations.ts';
import { planLimit } from '../../access/plan-limits.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { isOpen } from './present.ts';

export type Outcome = 'invite' | 'already_member' | 'already_invited' | 'duplicate';

interface Checked {
  /** What inviting each address would do, in the order given. */
  readonly outcomes: Outcome[];
  /** Addresses with an invitation that ran out unanswered: a new one takes its place. */
  readonly expired: string[];
}

/** What inviting addresses would do: one look at the members and the invitations. */
export async function checkAddresses(db: Db, organizationId: string, emails: readonly string[]): Promise<Checked> {
  const members = db
    .selectFrom('emails')
    .innerJoin('members', 'members.user_id', 'emails.user_id')
    .select(['emails.email', sql<string>`'member'`.as('is')])
    .where('members.organization_id', '=', organizationId)
    .where('emails.email', 'in', emails);
  const invited = db
    .selectFrom('invitations')
    .select(['invitations.email', sql<string>`case when ${isOpen} then 'invited' else 'expired' end`.as('is')])
    .where('invitations.organization_id', '=', organizationId)
    .where('invitations.email', 'in', emails)
    .where('invitations.status', '=', 'PENDING');
  const rows = await members.unionAll(invited).execute();
  const those = (is: string) => new Set(rows.filter((row) => row.is === is).map((row) => row.email));
  const [memberEmails, invitedEmails] = [those('member'), those('invited')];
  const seen = new Set<string>();
  const outcomes = emails.map((email): Outcome => {
    if (seen.has(email)) return 'duplicate';
    seen.add(email);
    if (memberEmails.has(email)) return 'already_member';
    return invitedEmails.has(email) ? 'already_invited' : 'invite';
  });
  return { outcomes, expired: [...those('expired')] };
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
  const { outcomes } = await checkAddresses(
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
