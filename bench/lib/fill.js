import { sql } from 'kysely';

const ROLES = ['organization_user', 'team_contributor', 'organization_user', 'team_contributor', 'financial_manager'];

/** Adds people number `from` to `to` as members: names, addresses and join dates that differ from each other. */
export async function fillMembers(world, org_id, from, to) {
  const range = sql`generate_series(${sql.lit(from)}, ${sql.lit(to)}) n`;
  await sql`insert into owners (id, kind) select 'm' || n, 'person' from ${range}`.execute(world.db);
  await sql`insert into users (id, first_name, last_name)
    select 'm' || n, 'First' || n % 997, 'Last' || n from ${range}`.execute(world.db);
  await sql`insert into emails (email, user_id, is_primary)
    select 'm' || n || '@people.example', 'm' || n, true from ${range}`.execute(world.db);
  await sql`insert into members (organization_id, user_id, role_id, sort_name, search_text, joined_at)
    select ${org_id}, 'm' || n, (${sql.val(ROLES)}::text[])[1 + n % ${sql.lit(ROLES.length)}],
      'first' || n % 997 || ' last' || n, 'first' || n % 997 || ' last' || n || ' m' || n || ' m' || n || '@people.example',
      now() - make_interval(mins => n)
    from ${range}`.execute(world.db);
}

/** Adds teams of members `m1`…, each in two of them, and apps that each stand in one or two teams. */
export async function fillTeams(world, org_id, { members, teams, apps }) {
  const lit = sql.lit;
  await sql`insert into teams (organization_id, id, name, name_key, default_permission_id)
    select ${org_id}, 't' || n, 'Team ' || n, 'team ' || n,
      (array['full_access', 'model_trainer', 'labeler_lead', 'labeler_worker'])[1 + n % 4] from generate_series(1, ${lit(teams)}) n`.execute(
    world.db,
  );
  await sql`insert into apps (owner_id, id, name, visibility, compliance_labels, description)
    select ${org_id}, 'a' || n, 'App ' || n, (array[10, 10, 10, 30, 50])[1 + n % 5],
      case when n % 4 = 0 then array['HIPAA'] else '{}' end, '' from generate_series(1, ${lit(apps)}) n`.execute(
    world.db,
  );
  for (const step of [1, 7])
    await sql`insert into team_members (organization_id, team_id, user_id)
      select ${org_id}, 't' || 1 + (n * ${lit(step)} + n / ${lit(teams)}) % ${lit(teams)}, 'm' || n
      from generate_series(1, ${lit(members)}) n on conflict do nothing`.execute(world.db);
  for (const step of [1, 3])
    await sql`insert into team_apps (organization_id, team_id, app_id, permission_id)
      select ${org_id}, 't' || 1 + (n * ${lit(step)}) % ${lit(teams)}, 'a' || n, null
      from generate_series(1, ${lit(apps)}) n on conflict do nothing`.execute(world.db);
}

/** Brings the database's own knowledge of its tables up to date, as its background worker does in time. */
export const settle = (world) => sql`vacuum analyze`.execute(world.db);

/** Adds pending invitations, made one a minute. */
export const fillInvitations = (world, org_id, count) =>
  sql`insert into invitations (organization_id, email, role_id, team_ids, delivery, created_at, expires_at)
    select ${org_id}, 'i' || n || '@' || ${org_id} || '.example', 'organization_user', '{}', 'in_app',
      now() - make_interval(mins => n), now() + interval '7 days'
    from generate_series(1, ${sql.lit(count)}) n`.execute(world.db);

/** Adds entries to the audit log by different people on different days. They are read here, not verified. */
export const fillAudit = (world, org_id, count) =>
  sql`insert into audit_entries (owner_id, timestamp, user_id, operation, targets, details, success, req_id, source_ip,
      seq, hash)
    select ${org_id}, now() - make_interval(mins => ${sql.lit(count)} - n), 'm' || 1 + n % 500, 100 + n % 20, '[]', '{}',
      n % 50 > 0, 'r' || n, '127.0.0.1', n + 1000, ''
    from generate_series(1, ${sql.lit(count)}) n`.execute(world.db);
