import { sql } from 'kysely';
import { myInvitationsAccept, myInvitationsDecline, myInvitationsList } from '../../../contract/api/invitations.ts';
import { lockOrganization } from '../../access/membership.ts';
import { changeOne } from '../../db/changed.ts';
import { enterTenant } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { selectPage } from '../../http/pagination.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { assertAdminRoom } from '../members/admin-limit.ts';
import { insertMember } from '../members/sort-name.ts';
import { isOpen, newestFirst, presentInvitation, selectInvitations } from './present.ts';

const addressesOf = (db: Db, userId: string) =>
  db.selectFrom('emails').select('emails.email').where('emails.user_id', '=', userId);

/** Invitations to any of the person's addresses, of organizations that are not deleted. */
const selectMine = (db: Db, userId: string) =>
  selectInvitations(db)
    .where('organizations.deleted_at', 'is', null)
    // As an array, so that the addresses are looked up first and the invitations by them: they may be many.
    .where(sql<boolean>`invitations.email = any(array(${addressesOf(db, userId)}))`);

export const listMyInvitations = handle(myInvitationsList, async ({ query, db, caller }) => {
  const mine = selectMine(db, caller.user_id).where(isOpen);
  const { rows, next_cursor } = await selectPage(mine, query, newestFirst('my_invitations'));
  return { invitations: rows.map((row) => presentInvitation(row, 'invitee')), next_cursor };
});

/**
 * The invitation, under its organization's lock: accepting and rescinding at the same moment have one winner.
 * From here on the transaction acts in that organization. Throws not_found for one that is not the caller's, invalid for one that cannot be answered any more.
 */
async function lockOpen(db: Db, userId: string, id: string) {
  const first = await selectMine(db, userId).where('invitations.id', '=', id).executeTakeFirst();
  if (first === undefined) throw notFound('The invitation');
  await lockOrganization(db, first.organization_id);
  const row = await selectMine(db, userId).where('invitations.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('The invitation');
  if (row.status !== 'PENDING') throw new Problem('invalid', WHY_CLOSED[row.status]);
  await enterTenant(db, row.organization_id);
  return row;
}

const WHY_CLOSED = {
  ACCEPTED: 'You have accepted this invitation already',
  CANCELLED: 'The organization has rescinded this invitation',
  DECLINED: 'You have declined this invitation',
  EXPIRED: 'The invitation has expired. Ask for a new one.',
} as const;

async function close(db: Db, id: string, status: 'ACCEPTED' | 'DECLINED') {
  await changeOne(
    db.updateTable('invitations').set({ status, answered_at: sql<string>`steward_now()` }).where('id', '=', id),
  );
  const row = await selectInvitations(db).where('invitations.id', '=', id).executeTakeFirstOrThrow();
  return { invitation: presentInvitation(row, 'invitee') };
}

/** Puts a new member into the teams of their invitation that still exist. */
async function joinTeams(
  db: Db,
  organizationId: string,
  userId: string,
  teamIds: readonly string[],
): Promise<string[]> {
  if (teamIds.length === 0) return [];
  const joined = await db
    .insertInto('team_members')
    .columns(['organization_id', 'team_id', 'user_id'])
    .expression((eb) =>
      eb
        .selectFrom('teams')
        .select(['organization_id', 'id', sql<string>`${userId}::text`.as('user_id')])
        .where('organization_id', '=', organizationId)
        .where('id', 'in', teamIds),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('team_id')
    .execute();
  return joined.map((row) => row.team_id);
}

const answered = (after: 'ACCEPTED' | 'DECLINED') => ({ status: { before: 'PENDING', after } });

/** Makes the caller a member. Somebody who is one already keeps the role they have. */
export const acceptInvitation = handle(myInvitationsAccept, async ({ params, db, caller, audit }) => {
  const row = await lockOpen(db, caller.user_id, params.id);
  const { organization_id, role_id } = row;
  if (role_id === 'admin') await assertAdminRoom(db, [caller.user_id], 1, row.organization_plan);
  const added = await insertMember(db, { organization_id, user_id: caller.user_id, role_id });
  const team_ids = await joinTeams(db, organization_id, caller.user_id, row.team_ids);
  const user = { user: { id: caller.user_id } };
  audit({
    event: 'ORGANIZATION_MEMBER_INVITATION_ACCEPT',
    owner_id: organization_id,
    targets: [{ invitation: { id: row.id } }, user],
    details: { email: row.email, changes: answered('ACCEPTED') },
  });
  if (added)
    audit({
      event: 'ORGANIZATION_MEMBER_ADD',
      owner_id: organization_id,
      targets: [user],
      details: { changes: { [caller.user_id]: { before: null, after: { role_id, team_ids } } } },
    });
  return close(db, row.id, 'ACCEPTED');
});

export const declineInvitation = handle(myInvitationsDecline, async ({ params, db, caller, audit }) => {
  const row = await lockOpen(db, caller.user_id, params.id);
  audit({
    event: 'ORGANIZATION_MEMBER_INVITATION_DECLINE',
    owner_id: row.organization_id,
    targets: [{ invitation: { id: row.id } }, { user: { id: caller.user_id } }],
    details: { email: row.email, changes: answered('DECLINED') },
  });
  return close(db, row.id, 'DECLINED');
});
