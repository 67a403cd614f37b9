import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';

/**
 * Functions that act over more than one owner's rows, whoever asks: a star of mine counts on another's app, a module of
 * mine is installed in another's. They run with the rights of the tables' owner and touch exactly what is named here.
 */
const stars = `
create function stars_count() returns trigger language plpgsql security definer as $$
declare
  star stars%rowtype;
  step integer := case when tg_op = 'INSERT' then 1 else -1 end;
begin
  if tg_op = 'INSERT' then star := new; else star := old; end if;
  if star.kind = 'app' then
    update apps set star_count = star_count + step where owner_id = star.owner_id and id = star.app_id;
  else
    update app_content set star_count = star_count + step
      where owner_id = star.owner_id and app_id = star.app_id and kind = star.kind || 's' and id = star.item_id;
  end if;
  return null;
end $$;
create trigger stars_count after insert or delete on stars for each row execute function stars_count();
drop index stars_by_time;
create index stars_by_time on stars (starrer_id, created_at, kind, owner_id, app_id, item_id)`;

const modules = `
create index installed_modules_by_module on installed_modules (module_owner_id, module_app_id, module_id);
create function content_deleted() returns trigger language plpgsql security definer as $$
begin
  delete from stars where owner_id = old.owner_id and app_id = old.app_id and kind = left(old.kind, -1) and item_id = old.id;
  if old.kind = 'modules' then
    delete from installed_modules
      where module_owner_id = old.owner_id and module_app_id = old.app_id and module_id = old.id;
  end if;
  return null;
end $$;
create trigger content_deleted after delete on app_content for each row when (old.kind <> 'inputs')
  execute function content_deleted();
create function app_moved() returns trigger language plpgsql security definer as $$
begin
  update installed_modules set module_owner_id = new.owner_id, module_app_id = new.id
    where module_owner_id = old.owner_id and module_app_id = old.id;
  if new.owner_id = old.owner_id then
    update usage_events set app_id = new.id where organization_id = old.owner_id and app_id = old.id;
    with moved as (
      delete from usage_daily where organization_id = old.owner_id and app_id = old.id returning *
    )
    insert into usage_daily (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id, period,
      unit_price_micros, quantity, events, cost_micros)
    select organization_id, day, user_id, new.id, category, kind, model_id, model_type, team_id, period,
      unit_price_micros, quantity, events, cost_micros from moved
    on conflict (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id, period,
      unit_price_micros) do update
    set quantity = usage_daily.quantity + excluded.quantity, events = usage_daily.events + excluded.events,
      cost_micros = usage_daily.cost_micros + excluded.cost_micros;
    update budgets set scope_id = new.id
      where organization_id = old.owner_id and scope_type = 'app' and scope_id = old.id;
  end if;
  return null;
end $$;
create trigger app_moved after update of owner_id, id on apps for each row
  when (old.owner_id <> new.owner_id or old.id <> new.id) execute function app_moved()`;

const owners = `
create function transfer_app(from_owner text, from_id text, to_owner text, to_id text) returns void
language plpgsql security definer as $$
begin
  delete from team_apps where organization_id = from_owner and app_id = from_id;
  delete from collaborators where owner_id = from_owner and app_id = from_id and collaborator_id = to_owner;
  update apps set owner_id = to_owner, id = to_id, modified_at = steward_now()
    where owner_id = from_owner and id = from_id;
end $$;
create function owner_profiles(ids text[])
returns table (id text, kind text, first_name text, last_name text, image text)
language sql stable security definer as $$
  select users.id, 'person', users.first_name, users.last_name, users.image from users where users.id = any(ids)
  union all
  select organizations.id, 'organization', organizations.name, '', organizations.image
  from organizations where organizations.id = any(ids) and organizations.deleted_at is null
$$`;

const indexes = `
drop index app_content_by_time;
create index app_content_by_time on app_content (owner_id, app_id, kind, modified_at, id);
create index deployments_by_app on deployments (owner_id, app_id);
create index deployments_by_nodepool on deployments (owner_id, cluster_id, nodepool_id)`;

const DEFINERS = [
  'stars_count()',
  'content_deleted()',
  'app_moved()',
  'transfer_app(text, text, text, text)',
  'owner_profiles(text[])',
];

/** They see only this schema, and run as the role that sees every tenant; to own them it may create for this moment. */
const handOver = (schema: string): string[] => [
  `grant create on schema ${schema} to steward_system`,
  ...DEFINERS.flatMap((name) => [
    `alter function ${name} set search_path = ${schema}, pg_temp`,
    `alter function ${name} owner to steward_system`,
  ]),
  `revoke create on schema ${schema} from steward_system`,
];

/** Keeps what apps and their content mean to others exact: stars, installed modules, transfers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [stars, modules, owners, indexes])
    for (const statement of statements(part)) await sql.raw(statement).execute(db);
  const { rows } = await sql<{ schema: string }>`select quote_ident(current_schema()) as schema`.execute(db);
  for (const statement of handOver(rows[0]?.schema ?? 'public')) await sql.raw(statement).execute(db);
}
