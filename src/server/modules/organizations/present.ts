import { sql } from 'kysely';
import type { Organization } from '../../../contract/api/organizations.ts';
import { abilitiesOf } from '../../access/decide.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { notFound } from '../../http/problem.ts';

/** The caller's organizations with their counts, one row each, ready to be filtered and sorted. */
export function selectOrganizations(db: Db, userId: string) {
  return db
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.organization_id')
    .select(['organizations.id', 'organizations.name', 'organizations.name_key', 'organizations.billing_email'])
    .select(['organizations.plan', 'organizations.image', 'organizations.members_count', 'members.role_id'])
    .select(['organizations.created_at', 'organizations.modified_at', 'organizations.deleted_at'])
    .select((eb) =>
      eb
        .selectFrom('invitations')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('invitations.organization_id', '=', 'organizations.id')
        .where('invitations.status', '=', 'PENDING')
        .where('invitations.expires_at', '>', sql<string>`steward_now()`)
        .as('pending'),
    )
    .where('members.user_id', '=', userId);
}

export type OrganizationRow = Awaited<ReturnType<ReturnType<typeof selectOrganizations>['execute']>>[number];

/** An organization as the API shows it to this caller. */
export function presentOrganization(row: OrganizationRow, caller: Caller): Organization {
  const { name_key: _, pending, ...fields } = row;
  const abilities = abilitiesOf({ user_id: caller.user_id, role_id: row.role_id, scopes: caller.scopes });
  return { ...fields, pending_invitations_count: pending ?? 0, abilities };
}

/** One of the caller's organizations. Throws not_found. */
export async function findOrganization(db: Db, id: string, caller: Caller): Promise<Organization> {
  const row = await selectOrganizations(db, caller.user_id).where('organizations.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound(`The organization ${id}`);
  return presentOrganization(row, caller);
}
