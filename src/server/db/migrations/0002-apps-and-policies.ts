import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';

const apps = `
alter table apps add column notes text not null default '';
alter table apps add column metadata jsonb not null default '{}';
alter table apps add column image text;
alter table apps add column base_workflow_id text;
alter table apps add column star_count integer not null default 0 check (star_count >= 0);
create index apps_by_name on apps (owner_id, lower(name) collate "C", id);
create index apps_by_created on apps (owner_id, created_at desc, id);
create index apps_by_stars on apps (owner_id, star_count desc, id);
create table app_content (
  owner_id text not null,
  app_id text not null,
  kind text not null check (kind in ('models', 'workflows', 'datasets', 'inputs', 'modules')),
  id text not null,
  name text not null,
  description text not null default '',
  type text not null default '',
  visibility integer not null default 10 check (visibility in (10, 30, 50)),
  star_count integer not null default 0 check (star_count >= 0),
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  primary key (owner_id, app_id, kind, id),
  foreign key (owner_id, app_id) references apps (owner_id, id) on delete cascade on update cascade
);
create index app_content_by_time on app_content (owner_id, app_id, kind, modified_at desc, id);
create table installed_modules (
  owner_id text not null,
  app_id text not null,
  module_owner_id text not null,
  module_app_id text not null,
  module_id text not null,
  installed_at timestamptz not null default steward_now(),
  primary key (owner_id, app_id, module_owner_id, module_app_id, module_id),
  foreign key (owner_id, app_id) references apps (owner_id, id) on delete cascade on update cascade
);
create table collaborators (
  owner_id text not null,
  app_id text not null,
  collaborator_id text not null references owners (id),
  scopes text[] not null,
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  primary key (owner_id, app_id, collaborator_id),
  foreign key (owner_id, app_id) references apps (owner_id, id) on delete cascade on update cascade
);
create index collaborators_by_collaborator on collaborators (collaborator_id, created_at desc);
create table stars (
  starrer_id text not null references owners (id),
  owner_id text not null,
  app_id text not null,
  kind text not null check (kind in ('app', 'model', 'workflow', 'dataset', 'module')),
  item_id text not null default '',
  created_at timestamptz not null default steward_now(),
  primary key (starrer_id, kind, owner_id, app_id, item_id),
  foreign key (owner_id, app_id) references apps (owner_id, id) on delete cascade on update cascade
);
create index stars_by_time on stars (starrer_id, created_at desc);
create index stars_by_target on stars (owner_id, app_id, kind, item_id)`;

const clusters = `
create table clusters (
  owner_id text not null references owners (id),
  id text not null,
  name text not null,
  description text not null default '',
  cloud_provider text not null,
  region text not null,
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  primary key (owner_id, id)
);
create table nodepools (
  owner_id text not null,
  cluster_id text not null,
  id text not null,
  description text not null default '',
  instance_type text not null,
  min_instances integer not null,
  max_instances integer not null,
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  primary key (owner_id, cluster_id, id),
  foreign key (owner_id, cluster_id) references clusters (owner_id, id) on delete cascade,
  check (min_instances <= max_instances)
);
create table deployments (
  owner_id text not null,
  id text not null,
  cluster_id text not null,
  nodepool_id text not null,
  app_id text not null,
  model_id text not null,
  replicas integer not null,
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  primary key (owner_id, id),
  foreign key (owner_id, cluster_id, nodepool_id) references nodepools (owner_id, cluster_id, id),
  foreign key (owner_id, app_id) references apps (owner_id, id) on delete cascade on update cascade
)`;

const policies = `
alter table team_members drop constraint team_members_organization_id_team_id_fkey;
alter table team_members add foreign key (organization_id, team_id) references teams (organization_id, id)
  on delete cascade on update cascade;
alter table team_apps drop constraint team_apps_organization_id_team_id_fkey;
alter table team_apps add foreign key (organization_id, team_id) references teams (organization_id, id)
  on delete cascade on update cascade;
create table silos (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null,
  name text not null,
  name_key text collate "C" not null,
  required_labels text[] not null,
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  primary key (organization_id, id)
);
create unique index silos_by_name on silos (organization_id, name_key);
create table silo_teams (
  organization_id text not null,
  silo_id text not null,
  team_id text not null,
  primary key (organization_id, silo_id, team_id),
  foreign key (organization_id, silo_id) references silos (organization_id, id) on delete cascade,
  foreign key (organization_id, team_id) references teams (organization_id, id) on delete cascade on update cascade
);
create index silo_teams_by_team on silo_teams (organization_id, team_id);
create table password_policies (
  organization_id text primary key references organizations (id) on delete cascade,
  policy jsonb not null,
  modified_at timestamptz not null default steward_now()
);
create table password_history (
  user_id text not null references users (id) on delete cascade,
  set_at timestamptz not null default steward_now(),
  password_hash text not null,
  primary key (user_id, set_at)
);
alter table users add column password_must_change boolean not null default false;
create table token_rules (
  organization_id text primary key references organizations (id) on delete cascade,
  rules jsonb not null,
  modified_at timestamptz not null default steward_now()
);
create table withdrawn_tokens (
  organization_id text not null references organizations (id) on delete cascade,
  key_id text not null references keys (id) on delete cascade,
  withdrawn_at timestamptz not null default steward_now(),
  primary key (organization_id, key_id)
);
create table token_uses (
  organization_id text not null references organizations (id) on delete cascade,
  key_id text not null references keys (id) on delete cascade,
  action text not null,
  last_used_at timestamptz not null,
  primary key (organization_id, key_id, action)
)`;

/** Completes apps with their content, collaborators, stars and clusters, and adds silos and the rules for passwords and tokens. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [apps, clusters, policies])
    for (const statement of statements(part)) await sql.raw(statement).execute(db);
}
