import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';

/**
 * Times are `steward_now()`: the database's clock, unless a transaction says otherwise. Only the server itself can
 * (sample data gives history its dates; tests let time pass); no request reaches that setting.
 */
const clock = `
create function steward_now() returns timestamptz language sql stable as $$
  select coalesce(nullif(current_setting('steward.now', true), '')::timestamptz, now())
$$`;

const people = `
create table owners (
  id text primary key,
  kind text not null check (kind in ('person', 'organization'))
);
create table users (
  id text primary key references owners (id),
  first_name text not null,
  last_name text not null,
  company_name text not null default '',
  job_title text not null default '',
  job_role text not null default '',
  visibility integer not null default 10 check (visibility in (10, 30, 50)),
  image text,
  password_hash text,
  password_changed_at timestamptz,
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  last_active_at timestamptz
);
create table emails (
  email text primary key,
  user_id text not null references users (id) on delete cascade,
  is_primary boolean not null,
  verified boolean not null default false
);
create unique index emails_primary on emails (user_id) where is_primary;
create table keys (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  hash bytea not null unique,
  description text not null,
  scopes text[] not null,
  made_by text not null check (made_by in ('person', 'sign_in', 'workspace')),
  created_at timestamptz not null default steward_now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index keys_by_user on keys (user_id, created_at desc, id);
create table workspace (
  singleton boolean primary key default true check (singleton),
  owner_id text not null references users (id)
)`;

const organizations = `
create table organizations (
  id text primary key references owners (id),
  name text not null,
  name_key text not null unique,
  billing_email text not null,
  plan text not null default 'enterprise' check (plan in ('enterprise', 'pay_as_you_go')),
  image text,
  members_count integer not null default 0 check (members_count >= 0),
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  deleted_at timestamptz,
  deleted_by text
);
create table members (
  organization_id text not null references organizations (id) on delete cascade,
  user_id text not null references users (id),
  role_id text not null check (role_id in ('admin', 'financial_manager', 'organization_contributor',
    'organization_user', 'team_contributor', 'infrastructure_manager')),
  sort_name text collate "C" not null,
  search_text text not null,
  joined_at timestamptz not null default steward_now(),
  last_active_at timestamptz,
  primary key (organization_id, user_id)
);
create index members_by_user on members (user_id, organization_id);
create index members_by_name on members (organization_id, sort_name, user_id);
create index members_by_role on members (organization_id, role_id, sort_name, user_id);
create index members_by_joined on members (organization_id, joined_at, user_id);
create index members_by_activity on members (organization_id, coalesce(last_active_at, 'epoch'), user_id);

create function count_added_members() returns trigger language plpgsql as $$ begin
  update organizations o set members_count = o.members_count + n.count
  from (select organization_id, count(*)::integer as count from added group by 1) n where o.id = n.organization_id;
  return null;
end $$;
create function count_removed_members() returns trigger language plpgsql as $$ begin
  update organizations o set members_count = o.members_count - n.count
  from (select organization_id, count(*)::integer as count from removed group by 1) n where o.id = n.organization_id;
  return null;
end $$;
create trigger members_added after insert on members referencing new table as added
  for each statement execute function count_added_members();
create trigger members_removed after delete on members referencing old table as removed
  for each statement execute function count_removed_members();

create table invitations (
  id text primary key default gen_random_uuid()::text,
  organization_id text not null references organizations (id) on delete cascade,
  email text not null,
  role_id text not null,
  team_ids text[] not null default '{}',
  status text not null default 'PENDING' check (status in ('PENDING', 'ACCEPTED', 'CANCELLED', 'DECLINED')),
  delivery text not null default 'in_app' check (delivery in ('in_app', 'queued', 'sent', 'failed')),
  invited_by text,
  created_at timestamptz not null default steward_now(),
  expires_at timestamptz not null,
  answered_at timestamptz
);
create unique index invitations_pending on invitations (organization_id, email) where status = 'PENDING';
create index invitations_by_time on invitations (organization_id, created_at desc, id desc);
create index invitations_by_expiry on invitations (organization_id, expires_at) where status = 'PENDING';
create index invitations_by_email on invitations (email) where status = 'PENDING'`;

const teamsAndApps = `
create table teams (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null,
  name text not null,
  name_key text collate "C" not null,
  default_permission_id text not null,
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  primary key (organization_id, id)
);
create unique index teams_by_name on teams (organization_id, name_key);
create table team_members (
  organization_id text not null,
  team_id text not null,
  user_id text not null,
  primary key (organization_id, team_id, user_id),
  foreign key (organization_id, team_id) references teams (organization_id, id) on delete cascade,
  foreign key (organization_id, user_id) references members (organization_id, user_id) on delete cascade
);
create index team_members_by_user on team_members (organization_id, user_id);
create table apps (
  owner_id text not null references owners (id),
  id text not null,
  name text not null,
  description text not null default '',
  visibility integer not null default 10 check (visibility in (10, 30, 50)),
  compliance_labels text[] not null default '{}',
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  primary key (owner_id, id)
);
create index apps_by_time on apps (owner_id, modified_at desc, id);
create table team_apps (
  organization_id text not null,
  team_id text not null,
  app_id text not null,
  permission_id text,
  primary key (organization_id, team_id, app_id),
  foreign key (organization_id, team_id) references teams (organization_id, id) on delete cascade,
  foreign key (organization_id, app_id) references apps (owner_id, id) on delete cascade on update cascade
);
create index team_apps_by_app on team_apps (organization_id, app_id)`;

const usage = `
create table usage_events (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null,
  timestamp timestamptz not null,
  user_id text not null,
  app_id text,
  category text not null,
  kind text,
  model_id text,
  model_type text,
  quantity numeric(21, 6) not null,
  primary key (organization_id, id)
);
create table usage_daily (
  organization_id text not null references organizations (id) on delete cascade,
  day date not null,
  category text not null,
  quantity numeric(27, 6) not null,
  events bigint not null,
  primary key (organization_id, day, category)
)`;

const records = `
create table audit_entries (
  id bigint generated always as identity primary key,
  owner_id text not null,
  timestamp timestamptz not null default steward_now(),
  user_id text,
  operation integer not null,
  targets jsonb not null default '[]',
  details jsonb not null default '{}',
  success boolean not null,
  req_id text not null,
  source_ip text not null
);
create index audit_by_owner on audit_entries (owner_id, timestamp desc, id desc);
create table outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  payload jsonb not null,
  created_at timestamptz not null default steward_now(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default steward_now(),
  done_at timestamptz,
  last_error text
);
create index outbox_due on outbox (next_attempt_at, id) where done_at is null;
create table idempotency_keys (
  caller text not null,
  key_hash bytea not null,
  request_hash bytea not null,
  answer bytea,
  created_at timestamptz not null default now(),
  primary key (caller, key_hash)
);
create index idempotency_keys_by_age on idempotency_keys (created_at)`;

/** Creates everything that people, organizations, members, invitations, teams, apps, usage and the audit log need. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [clock, people, organizations, teamsAndApps, usage, records])
    for (const statement of statements(part)) await sql.raw(statement).execute(db);
}
