import { sessionsCreate } from '../../../contract/api/sessions.ts';
import { asSystem } from '../../db/scope.ts';
import { handlePrepared } from '../../http/operation.ts';
import { Problem } from '../../http/problem.ts';
import { insertKey } from '../keys/insert.ts';
import { verifyPassword } from '../users/password.ts';
import { beginAttempt, noteSuccess } from './throttle.ts';

/** Signs a person in: a new token for the right password. One message for every wrong pair. */
const createSession = handlePrepared(
  sessionsCreate,
  async ({ body, readAsSystem, origin }) => {
    const bucket = `session:${origin.source_ip}:${body.email}`;
    beginAttempt(bucket);
    const user = await readAsSystem((trx) =>
      trx
        .selectFrom('emails')
        .innerJoin('users', 'users.id', 'emails.user_id')
        .select(['users.id', 'users.password_hash'])
        .where('emails.email', '=', body.email)
        .executeTakeFirst(),
    );
    const matches = await verifyPassword(user?.password_hash ?? null, body.password);
    if (!matches || user === undefined) {
      throw new Problem('key_not_found', 'The e-mail address or the password is not right');
    }
    noteSuccess(bucket);
    return user.id;
  },
  async ({ body, db, prepared: user_id, audit }) => {
    const { description } = body;
    const key = await asSystem(db, (trx) =>
      insertKey(trx, { user_id, description, scopes: ['*'], expires_at: null, made_by: 'sign_in' }),
    );
    audit({
      event: 'USER_SIGN_IN',
      owner_id: user_id,
      targets: [{ user: { id: user_id } }, { key: { id: key.public_id } }],
    });
    return { key, user_id };
  },
);

export const sessionOperations = [createSession];
