import { sql } from 'kysely';
import { organizationsGet, organizationsList } from '../../../contract/api/organizations.ts';
import { containing } from '../../db/like.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { nameKey } from './create.ts';
import { untilGone } from './end.ts';
import { findOrganization, type OrganizationRow, presentOrganization, selectOrganizations } from './present.ts';

const BY_NAME: ListOrder<OrganizationRow> = {
  list: 'organizations',
  keys: [
    { expression: sql`organizations.name_key`, type: 'text', value: (row) => row.name_key },
    { expression: sql`organizations.id`, type: 'text', value: (row) => row.id },
  ],
};

/** The caller's organizations by name; with `deleted=true` those that an admin can still restore. */
export const listOrganizations = handle(organizationsList, async ({ query, db, caller }) => {
  const deleted = query.deleted === 'true';
  let select = selectOrganizations(db, caller.user_id).where('deleted_at', deleted ? 'is not' : 'is', null);
  if (deleted) select = select.where('members.role_id', '=', 'admin').where(sql<boolean>`${untilGone} > steward_now()`);
  if (query.search)
    select = select.where((eb) => {
      const text = containing(nameKey(query.search ?? ''));
      return eb.or([eb('organizations.name_key', 'like', text), eb('organizations.id', 'like', text)]);
    });
  const { rows, next_cursor } = await selectPage(select, query, BY_NAME);
  return { organizations: rows.map((row) => presentOrganization(row, caller)), next_cursor };
});

/** With the abilities that the request was admitted by: what teams add is in them. */
export const getOrganization = handle(organizationsGet, async ({ params, db, caller, membership }) => {
  const organization = await findOrganization(db, params.org_id, caller);
  return { organization: membership === null ? organization : { ...organization, abilities: membership.abilities } };
});
