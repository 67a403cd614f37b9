import { sql } from 'kysely';
import { belongsTo } from '../../db/belongs-to.ts';
import type { Db } from '../../db/tables.ts';

/** An event that has been checked and rated. */
export interface RatedRow {
  readonly id: string;
  readonly timestamp: string;
  readonly user_id: string;
  readonly app_id?: string | null | undefined;
  /** Of a correction: as it was for the event that it corrects. Found out for everything else. */
  readonly team_id?: string | null;
  readonly category: string;
  readonly kind?: string | null | undefined;
  readonly model_id?: string | null | undefined;
  readonly model_type?: string | null | undefined;
  readonly quantity: string;
  readonly corrects?: string;
  readonly reason?: string | undefined;
  readonly unit_price_micros: string;
  readonly cost_micros: string;
}

/** Into as many parts a sum is split among the connections that add to it at once. */
const PARTS = 16;

export interface Inserted {
  readonly accepted: number;
  readonly late: number;
}

/**
 * Inserts events, adds what is new to the daily sums and notes who was active, in one statement: the batch travels as one JSON text,
 * which costs the same few parameters for one event as for ten thousand. All of it is written in the order of its keys,
 * so that two batches cannot wait for each other in a circle.
 *
 * The team is the one through which the member reaches the app; of several the first by id; without one the member's
 * first team; else none. A month before `openMonth` is invoiced: what comes for it stands on the bill of `openMonth`.
 */
export async function insertRated(
  db: Db,
  organizationId: string,
  openMonth: string,
  rows: readonly RatedRow[],
): Promise<Inserted> {
  const numbered = rows.map((row, place) => ({ ...row, place }));
  const result = await sql<Inserted>`
    with given as (
      select distinct on (id) event.*, coalesce(app_id, '') as app_key, (timestamp at time zone 'UTC')::date as day,
        greatest(date_trunc('month', timestamp at time zone 'UTC')::date, ${openMonth}::date) as period
      from json_to_recordset(${JSON.stringify(numbered)}::json) as event(
        place integer, id text, timestamp timestamptz, user_id text, app_id text, team_id text, category text, kind text,
        model_id text, model_type text, quantity numeric(21, 6), corrects text, reason text,
        unit_price_micros numeric(20, 6), cost_micros numeric(38, 0))
      order by id, place
    ), pairs as (
      select user_id, app_key, coalesce(
        (select min(tm.team_id collate "C") from team_members tm
          join team_apps ta on ta.organization_id = tm.organization_id and ta.team_id = tm.team_id
          where ${belongsTo('tm.organization_id', organizationId)} and tm.user_id = pair.user_id and ta.app_id = pair.app_key),
        (select min(tm.team_id collate "C") from team_members tm
          where ${belongsTo('tm.organization_id', organizationId)} and tm.user_id = pair.user_id)) as team_id
      from (select distinct user_id, app_key from given where corrects is null) pair
    ), added as (
      insert into usage_events (organization_id, id, timestamp, user_id, app_id, team_id, category, kind, model_id,
        model_type, quantity, corrects, reason, period, unit_price_micros, cost_micros)
      select ${organizationId}, id, timestamp, given.user_id, given.app_id,
        case when corrects is null then pairs.team_id else given.team_id end, category, kind, model_id, model_type, quantity,
        corrects, reason, period, unit_price_micros, cost_micros
      from given left join pairs on pairs.user_id = given.user_id and pairs.app_key = given.app_key
      order by id
      on conflict do nothing
      returning *, (timestamp at time zone 'UTC')::date as day
    ), active as (
      select members.user_id, seen.at from members
      join (select user_id, least(max(timestamp), steward_now()) as at from added where corrects is null group by 1) seen
        on seen.user_id = members.user_id
      where ${belongsTo('members.organization_id', organizationId)} and coalesce(members.last_active_at < seen.at, true)
      order by members.user_id for no key update of members
    ), touched as (
      update members set /* any number of rows */ last_active_at = active.at from active
      where ${belongsTo('members.organization_id', organizationId)} and members.user_id = active.user_id
    ), daily as (
      insert into usage_daily (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id, period,
        unit_price_micros, quantity, events, cost_micros)
      select ${organizationId}, day, user_id, coalesce(app_id, ''), category, coalesce(kind, ''), coalesce(model_id, ''),
        coalesce(model_type, ''), coalesce(team_id, ''), period, unit_price_micros, sum(quantity), count(*),
        sum(cost_micros)
      from added group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 order by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
      on conflict (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id, period,
        unit_price_micros) do update
      set quantity = usage_daily.quantity + excluded.quantity, events = usage_daily.events + excluded.events,
        cost_micros = usage_daily.cost_micros + excluded.cost_micros
    ), totals as (
      insert into usage_totals (organization_id, day, app_id, category, kind, model_id, model_type, team_id, period,
        unit_price_micros, part, quantity, events, cost_micros)
      select ${organizationId}, day, coalesce(app_id, ''), category, coalesce(kind, ''), coalesce(model_id, ''),
        coalesce(model_type, ''), coalesce(team_id, ''), period, unit_price_micros, pg_backend_pid() % ${sql.lit(PARTS)},
        sum(quantity), count(*), sum(cost_micros)
      from added group by 2, 3, 4, 5, 6, 7, 8, 9, 10 order by 2, 3, 4, 5, 6, 7, 8, 9, 10
      on conflict (organization_id, day, app_id, category, kind, model_id, model_type, team_id, period,
        unit_price_micros, part) do update
      set quantity = usage_totals.quantity + excluded.quantity, events = usage_totals.events + excluded.events,
        cost_micros = usage_totals.cost_micros + excluded.cost_micros
    )
    select count(*) as accepted, count(*) filter (where period > day) as late from added`.execute(db);
  return result.rows[0] ?? { accepted: 0, late: 0 };
}
