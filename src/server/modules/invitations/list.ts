import { type RawBuilder, sql } from 'kysely';
import { type Invitation, invitationsList } from '../../../contract/api/invitations.ts';
import { containing } from '../../db/like.ts';
import { handle } from '../../http/operation.ts';
import { cutPage, readPage } from '../../http/pagination.ts';
import { isExpired, isOpen, presentInvitation, selectInvitations } from './present.ts';

/** Whether an invitation has the status now: time turns a pending one into an expired one. */
function hasStatus(status: Invitation['status']): RawBuilder<boolean> {
  if (status === 'PENDING') return sql<boolean>`(${isOpen})`;
  if (status === 'EXPIRED') return sql<boolean>`(${isExpired})`;
  return sql<boolean>`invitations.status = ${status}`;
}

/** One page of an organization's invitations, newest first. */
export const listInvitations = handle(invitationsList, async ({ params, query, db }) => {
  const page = readPage(query, 'invitations', 2);
  let select = selectInvitations(db).where('invitations.organization_id', '=', params.org_id);
  if (query.status !== undefined) {
    const wanted = [query.status].flat().map(hasStatus);
    select = select.where((eb) => eb.or(wanted));
  }
  if (query.search) select = select.where('invitations.email', 'like', containing(query.search.toLowerCase()));
  const total = query.include_total === true ? select.clearSelect().select(sql<number>`count(*)`.as('count')) : null;
  if (page.after !== null)
    select = select.where(
      sql<boolean>`(invitations.created_at, invitations.id) < (${page.after[0]}::timestamptz, ${page.after[1]})`,
    );
  const found = await select
    .orderBy('invitations.created_at', 'desc')
    .orderBy('invitations.id', 'desc')
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  const { rows, next_cursor } = cutPage(found, page, 'invitations', (row) => [row.created_at, row.id]);
  return {
    invitations: rows.map((row) => presentInvitation(row, 'manager')),
    next_cursor,
    ...(total === null ? {} : { total_count: (await total.executeTakeFirstOrThrow()).count }),
  };
});
