import { sql } from 'kysely';
import { notificationsMarkRead } from '../../../contract/api/notifications.ts';
import { changeAny } from '../../db/changed.ts';
import { handle } from '../../http/operation.ts';
import { countUnread } from './list.ts';

/**
 * Marks as read what was named, or all up to a time: what came while somebody looked stays unread. What is read
 * already, or was replaced or is gone meanwhile, is passed over: the caller wanted nothing else than not to see it.
 */
export const markRead = handle(notificationsMarkRead, async ({ body, db, caller, nothingToAudit }) => {
  nothingToAudit('what somebody has read is theirs alone');
  const { ids, until } = body;
  await changeAny(
    db
      .updateTable('notifications')
      .set({ read_at: sql<string>`steward_now()` })
      .where('user_id', '=', caller.user_id)
      .where('read_at', 'is', null)
      .where((eb) => (ids === undefined ? eb('created_at', '<=', until ?? '') : eb('id', 'in', ids))),
  );
  return { unread_count: await countUnread(db, caller.user_id) };
});
