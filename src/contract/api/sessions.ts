import { z } from 'zod';
import { email, line } from '../common.ts';
import { defineRoute } from '../route.ts';
import { key } from './keys.ts';
import { passwordInput } from './users.ts';

export const sessionsCreate = defineRoute('sessions.create', {
  method: 'POST',
  path: '/v2/sessions',
  summary: 'Sign in with e-mail and password; the answer holds a new token, once',
  access: { for: 'anyone' },
  body: z.strictObject({ email, password: passwordInput, description: line(120).default('Sign-in') }),
  answer: z.object({ key, user_id: z.string() }),
  secret: true,
  mainOnly: true,
});
