import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';
import { handOver } from './hand-over.ts';
import { isolate } from './isolate.ts';

/**
 * The daily sums once more, without the member: in a large organization a hundredth of the rows, for all that does not
 * ask who. Many batches at once meet in the same few rows; each connection adds to a part of its own, so that none waits
 * until another is through.
 */
const totals = `
create table usage_totals (
  organization_id text not null references organizations (id) on delete cascade,
  day date not null,
  app_id text collate "C" not null,
  category text collate "C" not null,
  kind text collate "C" not null,
  model_id text collate "C" not null,
  model_type text collate "C" not null,
  team_id text collate "C" not null,
  period date not null,
  unit_price_micros numeric(20, 6) not null,
  part smallint not null,
  quantity numeric(38, 6) not null,
  events bigint not null,
  cost_micros numeric(38, 0) not null,
  primary key (organization_id, day, app_id, category, kind, model_id, model_type, team_id, period, unit_price_micros, part)
);
create index usage_totals_by_period on usage_totals (organization_id, period);
create index usage_daily_by_member on usage_daily (organization_id, user_id, day)`;

const filled = `
insert into usage_totals
select organization_id, day, app_id, category, kind, model_id, model_type, team_id, period, unit_price_micros, 0,
  sum(quantity), sum(events), sum(cost_micros)
from usage_daily group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`;

/** An app that is renamed takes its sums along, as it does those of the members. */
const renamed = `
create function usage_totals_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (
    delete from usage_totals where organization_id = old.owner_id and app_id = old.id returning *
  )
  insert into usage_totals (organization_id, day, app_id, category, kind, model_id, model_type, team_id, period,
    unit_price_micros, part, quantity, events, cost_micros)
  select organization_id, day, new.id, category, kind, model_id, model_type, team_id, period, unit_price_micros, part,
    quantity, events, cost_micros from moved
  on conflict (organization_id, day, app_id, category, kind, model_id, model_type, team_id, period, unit_price_micros,
    part) do update
  set quantity = usage_totals.quantity + excluded.quantity, events = usage_totals.events + excluded.events,
    cost_micros = usage_totals.cost_micros + excluded.cost_micros;
  return null;
end $$;
create trigger usage_totals_moved after update of owner_id, id on apps for each row
  when (old.owner_id = new.owner_id and old.id <> new.id) execute function usage_totals_moved()`;

/** Adds the sums by which pages stay fast in organizations of thousands of members. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [totals, renamed]) for (const statement of statements(part)) await sql.raw(statement).execute(db);
  const owned = await handOver(db, ['usage_totals_moved()']);
  const rest = [
    ...isolate('usage_totals', 'organization_id'),
    ...owned,
    // The daily sums are hidden from the tables' own owner too.
    'set local role steward_system',
    filled,
    'set local role none',
  ];
  for (const statement of rest) await sql.raw(statement).execute(db);
}
