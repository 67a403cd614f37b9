import { type QueryCreator, sql } from 'kysely';
import type { Invitation } from '../../../contract/api/invitations.ts';
import type { Tables } from '../../db/tables.ts';
import type { ListOrder } from '../../http/pagination.ts';

/** True while an invitation can be answered: pending, and not expired by the database's clock. */
export const isOpen = sql<boolean>`invitations.status = 'PENDING' and invitations.expires_at > steward_now()`;
/** True for one whose time ran out. Time alone tells: nothing has to be written down for it. */
export const isExpired = sql<boolean>`invitations.status = 'PENDING' and invitations.expires_at <= steward_now()`;

const STATUS = sql<Invitation['status']>`case when ${isExpired} then 'EXPIRED' else invitations.status end`;

/** Invitations with their organization and who invited, one row each. */
export function selectInvitations(db: QueryCreator<Tables>) {
  return db
    .selectFrom('invitations')
    .innerJoin('organizations', 'organizations.id', 'invitations.organization_id')
    .leftJoin('users', 'users.id', 'invitations.invited_by')
    .select(['invitations.id', 'invitations.email', 'invitations.role_id', 'invitations.team_ids'])
    .select(['invitations.created_at', 'invitations.expires_at', 'invitations.delivery', 'invitations.organization_id'])
    .select(['organizations.name as organization_name', 'organizations.image as organization_image'])
    .select('organizations.plan as organization_plan')
    .select(['users.id as inviter_id', 'users.first_name', 'users.last_name', STATUS.as('status')]);
}

export type InvitationRow = Awaited<ReturnType<ReturnType<typeof selectInvitations>['execute']>>[number];

/** Newest first. */
export const newestFirst = (list: string): ListOrder<InvitationRow> => ({
  list,
  keys: [
    { expression: sql`invitations.created_at`, type: 'timestamptz', value: (row) => row.created_at },
    { expression: sql`invitations.id`, type: 'text', value: (row) => row.id },
  ],
  descending: true,
});

/** An invitation as the API shows it: to those who manage members, or to the one who was invited. */
export function presentInvitation(row: InvitationRow, side: 'manager' | 'invitee'): Invitation {
  const open = row.status === 'PENDING';
  const renewable = open || row.status === 'EXPIRED';
  return {
    id: row.id,
    email: row.email,
    role_id: row.role_id,
    team_ids: row.team_ids,
    status: row.status,
    invited_by:
      row.inviter_id === null
        ? null
        : { id: row.inviter_id, first_name: row.first_name ?? '', last_name: row.last_name ?? '' },
    created_at: row.created_at,
    expires_at: row.expires_at,
    organization: { id: row.organization_id, name: row.organization_name, image: row.organization_image },
    delivery: row.delivery,
    abilities: side === 'manager' ? { rescind: renewable, resend: renewable } : { accept: open, decline: open },
  };
}
