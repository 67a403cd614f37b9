import { sql } from 'kysely';

const MEMBERS = 1200;

/**
 * Events `from` to `to` of a November, by 1,200 members, each on two apps with three kinds of usage: the same groups
 * however many events there are. They are summed by the rule by which the server sums a batch.
 */
export const insertEvents = (db, org_id, from, to) =>
  sql`
  with given as (
    select 'e' || i as id, '2026-11-01Z'::timestamptz + make_interval(secs => (i * 2591.999) % 2591999) as timestamp,
      'u' || i % ${sql.lit(MEMBERS)} as user_id, 'app-' || (i % 7) * 2 + (i / 1200) % 2 as app_id,
      (array['tokens', 'prediction', 'compute'])[1 + (i / 2400) % 3] as category, (1 + i % 1000)::numeric / 7 as quantity
    from generate_series(${from}::bigint, ${to}::bigint) as i
  ), rated as (
    select *, round(quantity, 6) as exact, case category when 'tokens' then 0.6 when 'compute' then 1000000 else 1200 end as price
    from given
  ), added as (
    insert into usage_events (organization_id, id, timestamp, user_id, app_id, category, quantity, period,
      unit_price_micros, cost_micros)
    select ${org_id}, id, timestamp, user_id, app_id, category, exact, '2026-11-01', price, round_half_even(exact * price)
    from rated returning *
  )
  insert into usage_daily select ${org_id}, (timestamp at time zone 'UTC')::date, user_id, app_id, category, '', '', '', '',
    period, unit_price_micros, sum(quantity), count(*), sum(cost_micros)
  from added group by 2, 3, 4, 5, 10, 11
  on conflict (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id, period,
    unit_price_micros) do update set quantity = usage_daily.quantity + excluded.quantity,
    events = usage_daily.events + excluded.events, cost_micros = usage_daily.cost_micros + excluded.cost_micros`.execute(
    db,
  );
