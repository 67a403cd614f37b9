import { type RawBuilder, sql } from 'kysely';
import type { World } from './world.ts';

/** Rows by the ten thousand, written by the database itself: for what has to stay quick however much there is. */

const ROLES = ['organization_user', 'team_contributor', 'organization_user', 'team_contributor', 'financial_manager'];

const numbers = (from: number, to: number): RawBuilder<unknown> =>
  sql`generate_series(${sql.lit(from)}::integer, ${sql.lit(to)}::integer) n`;

/** Adds people number `from` to `to` as members: names, addresses and join dates that differ from each other. */
export async function fillMembers(world: World, org_id: string, from: number, to: number): Promise<void> {
  const range = numbers(from, to);
  await sql`insert into owners (id, kind) select 'm' || n, 'person' from ${range}`.execute(world.db);
  await sql`insert into users (id, first_name, last_name)
    select 'm' || n, 'First' || n % 997, 'Last' || n from ${range}`.execute(world.db);
  await sql`insert into emails (email, user_id, is_primary)
    select 'm' || n || '@people.example', 'm' || n, true from ${range}`.execute(world.db);
  await sql`insert into members (organization_id, user_id, role_id, sort_name, search_text, joined_at)
    select ${org_id}, 'm' || n, (${sql.val(ROLES)}::text[])[1 + n % ${sql.lit(ROLES.length)}],
      'first' || n % 997 || ' last' || n, 'first' || n % 997 || ' last' || n || ' m' || n || ' m' || n || '@people.example',
      steward_now() - make_interval(mins => n)
    from ${range}`.execute(world.db);
}

const TEAM_SIZE = 20;

/** Puts members `m1` to `m{members}` into teams of 20. */
export async function fillTeams(world: World, org_id: string, members: number): Promise<void> {
  const teams = Math.ceil(members / TEAM_SIZE);
  await sql`insert into teams (organization_id, id, name, name_key, default_permission_id)
    select ${org_id}, 'crowd-' || n, 'Crowd ' || n, 'crowd ' || n, 'labeler_worker' from ${numbers(1, teams)}`.execute(
    world.db,
  );
  await sql`insert into team_members (organization_id, team_id, user_id)
    select ${org_id}, 'crowd-' || 1 + n % ${sql.lit(teams)}, 'm' || n from ${numbers(1, members)}`.execute(world.db);
}

/** Adds pending invitations, made one a minute. */
export async function fillInvitations(world: World, org_id: string, count: number): Promise<void> {
  await sql`insert into invitations (organization_id, email, role_id, team_ids, delivery, created_at, expires_at)
    select ${org_id}, 'i' || n || '@' || ${org_id} || '.example', 'organization_user', '{}', 'in_app',
      steward_now() - make_interval(mins => n), steward_now() + interval '7 days' from ${numbers(1, count)}`.execute(
    world.db,
  );
}

/** Adds entries to the audit log by different people at different times. They can be read, not verified. */
export async function fillAudit(world: World, org_id: string, count: number): Promise<void> {
  await sql`insert into audit_entries (owner_id, timestamp, user_id, operation, targets, details, success, req_id, source_ip,
      seq, hash)
    select ${org_id}, steward_now() - make_interval(mins => ${sql.lit(count)} - n), 'm' || 1 + n % 500, 100 + n % 20, '[]', '{}',
      n % 50 > 0, 'r' || n, '127.0.0.1', n + 1000, '' from ${numbers(1, count)}`.execute(world.db);
}

const USERS_OF_USAGE = 1200;

/**
 * Events `from` to `to` of a November, by 1,200 members, each on two apps with three kinds of usage: the same groups
 * however many events there are. They are summed by the rule by which the server sums a batch.
 */
export async function fillUsage(world: World, org_id: string, from: number, to: number): Promise<void> {
  await sql`
    with given as (
      select 'e' || n as id, '2026-11-01Z'::timestamptz + make_interval(secs => (n * 2591.999) % 2591999) as timestamp,
        'm' || 1 + n % ${sql.lit(USERS_OF_USAGE)} as user_id,
        'app-' || (n % 7) * 2 + (n / ${sql.lit(USERS_OF_USAGE)}) % 2 as app_id,
        (array['tokens', 'prediction', 'compute'])[1 + (n / ${sql.lit(USERS_OF_USAGE * 2)}) % 3] as category,
        (1 + n % 1000)::numeric / 7 as quantity
      from generate_series(${from}::bigint, ${to}::bigint) as n
    ), rated as (
      select *, round(quantity, 6) as exact,
        case category when 'tokens' then 0.6 when 'compute' then 1000000 else 1200 end as price
      from given
    ), added as (
      insert into usage_events (organization_id, id, timestamp, user_id, app_id, category, quantity, period,
        unit_price_micros, cost_micros)
      select ${org_id}, id, timestamp, user_id, app_id, category, exact, '2026-11-01', price, round_half_even(exact * price)
      from rated returning *, (timestamp at time zone 'UTC')::date as day
    ), totals as (
      insert into usage_totals select ${org_id}, day, app_id, category, '', '', '', '', period, unit_price_micros, 0,
        sum(quantity), count(*), sum(cost_micros)
      from added group by day, app_id, category, period, unit_price_micros
      on conflict (organization_id, day, app_id, category, kind, model_id, model_type, team_id, period, unit_price_micros,
        part) do update set quantity = usage_totals.quantity + excluded.quantity,
        events = usage_totals.events + excluded.events, cost_micros = usage_totals.cost_micros + excluded.cost_micros
    )
    insert into usage_daily select ${org_id}, (timestamp at time zone 'UTC')::date, user_id, app_id, category, '', '', '', '',
      period, unit_price_micros, sum(quantity), count(*), sum(cost_micros)
    from added group by 2, 3, 4, 5, 10, 11
    on conflict (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id, period,
      unit_price_micros) do update set quantity = usage_daily.quantity + excluded.quantity,
      events = usage_daily.events + excluded.events, cost_micros = usage_daily.cost_micros + excluded.cost_micros`.execute(
    world.db,
  );
}

/** Brings the database's own knowledge of its tables up to date, as its background worker does in time. */
export async function settle(world: World): Promise<void> {
  await sql`vacuum analyze`.execute(world.db);
}
