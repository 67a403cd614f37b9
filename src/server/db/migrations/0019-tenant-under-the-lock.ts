import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';
import { currentSchema, madeBySystem } from './hand-over.ts';

/**
 * Locks an owner, an organization or a person, and returns whose rows the caller sees there, as `steward_admitted` does for
 * a change; null where there is no such owner. The function is volatile, so each of its statements sees what was committed before that statement began,
 * including what others committed during the wait for the lock. A stable function in the statement that locks would not.
 */
const lock = (schema: string): string => `
create function steward_lock_tenant(tenant text, person text) returns text
language plpgsql volatile security definer as $$
begin
  perform from ${schema}.organizations o where o.id = tenant for update;
  if not found then
    perform from ${schema}.users u where u.id = tenant for no key update;
    if not found then
      return null;
    end if;
  end if;
  return ${schema}.steward_admitted(tenant, person, true);
end $$;
revoke all on function steward_lock_tenant(text, text) from public;
grant execute on function steward_lock_tenant(text, text) to steward_app`;

/** Lets a change learn whose rows it sees under the lock that it waited for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const schema = await currentSchema(db);
  for (const statement of madeBySystem(schema, statements(lock(schema)))) await sql.raw(statement).execute(db);
}
