import { sql } from 'kysely';
import { invitationsCreate } from '../../../contract/api/invitations.ts';
import { INVITATION_DAYS, type RoleId } from '../../../contract/permissions.ts';
import { assertPlanHas } from '../../access/plan-limits.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { invalid, Problem } from '../../http/problem.ts';
import { checkAddresses, knownTeams, type Outcome } from './check.ts';
import { presentInvitation, selectInvitations } from './present.ts';

interface Wanted {
  readonly email: string;
  readonly role_id: RoleId;
  readonly team_ids: string[];
}

/** When an invitation that is sent now expires: by the database's clock. */
export const expiry = sql<string>`steward_now() + make_interval(days => ${sql.lit(INVITATION_DAYS)})`;

const WHY: Record<Exclude<Outcome, 'invite'>, string> = {
  already_member: 'is a member already',
  already_invited: 'is invited already',
  duplicate: 'stands in the list twice',
};

async function assertTeamsExist(db: Db, organizationId: string, wanted: readonly Wanted[]): Promise<void> {
  const known = await knownTeams(
    db,
    organizationId,
    wanted.flatMap((one) => one.team_ids),
  );
  for (const [index, one] of wanted.entries())
    for (const id of one.team_ids)
      if (!known.has(id)) throw invalid(`body.invitations.${index}.team_ids`, `names the unknown team ${id}`);
}

/** Writes invitations and queues their mail; a new one replaces an expired one. Answers the new ids. */
async function insert(db: Db, organizationId: string, invitedBy: string, wanted: readonly Wanted[], mail: boolean) {
  const emails = wanted.map((one) => one.email);
  await db
    .updateTable('invitations')
    .set({ status: 'CANCELLED' })
    .where('organization_id', '=', organizationId)
    .where('email', 'in', emails)
    .where('status', '=', 'PENDING')
    .execute();
  const rows = await db
    .insertInto('invitations')
    .values(
      wanted.map((one) => ({
        organization_id: organizationId,
        email: one.email,
        role_id: one.role_id,
        team_ids: one.team_ids,
        delivery: mail ? ('queued' as const) : ('in_app' as const),
        invited_by: invitedBy,
        expires_at: expiry,
      })),
    )
    .returning('id')
    .execute();
  const ids = rows.map((row) => row.id);
  if (mail) await queueMail(db, ids);
  return ids;
}

/** Leaves the e-mails of these invitations in the outbox: they go out after this transaction, or never. */
export async function queueMail(db: Db, invitationIds: readonly string[]): Promise<void> {
  await db
    .insertInto('outbox')
    .values(
      invitationIds.map((id) => ({
        kind: 'invitation',
        payload: JSON.stringify({ invitation_id: id }),
        last_error: null,
      })),
    )
    .execute();
}

/** Invites addresses, all or none. A dry run answers what would happen to each and changes nothing. */
export const createInvitations = handle(invitationsCreate, async ({ params, query, body, db, caller, ...call }) => {
  const wanted = body.invitations;
  if (wanted.some((one) => one.team_ids.length > 0)) assertPlanHas('teams', call.membership);
  await assertTeamsExist(db, params.org_id, wanted);
  const outcomes = await checkAddresses(
    db,
    params.org_id,
    wanted.map((one) => one.email),
  );
  if (query.dry_run === true) {
    call.nothingToAudit('a dry run');
    const rows = wanted.map((one, index) => ({ email: one.email, outcome: outcomes[index] ?? 'invite' }));
    return { invitations: [], rows };
  }
  const details = outcomes.flatMap((outcome, index) =>
    outcome === 'invite' ? [] : [{ field: `body.invitations.${index}.email`, message: WHY[outcome] }],
  );
  if (details.length > 0)
    throw new Problem('duplicate', `${details.length} of ${wanted.length} addresses cannot be invited`, details);
  const ids = await insert(db, params.org_id, caller.user_id, wanted, call.settings.mail);
  call.audit({
    event: 'ORGANIZATION_MEMBER_INVITATION_CREATE',
    owner_id: params.org_id,
    targets: ids.map((id) => ({ invitation: { id } })),
    details: { invitations: wanted.map(({ email, role_id, team_ids }) => ({ email, role_id, team_ids })) },
  });
  const rows = await selectInvitations(db).where('invitations.id', 'in', ids).execute();
  const order = new Map(wanted.map((one, index) => [one.email, index]));
  const invitations = rows.map((row) => presentInvitation(row, 'manager'));
  return { invitations: invitations.sort((a, b) => (order.get(a.email) ?? 0) - (order.get(b.email) ?? 0)) };
});
