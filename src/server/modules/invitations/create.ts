import { type QueryCreator, sql } from 'kysely';
import { invitationsCreate } from '../../../contract/api/invitations.ts';
import { INVITATION_DAYS, type RoleId } from '../../../contract/permissions.ts';
import { assertPlanHas } from '../../access/plan-limits.ts';
import { changeAny } from '../../db/changed.ts';
import type { Db, Tables } from '../../db/tables.ts';
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

/** Ends invitations that ran out unanswered: of those that are pending an address has one. */
const endExpired = (db: Db, organizationId: string, emails: readonly string[]) =>
  changeAny(
    db
      .updateTable('invitations')
      .set({ status: 'CANCELLED' })
      .where('organization_id', '=', organizationId)
      .where('email', 'in', emails)
      .where('status', '=', 'PENDING'),
  );

/** Writes invitations, with their mail in the outbox, and answers them in the order in which they are wanted. */
async function insert(db: Db, organizationId: string, invitedBy: string, wanted: readonly Wanted[], mail: boolean) {
  const values = wanted.map((one) => ({
    organization_id: organizationId,
    email: one.email,
    role_id: one.role_id,
    team_ids: one.team_ids,
    delivery: mail ? ('queued' as const) : ('in_app' as const),
    invited_by: invitedBy,
    expires_at: expiry,
  }));
  // Under the table's own name: what is read of them is what is read of any invitation.
  const made = db.with('invitations', (with_) => with_.insertInto('invitations').values(values).returningAll());
  const mailed = made.with('mailed', (with_) =>
    with_
      .insertInto('outbox')
      .columns(['kind', 'payload'])
      .expression(
        with_
          .selectFrom('invitations')
          .select([sql<string>`'invitation'`.as('kind'), sql`jsonb_build_object('invitation_id', id)`.as('payload')]),
      ),
  );
  const rows = await selectInvitations((mail ? mailed : made) as unknown as QueryCreator<Tables>).execute();
  const order = new Map(wanted.map((one, index) => [one.email, index]));
  return rows.sort((a, b) => (order.get(a.email) ?? 0) - (order.get(b.email) ?? 0));
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
  const { outcomes, expired } = await checkAddresses(
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
  if (expired.length > 0) await endExpired(db, params.org_id, expired);
  const rows = await insert(db, params.org_id, caller.user_id, wanted, call.settings.mail);
  call.audit({
    event: 'ORGANIZATION_MEMBER_INVITATION_CREATE',
    owner_id: params.org_id,
    targets: rows.map(({ id }) => ({ invitation: { id } })),
    details: { invitations: wanted.map(({ email, role_id, team_ids }) => ({ email, role_id, team_ids })) },
  });
  return { invitations: rows.map((row) => presentInvitation(row, 'manager')) };
});
