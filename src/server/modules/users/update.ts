import { sql } from 'kysely';
import { usersUpdate } from '../../../contract/api/users.ts';
import { changes } from '../../audit/record.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { refreshMemberNames } from '../members/sort-name.ts';
import { presentUser } from './present.ts';

async function write(db: Db, id: string, fields: Record<string, unknown>): Promise<void> {
  await changeOne(
    db
      .updateTable('users')
      .set({ ...fields, modified_at: sql<string>`steward_now()` })
      .where('id', '=', id),
  );
}

/** Changes the caller's own profile; a new name reaches the member lists they stand in. */
export const updateUser = handle(usersUpdate, async ({ body, db, caller, audit, nothingToAudit }) => {
  // Held, so that the log names what was really there before, also when two profile changes come at the same moment.
  await db.selectFrom('users').select('id').where('id', '=', caller.user_id).forNoKeyUpdate().execute();
  const before = await presentUser(db, caller.user_id, true);
  const changed = changes({ ...before }, body.user);
  if (Object.keys(changed).length === 0) {
    nothingToAudit('every field has the value already');
    return { user: before };
  }
  const { visibility, ...fields } = body.user;
  await write(db, caller.user_id, { ...fields, ...(visibility ? { visibility: visibility.gettable } : {}) });
  if ('first_name' in changed || 'last_name' in changed) await refreshMemberNames(db, caller.user_id);
  audit({
    event: 'USER_UPDATE',
    owner_id: caller.user_id,
    targets: [{ user: { id: caller.user_id } }],
    details: { changes: changed },
  });
  return { user: await presentUser(db, caller.user_id, true) };
});
