import { type RawBuilder, sql } from 'kysely';
import { type Invitation, invitationsList } from '../../../contract/api/invitations.ts';
import { containing } from '../../db/like.ts';
import { handle } from '../../http/operation.ts';
import { selectPage } from '../../http/pagination.ts';
import { isExpired, isOpen, newestFirst, presentInvitation, selectInvitations } from './present.ts';

/** Whether an invitation has the status now: time turns a pending one into an expired one. */
function hasStatus(status: Invitation['status']): RawBuilder<boolean> {
  if (status === 'PENDING') return sql<boolean>`(${isOpen})`;
  if (status === 'EXPIRED') return sql<boolean>`(${isExpired})`;
  return sql<boolean>`invitations.status = ${status}`;
}

/** One page of an organization's invitations, newest first. */
export const listInvitations = handle(invitationsList, async ({ params, query, db }) => {
  let select = selectInvitations(db).where('invitations.organization_id', '=', params.org_id);
  if (query.status !== undefined) {
    const wanted = [query.status].flat().map(hasStatus);
    select = select.where((eb) => eb.or(wanted));
  }
  if (query.search) select = select.where('invitations.email', 'like', containing(query.search.toLowerCase()));
  const total = query.include_total === true ? select.clearSelect().select(sql<number>`count(*)`.as('count')) : null;
  const { rows, next_cursor } = await selectPage(select, query, newestFirst('invitations'));
  return {
    invitations: rows.map((row) => presentInvitation(row, 'manager')),
    next_cursor,
    ...(total === null ? {} : { total_count: (await total.executeTakeFirstOrThrow()).count }),
  };
});
