import { sql } from 'kysely';
import { invitationsCancel, invitationsResend } from '../../../contract/api/invitations.ts';
import { changeOne } from '../../db/changed.ts';
import { handle } from '../../http/operation.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { checkAddresses } from './check.ts';
import { expiry, queueMail } from './create.ts';
import { presentInvitation, selectInvitations } from './present.ts';

/** Rescinds pending invitations (expired ones too), all or none. One that was answered meanwhile refuses the call. */
export const cancelInvitations = handle(invitationsCancel, async ({ params, body, db, audit }) => {
  const ids = [...new Set(body.ids)];
  const cancelled = await db
    .updateTable('invitations')
    .set({ status: 'CANCELLED', answered_at: sql<string>`steward_now()` })
    .where('organization_id', '=', params.org_id)
    .where('id', 'in', ids)
    .where('status', '=', 'PENDING')
    .returning(['id', 'email', 'role_id', 'team_ids'])
    .execute();
  const found = new Set(cancelled.map((row) => row.id));
  const details = ids.flatMap((id, index) =>
    found.has(id) ? [] : [{ field: `body.ids.${index}`, message: 'is not pending any more' }],
  );
  if (details.length > 0) throw new Problem('not_found', 'Some of these invitations are not pending any more', details);
  audit({
    event: 'ORGANIZATION_MEMBER_INVITATION_CANCEL',
    owner_id: params.org_id,
    targets: cancelled.map(({ id }) => ({ invitation: { id } })),
    details: {
      changes: Object.fromEntries(
        cancelled.map(({ id, ...one }) => [
          id,
          { before: { ...one, status: 'PENDING' }, after: { ...one, status: 'CANCELLED' } },
        ]),
      ),
    },
  });
  return {};
});

/** Sends a pending or expired invitation again: valid for 7 days from now. */
export const resendInvitation = handle(invitationsResend, async ({ params, db, settings, audit }) => {
  const before = await selectInvitations(db)
    .where('invitations.organization_id', '=', params.org_id)
    .where('invitations.id', '=', params.id)
    .executeTakeFirst();
  if (before === undefined) throw notFound('The invitation');
  if (before.status !== 'PENDING' && before.status !== 'EXPIRED')
    throw new Problem('invalid', `The invitation was ${before.status.toLowerCase()} meanwhile`);
  const { outcomes } = await checkAddresses(db, params.org_id, [before.email]);
  if (outcomes[0] === 'already_member') throw new Problem('duplicate', `${before.email} is a member already`);
  await changeOne(
    db
      .updateTable('invitations')
      .set({ expires_at: expiry, delivery: settings.mail ? 'queued' : 'in_app' })
      .where('id', '=', params.id),
  );
  if (settings.mail) await queueMail(db, [params.id]);
  const after = await selectInvitations(db).where('invitations.id', '=', params.id).executeTakeFirstOrThrow();
  audit({
    event: 'ORGANIZATION_MEMBER_INVITATION_RESEND',
    owner_id: params.org_id,
    targets: [{ invitation: { id: params.id } }],
    details: {
      email: before.email,
      changes: { expires_at: { before: before.expires_at, after: after.expires_at } },
    },
  });
  return { invitation: presentInvitation(after, 'manager') };
});
