import { sql } from 'kysely';
import type { Organization } from '../../../contract/api/organizations.ts';
import { abilitiesOf } from '../../access/decide.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { notFound } from '../../http/problem.ts';

/** The caller's organizations with their counts, one row each, ready to be filtered and sorted. */
export function selectOrganizations(db: Db, userId: string) {
  return (
    db
      .selectFrom('members')
      .innerJoin('organizations', 'organizations.id', 'members.organization_id')
      .select(['organizations.id', 'organizations.name', 'organizations.name_key', 'organizations.billing_email'])
      .select(['organizations.plan', 'organizations.image', 'organizations.members_count', 'members.role_id'])
      .select(['organizations.created_at', 'organizations.modified_at', 'organizations.deleted_at'])
      // Each member may know how many, also from outside of the organization; the invitations themselves they may not.
      .select(sql<number>`steward_pending_invitations(organizations.id)`.as('pending'))
      .where('members.user_id', '=', userId)
  );
}

export type OrganizationRow = Awaited<ReturnType<ReturnType<typeof selectOrganizations>['execute']>>[number];

/** An organization as the API shows it to this caller. */
export function presentOrganization(row: OrganizationRow, caller: Caller): Organization {
  const { name_key: _, pending, ...fields } = row;
  const abilities = abilitiesOf({ user_id: caller.user_id, role_id: row.role_id, scopes: caller.scopes });
  return { ...fields, pending_invitations_count: pending, abilities };
}

/** One of the caller's organizations. Throws not_found. */
export async function findOrganization(db: Db, id: string, caller: Caller): Promise<Organization> {
  const row = await selectOrganizations(db, caller.user_id).where('organizations.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound(`The organization ${id}`);
  return presentOrganization(row, caller);
}
