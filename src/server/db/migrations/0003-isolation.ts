import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';
import { handOver } from './hand-over.ts';
import { type Isolation, isolate, ORGANIZATIONS, PERSON, TENANT } from './isolate.ts';

/**
 * Two roles that own nothing and cannot log in. Roles belong to the cluster: another database, or another process at
 * this very moment, may have made them. A user who may not create roles finds them made by an operator
 * (docs/operations.md). Since PostgreSQL 16 being a member is not enough to become the role.
 */
const roles = ['steward_app', 'steward_system'].map(
  (role) => `do $$
declare enough text := case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end;
begin
  if not exists (select from pg_roles where rolname = '${role}') then
    begin
      create role ${role} nologin;
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
  if not pg_has_role(current_user, '${role}', enough) then
    begin
      if enough = 'SET' then execute 'grant ${role} to current_user with inherit false, set true';
      else grant ${role} to current_user;
      end if;
    exception when unique_violation then null;
    end;
  end if;
  execute format('grant usage on schema %I to ${role}', current_schema());
end $$`,
);

/** Whose transaction this is: what scope.ts set. Null, and so equal to nothing, where nothing was set. */
const scope = `
create function steward_tenant() returns text language sql stable
  return nullif(current_setting('steward.tenant', true), '');
create function steward_person() returns text language sql stable
  return nullif(current_setting('steward.person', true), '');
create function steward_organizations() returns text[] language sql stable
  return array(select organization_id from members where user_id = steward_person());
create function steward_addresses() returns text[] language sql stable
  return array(select email from emails where user_id = steward_person())`;

/**
 * What a request has to know or to hold beyond its own rows, each for one purpose; they run as steward_system.
 * steward_admitted: the tenant, if the person belongs there: as a member, or, for a change, as somebody who may do more
 * than read in one of its apps. So that a request whose check went wrong still finds nothing.
 */
const acrossTenants = `
create function steward_admitted(tenant text, person text, changes boolean) returns text
  language sql stable security definer
  return case when exists (select from members m where m.organization_id = tenant and m.user_id = person)
    or changes and exists (
      select from collaborators c where c.owner_id = tenant and c.scopes <> '{read}'
        and (c.collaborator_id = person
          or c.collaborator_id in (select m.organization_id from members m where m.user_id = person)))
    then tenant else '' end;
create function steward_find_key(secret_hash bytea) returns table (id text, user_id text, scopes text[])
  language sql stable security definer
  begin atomic select k.id, k.user_id, k.scopes from keys k where k.hash = secret_hash and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > steward_now()); end;
create function steward_lock_organization(organization text) returns void
  language sql volatile security definer
  begin atomic select from organizations o where o.id = organization for update; end;
create function steward_pending_invitations(organization text) returns bigint
  language sql stable security definer
  return (select count(*) from invitations i
    where i.organization_id = organization and i.status = 'PENDING' and i.expires_at > steward_now());
create function steward_shares(owner text, app text) returns boolean
  language sql stable security definer
  return exists (select from collaborators c where c.owner_id = owner and c.app_id = app
    and c.collaborator_id = any (array[steward_person()] || steward_organizations()));
create function steward_shares_any(owner text) returns boolean
  language sql stable security definer
  return exists (select from collaborators c where c.owner_id = owner
    and c.collaborator_id = any (array[steward_person()] || steward_organizations()));
create function steward_reaches(owner text, app text) returns boolean
  language sql stable security definer
  return exists (select from apps a where a.owner_id = owner and a.id = app and a.visibility = 50)
    or steward_shares(owner, app);
create function steward_knows(other text) returns boolean
  language sql stable security definer
  return exists (select from collaborators c where c.collaborator_id = other
      and c.owner_id in (steward_tenant(), steward_person()))
    or exists (select from invitations i where i.invited_by = other and i.email = any (steward_addresses()))
    or exists (select from audit_entries a where a.user_id = other
      and a.owner_id in (steward_tenant(), steward_person()))`;

const DEFINERS = [
  'steward_admitted(text, text, boolean)',
  'steward_find_key(bytea)',
  'steward_lock_organization(text)',
  'steward_pending_invitations(text)',
  'steward_shares(text, text)',
  'steward_shares_any(text)',
  'steward_reaches(text, text)',
  'steward_knows(text)',
];

/** `offset 0` keeps this a look into the index for each row that asks, instead of a hash of all members. */
const inTenant = (userId: string): string =>
  `exists (select from members m where m.organization_id = ${TENANT} and m.user_id = ${userId} offset 0)`;
const mine = (column: string): string => `${column} = any ${ORGANIZATIONS}`;

const ofOrganizations: Record<string, string | Isolation> = {
  organizations: {
    owner: `id = ${TENANT}`,
    reading: `${mine('id')} or steward_shares_any(id)
      or exists (select from invitations i where i.organization_id = organizations.id
        and i.email = any ((select steward_addresses())::text[]) offset 0)`,
    rights: 'select, insert, update',
  },
  members: { owner: 'organization_id', reading: `user_id = ${PERSON}` },
  invitations: { owner: 'organization_id', reading: 'email = any ((select steward_addresses())::text[])' },
  teams: 'organization_id',
  team_members: { owner: 'organization_id', reading: `user_id = ${PERSON}` },
  team_apps: 'organization_id',
  silos: 'organization_id',
  silo_teams: 'organization_id',
  // A person has to keep the rules of each of their organizations, wherever they are at work.
  password_policies: { owner: 'organization_id', reading: mine('organization_id') },
  token_rules: {
    owner: 'organization_id',
    reading: `${mine('organization_id')} or steward_shares_any(organization_id)`,
  },
  withdrawn_tokens: {
    owner: 'organization_id',
    reading: `exists (select from keys k where k.id = withdrawn_tokens.key_id and k.user_id = ${PERSON} offset 0)`,
  },
  token_uses: 'organization_id',
  usage_events: 'organization_id',
  usage_daily: 'organization_id',
};

const ofOwners: Record<string, string | Isolation> = {
  apps: { owner: 'owner_id', reading: 'visibility = 50 or steward_shares(owner_id, id)' },
  app_content: { owner: 'owner_id', reading: 'steward_reaches(owner_id, app_id)' },
  installed_modules: { owner: 'owner_id', reading: 'steward_reaches(owner_id, app_id)' },
  collaborators: {
    owner: 'owner_id',
    reading: `collaborator_id = any (array[${TENANT}, ${PERSON}]) or ${mine('collaborator_id')}
      or steward_shares(owner_id, app_id)`,
  },
  stars: 'starrer_id',
  clusters: 'owner_id',
  nodepools: 'owner_id',
  deployments: 'owner_id',
  // Nobody changes what the log says.
  audit_entries: { owner: 'owner_id', rights: 'select, insert', system: 'select, insert' },
};

/**
 * A person is known to themselves and to those who work with them: in the tenant, on an app, through an invitation, and
 * to readers of a log in which they stand although they have left. Their addresses and tokens only to the tenant. What
 * is rare is left to a function, which is not planned anew with each query.
 */
const known = `visibility = 50 or ${inTenant('users.id')} or steward_knows(id)`;

const ofPeople: Record<string, string | Isolation> = {
  users: { owner: `id = ${PERSON}`, reading: known },
  emails: { owner: 'user_id', reading: inTenant('emails.user_id') },
  keys: { owner: 'user_id', reading: inTenant('keys.user_id') },
  password_history: 'user_id',
  workspace: { owner: `owner_id = ${PERSON}`, rights: 'select' },
  idempotency_keys: {
    owner: `caller = ${PERSON} or (${PERSON} is null and caller like 'anonymous:%')`,
    rights: 'select, insert, update',
  },
};

/** Ids are given once in a server and never again, so everybody may ask whether one is taken; requests leave mail, jobs send it. */
const ofNobody: Record<string, Isolation> = {
  owners: { owner: '(true)', rights: 'select, insert', system: 'select, insert, delete' },
  outbox: { owner: '(true)', rights: 'insert' },
};

/** Puts each tenant behind row-level security, under roles that own nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = Object.entries({ ...ofOrganizations, ...ofOwners, ...ofPeople, ...ofNobody });
  const all = [
    ...roles,
    'create index invitations_by_inviter on invitations (invited_by, email)',
    'create index audit_by_person on audit_entries (user_id, owner_id)',
    ...statements(scope),
    ...statements(acrossTenants),
    ...(await handOver(db, DEFINERS)),
    ...tables.flatMap(([table, how]) => isolate(table, how)),
  ];
  for (const statement of all) await sql.raw(statement).execute(db);
}
