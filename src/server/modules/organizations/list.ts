import { sql } from 'kysely';
import { organizationsGet, organizationsList } from '../../../contract/api/organizations.ts';
import { containing } from '../../db/like.ts';
import { handle } from '../../http/operation.ts';
import { cutPage, readPage } from '../../http/pagination.ts';
import { nameKey } from './create.ts';
import { untilGone } from './end.ts';
import { findOrganization, presentOrganization, selectOrganizations } from './present.ts';

/** The caller's organizations by name; with `deleted=true` those that an admin can still restore. */
export const listOrganizations = handle(organizationsList, async ({ query, db, caller }) => {
  const page = readPage(query, 'organizations', 2);
  const deleted = query.deleted === 'true';
  let select = selectOrganizations(db, caller.user_id).where('deleted_at', deleted ? 'is not' : 'is', null);
  if (deleted) select = select.where('members.role_id', '=', 'admin').where(sql<boolean>`${untilGone} > steward_now()`);
  if (query.search)
    select = select.where((eb) => {
      const text = containing(nameKey(query.search ?? ''));
      return eb.or([eb('organizations.name_key', 'like', text), eb('organizations.id', 'like', text)]);
    });
  if (page.after !== null)
    select = select.where(
      sql<boolean>`(organizations.name_key, organizations.id) > (${page.after[0]}, ${page.after[1]})`,
    );
  const found = await select
    .orderBy('organizations.name_key')
    .orderBy('organizations.id')
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  const { rows, next_cursor } = cutPage(found, page, 'organizations', (row) => [row.name_key, row.id]);
  return { organizations: rows.map((row) => presentOrganization(row, caller)), next_cursor };
});

export const getOrganization = handle(organizationsGet, async ({ params, db, caller }) => ({
  organization: await findOrganization(db, params.org_id, caller),
}));
