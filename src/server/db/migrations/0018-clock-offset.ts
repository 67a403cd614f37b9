import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';

/**
 * `steward.clock_offset` shifts a connection's clock by an interval, so that a whole run can happen at another time;
 * `steward.now` still sets one transaction's time. The default of `idempotency_keys.created_at` was the one column that
 * read the machine's clock.
 */
const clock = `
create or replace function steward_now() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('steward.now', true), '')::timestamptz,
    now() + coalesce(nullif(current_setting('steward.clock_offset', true), '')::interval, interval '0'))
$$;
alter table idempotency_keys alter column created_at set default steward_now()`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(clock)) await sql.raw(statement).execute(db);
}
