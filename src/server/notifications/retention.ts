import { sql } from 'kysely';
import { changeAny } from '../db/changed.ts';
import { asSystem } from '../db/scope.ts';
import type { Db, Tx } from '../db/tables.ts';

/** Older than this nothing is news, read or not. */
export const KEPT_DAYS = 90;
/** Nobody reads more than this; of more the oldest go. */
export const MOST_KEPT = 500;

/** Removes notifications that are too old, and of each person those beyond the newest that are kept. */
export async function forgetNotificationsIn(trx: Tx): Promise<void> {
  await changeAny(
    trx
      .deleteFrom('notifications')
      .where('created_at', '<', sql<string>`steward_now() - make_interval(days => ${sql.lit(KEPT_DAYS)})`),
  );
  await sql`
    delete from /* any number of rows */ notifications
    using (
      select user_id, id, row_number() over (partition by user_id order by created_at desc, id desc) as place
      from notifications
      where user_id in (
        select user_id from notifications group by user_id having count(*) > ${sql.lit(MOST_KEPT)})
    ) ranked
    where ranked.place > ${sql.lit(MOST_KEPT)} and notifications.user_id = ranked.user_id
      and notifications.id = ranked.id`.execute(trx);
}

/** The same, in a transaction of its own. */
export const forgetNotifications = (db: Db): Promise<void> => asSystem(db, forgetNotificationsIn);
