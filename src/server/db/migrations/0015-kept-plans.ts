import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';
import { currentSchema, madeBySystem } from './hand-over.ts';

/**
 * What every request asks before anything else, as before and in PL/pgSQL: a connection plans it once, whereas a function
 * in SQL that acts for another role is planned anew by each call, which took three times as long as the answer. Tables
 * are named with their schema, which a function in SQL had fixed when it was made.
 */
const functions = (schema: string): string => `
create or replace function steward_admitted(tenant text, person text, changes boolean) returns text
language plpgsql stable security definer as $$
begin
  if exists (select from ${schema}.members m where m.organization_id = tenant and m.user_id = person) then
    return tenant;
  end if;
  if changes and exists (
      select from ${schema}.collaborators c where c.owner_id = tenant and c.scopes <> '{read}'
        and (c.collaborator_id = person
          or c.collaborator_id in (select m.organization_id from ${schema}.members m where m.user_id = person))) then
    return tenant;
  end if;
  return '';
end $$;
create or replace function steward_find_key(secret_hash bytea) returns table (id text, user_id text, scopes text[])
language plpgsql stable security definer as $$
begin
  return query select k.id, k.user_id, k.scopes from ${schema}.keys k where k.hash = secret_hash
    and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${schema}.steward_now());
end $$;
create or replace function steward_lock_organization(organization text) returns void
language plpgsql volatile security definer as $$
begin
  perform from ${schema}.organizations o where o.id = organization for update;
end $$`;

/** Lets a connection keep the plans of what each request asks first. Only who owns a function may replace it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const schema = await currentSchema(db);
  for (const statement of madeBySystem(schema, statements(functions(schema)))) await sql.raw(statement).execute(db);
}
