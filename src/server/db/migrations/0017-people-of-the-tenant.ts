import { type Kysely, sql } from 'kysely';
import { currentSchema, madeBySystem } from './hand-over.ts';
import { TENANT } from './isolate.ts';

/**
 * The members of the transaction's tenant, with who they are: what the policies of `members`, `users` and `emails` let a
 * tenant read of its people, said once for all three. The policies ask for each person and again for each address whether
 * they are a member, which a row of this view is: a page of fifty took a hundred looks into an index for that. It
 * reads as steward_system and shows nothing where no tenant is set.
 */
const people = `
create view tenant_members as
select members.organization_id, members.user_id, members.role_id, members.sort_name, members.search_text, members.joined_at,
  members.last_active_at, users.first_name, users.last_name, users.image, emails.email
from members
join users on users.id = members.user_id
join emails on emails.user_id = users.id and emails.is_primary
where members.organization_id = ${TENANT}`;

/** Adds the view by which pages of members are read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const made = madeBySystem(await currentSchema(db), [people, 'grant select on tenant_members to steward_app']);
  for (const statement of made) await sql.raw(statement).execute(db);
}
