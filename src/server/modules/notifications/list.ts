import { sql } from 'kysely';
import { kindsOf, type Notification, notificationsList } from '../../../contract/api/notifications.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';

const selectOwn = (db: Db, userId: string) =>
  db
    .selectFrom('notifications')
    .select(['id', 'kind', 'organization_id', 'actor_id', 'about', 'due_at', 'created_at', 'read_at'])
    .where('user_id', '=', userId);

type Row = Awaited<ReturnType<ReturnType<typeof selectOwn>['execute']>>[number];

const NEWEST_FIRST: ListOrder<Row> = {
  list: 'notifications',
  keys: [
    { expression: sql`notifications.created_at`, type: 'timestamptz', value: (row) => row.created_at },
    { expression: sql`notifications.id`, type: 'text', value: (row) => row.id },
  ],
  descending: true,
};

interface Name {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
}

/** What those are called who stand in the caller's notifications, by id. */
async function namesOf(db: Db): Promise<Map<string, Name>> {
  const { rows } = await sql<Name>`select id, first_name, last_name from notification_names()`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

function present({ organization_id, actor_id, ...row }: Row, names: ReadonlyMap<string, Name>): Notification {
  const organization = names.get(organization_id ?? '');
  return {
    ...row,
    organization: organization === undefined ? null : { id: organization.id, name: organization.first_name },
    actor: names.get(actor_id ?? '') ?? null,
  };
}

/** How many of the person's notifications they have not read. */
export async function countUnread(db: Db, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('notifications')
    .select(sql<number>`count(*)`.as('count'))
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

export const listNotifications = handle(notificationsList, async ({ query, db, caller }) => {
  let select = selectOwn(db, caller.user_id);
  if (query.unread === true) select = select.where('read_at', 'is', null);
  if (query.unread === false) select = select.where('read_at', 'is not', null);
  if (query.topic !== undefined) select = select.where('kind', 'in', kindsOf(query.topic));
  if (query.organization_id !== undefined) select = select.where('organization_id', '=', query.organization_id);
  const { rows, next_cursor } = await selectPage(select, query, NEWEST_FIRST);
  const names = rows.length === 0 ? new Map<string, Name>() : await namesOf(db);
  return {
    notifications: rows.map((row) => present(row, names)),
    unread_count: await countUnread(db, caller.user_id),
    ...(next_cursor !== undefined && { next_cursor }),
  };
});
