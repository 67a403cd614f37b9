import { z } from 'zod';
import { email, line } from '../common.ts';
import { passwordPolicy, passwordViolations } from '../password-policy.ts';
import { defineRoute } from '../route.ts';
import { key } from './keys.ts';
import { newPassword, passwordInput } from './users.ts';

/**
 * A right password that a policy does not allow (any more) gives no key but status 61001: the rules that it violates and
 * the policy that binds the person. The same call with a `new_password` that keeps them sets it and gives the key.
 */
export const sessionsCreate = defineRoute('sessions.create', {
  method: 'POST',
  path: '/v2/sessions',
  summary: 'Sign in with e-mail and password; the answer holds a new token, once, or says why a new password is needed',
  access: { for: 'anyone' },
  body: z.strictObject({
    email,
    password: passwordInput,
    new_password: newPassword.optional(),
    description: line(120).default('Sign-in'),
  }),
  answer: z.object({
    /** Left out where a new password is needed first. */
    key: key.optional(),
    user_id: z.string(),
    /** Only where a new password is needed: which rules the one that was typed violates. */
    password_violations: passwordViolations.optional(),
    /** Only where a new password is needed: what it must keep. */
    password_policy: passwordPolicy.optional(),
  }),
  secret: true,
  mainOnly: true,
});
