import { sql } from 'kysely';

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
