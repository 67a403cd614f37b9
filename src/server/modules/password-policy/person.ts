import { sql } from 'kysely';
import { usersPasswordPolicy, usersValidatePassword } from '../../../contract/api/policies.ts';
import { AnswerWithStatus, handle, handlePrepared } from '../../http/operation.ts';
import { beginAttempt } from '../sessions/throttle.ts';
import { checkChosen } from './chosen.ts';
import { passwordFacts, passwordSince, policiesOf, strictestOf } from './person-policy.ts';

/** Whoever holds a token could try passwords against the person's own this way: only this many at once. */
const FREE_COMPARISONS = 60;

/** Which rules a password would violate: 61000 for none, 61001 with those that it does. Changes nothing. */
export const validatePassword = handlePrepared(
  usersValidatePassword,
  async ({ body, caller, read }) => {
    const facts = await read((trx) => passwordFacts(trx, caller.user_id));
    if (facts.policy.password_reuse !== null) beginAttempt(`compare:${caller.user_id}`, FREE_COMPARISONS);
    return checkChosen(body.password.plaintext, facts, null);
  },
  async ({ prepared }) => {
    const status = Object.keys(prepared).length === 0 ? 'password_valid' : 'password_violates_policy';
    return new AnswerWithStatus(status, { password_violations: prepared });
  },
);

/** What binds the caller: the strictest of each rule over their organizations, and which of them set one. */
export const getOwnPolicy = handle(usersPasswordPolicy, async ({ db, caller }) => {
  const policies = await policiesOf(db, caller.user_id);
  const policy = strictestOf(policies.map((one) => one.policy));
  const days = policy.password_lifespan;
  const expiry = sql<string | null>`case when users.password_hash is null or ${days}::integer is null then null
    else ${passwordSince} + make_interval(days => ${days}::integer) end`;
  const user = await db
    .selectFrom('users')
    .select(expiry.as('expires_at'))
    .where('id', '=', caller.user_id)
    .executeTakeFirstOrThrow();
  return {
    password_policy: policy,
    organizations: policies.map(({ id, name }) => ({ id, name })),
    expires_at: user.expires_at,
  };
});
