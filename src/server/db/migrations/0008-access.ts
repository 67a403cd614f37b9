import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';
import { handOver } from './hand-over.ts';

/**
 * Whoever owns an app may know who reaches it, also through an organization that collaborates there. These functions
 * see over tenants, as steward_system. The first answers the roles of the owner's own members and collaborators
 * alone: nobody learns from it who else is in another organization. The second answers for one person.
 */
const functions = `
create function partner_roles(owner text)
returns table (user_id text, organization_id text, role_id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.user_id, m.organization_id, m.role_id
  from (select distinct collaborator_id from collaborators where owner_id = owner) c
  join organizations o on o.id = c.collaborator_id and o.deleted_at is null and o.id <> owner
  join members m on m.organization_id = o.id
  where exists (select 1 from members own where own.organization_id = owner and own.user_id = m.user_id)
    or exists (select 1 from collaborators own where own.owner_id = owner and own.collaborator_id = m.user_id)
  order by m.user_id, m.organization_id
$$;
create function partner_roles_of(owner text, person text)
returns table (organization_id text, role_id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.organization_id, m.role_id
  from members m
  join organizations o on o.id = m.organization_id and o.deleted_at is null and o.id <> owner
  where m.user_id = person
    and exists (select 1 from collaborators c where c.owner_id = owner and c.collaborator_id = m.organization_id)
$$`;

/** What the access engine asks over more than one organization. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const owned = await handOver(db, ['partner_roles(text)', 'partner_roles_of(text, text)']);
  for (const statement of [...statements(functions), ...owned]) await sql.raw(statement).execute(db);
}
