import { sessionsCreate } from '../../../contract/api/sessions.ts';
import { violatedRules } from '../../../contract/password-check.ts';
import type { PasswordPolicy, PasswordViolations } from '../../../contract/password-policy.ts';
import { changeAny } from '../../db/changed.ts';
import { asSystem } from '../../db/scope.ts';
import type { Tx } from '../../db/tables.ts';
import { AnswerWithStatus, handlePrepared, type LookUps } from '../../http/operation.ts';
import { Problem } from '../../http/problem.ts';
import { insertKey } from '../keys/insert.ts';
import { assertFits } from '../password-policy/check.ts';
import { checkChosen, checkTyped } from '../password-policy/chosen.ts';
import { type PasswordFacts, passwordFacts } from '../password-policy/person-policy.ts';
import { changePassword } from '../users/change-password.ts';
import { hashPassword, verifyPassword } from '../users/password.ts';
import { beginAttempt, noteSuccess } from './throttle.ts';

type Outcome =
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'new_password_set'; readonly from: string | null; readonly to: string }
  | { readonly kind: 'new_password_needed'; readonly violations: PasswordViolations; readonly policy: PasswordPolicy };

interface Given {
  readonly email: string;
  readonly password: string;
  readonly new_password?: string | undefined;
}

/** Whose address and password this is. One message for every wrong pair; guessing has to wait. */
async function identify(
  readAsSystem: LookUps['readAsSystem'],
  { email, password }: Given,
  sourceIp: string,
): Promise<string> {
  const bucket = `session:${sourceIp}:${email}`;
  beginAttempt(bucket);
  const user = await readAsSystem((trx) =>
    trx
      .selectFrom('emails')
      .innerJoin('users', 'users.id', 'emails.user_id')
      .select(['users.id', 'users.password_hash'])
      .where('emails.email', '=', email)
      .executeTakeFirst(),
  );
  const matches = await verifyPassword(user?.password_hash ?? null, password);
  if (!matches || user === undefined) {
    throw new Problem('key_not_found', 'The e-mail address or the password is not right');
  }
  noteSuccess(bucket);
  return user.id;
}

/** Judges the right password that was typed, and the new one where it is given. Throws invalid for one that does not do. */
async function judge({ password, new_password }: Given, facts: PasswordFacts): Promise<Outcome> {
  const { policy, hash } = facts;
  if (new_password !== undefined) {
    if (new_password === password)
      assertFits('body.new_password', { password_reuse: true }, { ...policy, password_reuse: 1 });
    assertFits('body.new_password', await checkChosen(new_password, facts, password), policy);
    return { kind: 'new_password_set', from: hash, to: await hashPassword(new_password) };
  }
  const violations = await checkTyped(password, facts);
  if (violatedRules(violations).length === 0) return { kind: 'signed_in' };
  return { kind: 'new_password_needed', violations, policy };
}

/** Time alone shows that a password is too old; that it is too weak is known only now. The account may be gone by then. */
const noteWeak = (trx: Tx, userId: string, violations: PasswordViolations) =>
  changeAny(
    trx
      .updateTable('users')
      .set({ password_must_change: violatedRules(violations).some((rule) => rule !== 'password_lifespan') })
      .where('id', '=', userId),
  );

/**
 * Signs a person in: a new token for the right password. Where the password does not keep the policies of the person's
 * organizations, no token but the reasons; with a new password that does, the password is set and the token given.
 * Sign-ins made before stay: a token is no password.
 */
export const createSession = handlePrepared(
  sessionsCreate,
  async ({ body, readAsSystem, origin }) => {
    const user_id = await identify(readAsSystem, body, origin.source_ip);
    return { user_id, outcome: await judge(body, await readAsSystem((trx) => passwordFacts(trx, user_id))) };
  },
  async ({ body, db, prepared: { user_id, outcome }, audit, nothingToAudit }) => {
    if (outcome.kind === 'new_password_needed') {
      nothingToAudit('nobody was signed in: a new password is needed first');
      // Nobody asks yet: who signs in becomes somebody by this.
      await asSystem(db, (trx) => noteWeak(trx, user_id, outcome.violations));
      const answer = { user_id, password_violations: outcome.violations, password_policy: outcome.policy };
      return new AnswerWithStatus('password_violates_policy', answer);
    }
    const user = { user: { id: user_id } };
    if (outcome.kind === 'new_password_set') {
      const change = { user_id, from: outcome.from, to: outcome.to };
      await asSystem(db, (trx) => changePassword(trx, change));
      audit({ event: 'USER_PASSWORD_CHANGE', owner_id: user_id, targets: [user], details: { at_sign_in: true } });
    }
    const { description } = body;
    const wanted = { user_id, description, scopes: ['*'], expires_at: null, made_by: 'sign_in' as const };
    const key = await asSystem(db, (trx) => insertKey(trx, wanted));
    audit({ event: 'USER_SIGN_IN', owner_id: user_id, targets: [user, { key: { id: key.public_id } }] });
    return { key, user_id };
  },
);
