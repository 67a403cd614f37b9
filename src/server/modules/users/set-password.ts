import { sql } from 'kysely';
import { usersSetPassword } from '../../../contract/api/users.ts';
import { handlePrepared } from '../../http/operation.ts';
import { invalid } from '../../http/problem.ts';
import { assertFits } from '../password-policy/check.ts';
import { checkChosen } from '../password-policy/chosen.ts';
import { passwordFacts } from '../password-policy/person-policy.ts';
import { beginAttempt, noteSuccess } from '../sessions/throttle.ts';
import { changePassword } from './change-password.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** Sets the password after the current one was given and the new one keeps the policy, and ends every other sign-in. */
export const setPassword = handlePrepared(
  usersSetPassword,
  async ({ body, caller, read }) => {
    const bucket = `password:${caller.user_id}`;
    beginAttempt(bucket);
    const facts = await read((trx) => passwordFacts(trx, caller.user_id));
    const from = facts.hash;
    if (from !== null && !(await verifyPassword(from, body.current ?? ''))) {
      throw invalid('body.current', 'is not the current password');
    }
    noteSuccess(bucket);
    if (body.new === body.current) throw invalid('body.new', 'is the current password');
    const current = from === null ? null : (body.current ?? null);
    assertFits('body.new', await checkChosen(body.new, facts, current), facts.policy);
    return { from, to: await hashPassword(body.new) };
  },
  async ({ db, caller, prepared, audit }) => {
    await changePassword(db, { user_id: caller.user_id, ...prepared });
    const revoked = await db
      .updateTable('keys')
      .set({ revoked_at: sql<string>`steward_now()` })
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
