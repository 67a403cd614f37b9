import { type RawBuilder, sql } from 'kysely';
import type { NotificationKind } from '../../contract/api/notifications.ts';
import { changeAny } from '../db/changed.ts';
import type { Tx } from '../db/tables.ts';

/**
 * Who is told, and what: a query with one row for each person and subject, and these columns: `user_id`, `subject`,
 * `organization_id`, `actor_id`, `about` (jsonb) and `due_at`. One statement writes them, however many they are.
 */
export type Told = RawBuilder<unknown>;

/**
 * What happens to what the person was told about the same before: `replace` takes its place, unread; `count` also adds
 * up, while the one before is unread; `once` leaves it where it is of the same kind, so that a job may say it again and
 * again.
 */
export type Manner = 'replace' | 'count' | 'once';

const counted = sql`case when notifications.read_at is null and notifications.kind = excluded.kind
  then excluded.about || jsonb_build_object('count',
    coalesce((notifications.about ->> 'count')::integer, 0) + (excluded.about ->> 'count')::integer)
  else excluded.about end`;

/**
 * Writes notifications, as the system; to nobody about their own doing, and to people only. What takes another's place
 * has another id: whoever marks as read what they saw does not mark what they have not seen.
 */
export async function write(trx: Tx, kind: NotificationKind, told: Told, manner: Manner = 'replace'): Promise<void> {
  const about = manner === 'count' ? counted : sql`excluded.about`;
  const unlessSaid = manner === 'once' ? sql`where notifications.kind <> excluded.kind` : sql``;
  await sql`
    insert into notifications (user_id, subject, kind, organization_id, actor_id, about, due_at)
    select told.user_id, told.subject, ${kind}, told.organization_id, told.actor_id, told.about, told.due_at
    from (${told}) told join users on users.id = told.user_id
    where told.user_id is distinct from told.actor_id
    -- Always in the same order: two that write to the same people wait for each other, and not in a circle.
    order by told.user_id, told.subject
    on conflict (user_id, subject) do update set id = excluded.id, kind = excluded.kind, about = ${about},
      organization_id = excluded.organization_id, actor_id = excluded.actor_id, due_at = excluded.due_at,
      created_at = excluded.created_at, read_at = null
    ${unlessSaid}`.execute(trx);
}

/** Takes back what has nothing to say any more. */
export async function takeBack(trx: Tx, subjects: readonly string[], userIds?: readonly string[]): Promise<void> {
  await changeAny(
    trx
      .deleteFrom('notifications')
      .where(sql<boolean>`subject = any(${[...subjects]}::text[])`)
      .$if(userIds !== undefined, (all) => all.where(sql<boolean>`user_id = any(${[...(userIds ?? [])]}::text[])`)),
  );
}
