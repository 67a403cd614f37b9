import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';
import { handOver } from './hand-over.ts';
import { isolate } from './isolate.ts';

/**
 * What each person was told. `subject` is what it is about: the next word about the same takes the place of the one
 * before, so that nobody's inbox grows by somebody trying things out. Nobody has more than a few hundred, so that their
 * own index serves every question; one more would be written ten thousand times when a large organization is told.
 */
const notifications = `
create table notifications (
  user_id text not null references users (id) on delete cascade,
  id text not null default gen_random_uuid()::text,
  subject text not null,
  kind text not null,
  organization_id text references organizations (id) on delete cascade,
  actor_id text,
  about jsonb not null default '{}',
  due_at timestamptz,
  created_at timestamptz not null default steward_now(),
  read_at timestamptz,
  primary key (user_id, id)
);
create unique index notifications_by_subject on notifications (user_id, subject);
create index notifications_by_time on notifications (user_id, created_at desc, id desc);
create index invitations_expiring on invitations (expires_at) where status = 'PENDING';
create index keys_expiring on keys (expires_at) where revoked_at is null`;

/**
 * What the organizations and people in the caller's own notifications are called: they stay readable after the
 * organization was deleted or the person left it. It tells of nobody else.
 */
const names = `
create function notification_names()
returns table (id text, first_name text, last_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name, '' from organizations o
  where o.id in (select n.organization_id from notifications n where n.user_id = steward_person())
  union all
  select u.id, u.first_name, u.last_name from users u
  where u.id in (select n.actor_id from notifications n where n.user_id = steward_person())
$$`;

/** Gives everybody an inbox, which only they read. The server writes into it as the system. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...statements(notifications), ...statements(names)]) await sql.raw(statement).execute(db);
  for (const statement of await handOver(db, ['notification_names()'])) await sql.raw(statement).execute(db);
  for (const statement of isolate('notifications', { owner: 'user_id', rights: 'select, update (read_at)' }))
    await sql.raw(statement).execute(db);
}
