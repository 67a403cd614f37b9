import { sql } from 'kysely';
import { changeAny } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { Problem } from '../../http/problem.ts';

/** As many former passwords as a policy can ask about. */
const KEPT = 24;

interface Change {
  readonly user_id: string;
  /** The hash of the password that was given, or null where there was none. */
  readonly from: string | null;
  readonly to: string;
}

/** Moves the present password into the history, newest kept, and sets another. Throws invalid where it changed meanwhile. */
export async function changePassword(db: Db, { user_id, from, to }: Change): Promise<void> {
  const now = sql<string>`steward_now()`;
  const changed = await db
    .updateTable('users')
    .set({ password_hash: to, password_changed_at: now, password_must_change: false })
    .where('id', '=', user_id)
    .where(sql<boolean>`password_hash is not distinct from ${from}::text`)
    .returning('id')
    .executeTakeFirst();
  if (changed === undefined)
    throw new Problem('invalid', 'The password was changed meanwhile. Sign in with the new one.');
  if (from === null) return;
  await db
    .insertInto('password_history')
    .values({ user_id, password_hash: from, set_at: now })
    .onConflict((conflict) => conflict.columns(['user_id', 'set_at']).doUpdateSet({ password_hash: from }))
    .execute();
  await changeAny(
    db
      .deleteFrom('password_history')
      .where('user_id', '=', user_id)
      .where('set_at', 'not in', (eb) =>
        eb
          .selectFrom('password_history')
          .select('set_at')
          .where('user_id', '=', user_id)
          .orderBy('set_at', 'desc')
          .limit(KEPT),
      ),
  );
}
