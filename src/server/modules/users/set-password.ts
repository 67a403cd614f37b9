import { sql } from 'kysely';
import { usersSetPassword } from '../../../contract/api/users.ts';
import { handlePrepared } from '../../http/operation.ts';
import { invalid } from '../../http/problem.ts';
import { beginAttempt, noteSuccess } from '../sessions/throttle.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** Sets the password after the current one was given, and ends every other sign-in. */
export const setPassword = handlePrepared(
  usersSetPassword,
  async ({ body, caller, read }) => {
    const bucket = `password:${caller.user_id}`;
    beginAttempt(bucket);
    const user = await read((trx) =>
      trx.selectFrom('users').select('password_hash').where('id', '=', caller.user_id).executeTakeFirst(),
    );
    const current = user?.password_hash ?? null;
    if (current !== null && !(await verifyPassword(current, body.current ?? ''))) {
      throw invalid('body.current', 'is not the current password');
    }
    noteSuccess(bucket);
    if (body.new === body.current) throw invalid('body.new', 'is the current password');
    return hashPassword(body.new);
  },
  async ({ db, caller, prepared, audit }) => {
    const now = sql<string>`steward_now()`;
    await db
      .updateTable('users')
      .set({ password_hash: prepared, password_changed_at: now })
      .where('id', '=', caller.user_id)
      .execute();
    const revoked = await db
      .updateTable('keys')
      .set({ revoked_at: now })
      .where('user_id', '=', caller.user_id)
      .where('made_by', '=', 'sign_in')
      .where('id', '!=', caller.key_id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute();
    audit({
      event: 'USER_PASSWORD_CHANGE',
      owner_id: caller.user_id,
      targets: [{ user: { id: caller.user_id } }],
      details: { sign_ins_ended: revoked.length },
    });
    return {};
  },
);
