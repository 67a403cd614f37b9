import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';
import { handOver } from './hand-over.ts';
import { isolate } from './isolate.ts';

/**
 * The daily sums once more, for each member and calendar month: a thirtieth of the rows, for all that asks who and names
 * no day within a month. The daily sums keep them themselves, whoever changes a daily sum.
 */
const months = `
create table usage_months (
  organization_id text not null references organizations (id) on delete cascade,
  month date not null check (extract(day from month) = 1),
  user_id text collate "C" not null,
  app_id text collate "C" not null,
  category text collate "C" not null,
  team_id text collate "C" not null,
  quantity numeric(38, 6) not null,
  events bigint not null,
  cost_micros numeric(38, 0) not null,
  primary key (organization_id, month, user_id, app_id, category, team_id)
)`;

/** The sums of months of these rows of days. */
const monthly = (days: string): string => `
  select organization_id, date_trunc('month', day)::date as month, user_id, app_id, category, team_id,
    sum(quantity) as quantity, sum(events) as events, sum(cost_micros) as cost_micros
  from ${days} group by 1, 2, 3, 4, 5, 6`;

/** Adds them to what is there, in the order of the keys: two batches cannot wait for each other in a circle. */
const add = (days: string): string => `
  insert into usage_months as kept (organization_id, month, user_id, app_id, category, team_id, quantity, events, cost_micros)
  ${monthly(days)} order by 1, 2, 3, 4, 5, 6
  on conflict (organization_id, month, user_id, app_id, category, team_id) do update
  set quantity = kept.quantity + excluded.quantity, events = kept.events + excluded.events,
    cost_micros = kept.cost_micros + excluded.cost_micros`;

const CHANGED = `(
    select organization_id, day, user_id, app_id, category, team_id, quantity, events, cost_micros from added
    union all
    select organization_id, day, user_id, app_id, category, team_id, -quantity, -events, -cost_micros from removed
  ) changed`;

/** What is taken away is only ever looked for: with an organization its months may be gone already. */
const kept = `
create function usage_months_inserted() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  ${add('added')};
  return null;
end $$;
create function usage_months_updated() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  ${add(CHANGED)};
  return null;
end $$;
create function usage_months_deleted() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update usage_months kept set quantity = kept.quantity - gone.quantity, events = kept.events - gone.events,
    cost_micros = kept.cost_micros - gone.cost_micros
  from (${monthly('removed')}) gone
  where kept.organization_id = gone.organization_id and kept.month = gone.month and kept.user_id = gone.user_id
    and kept.app_id = gone.app_id and kept.category = gone.category and kept.team_id = gone.team_id;
  delete from usage_months kept using (
    select distinct organization_id, date_trunc('month', day)::date as month, user_id, app_id, category, team_id from removed
  ) gone
  where kept.organization_id = gone.organization_id and kept.month = gone.month and kept.user_id = gone.user_id
    and kept.app_id = gone.app_id and kept.category = gone.category and kept.team_id = gone.team_id and kept.events = 0;
  return null;
end $$;
create trigger usage_months_inserted after insert on usage_daily referencing new table as added
  for each statement execute function usage_months_inserted();
create trigger usage_months_updated after update on usage_daily referencing old table as removed new table as added
  for each statement execute function usage_months_updated();
create trigger usage_months_deleted after delete on usage_daily referencing old table as removed
  for each statement execute function usage_months_deleted()`;

const filled = `insert into usage_months ${monthly('usage_daily')}`;

/** Adds the sums by which costs by member stay fast however many days a month has. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const owned = await handOver(db, ['usage_months_inserted()', 'usage_months_updated()', 'usage_months_deleted()']);
  const all = [
    ...statements(months),
    ...isolate('usage_months', { owner: 'organization_id', rights: 'select' }),
    // The daily sums are hidden from the tables' own owner too.
    'set local role steward_system',
    filled,
    'set local role none',
    ...statements(kept),
    ...owned,
  ];
  for (const statement of all) await sql.raw(statement).execute(db);
}
