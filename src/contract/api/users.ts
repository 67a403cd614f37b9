import { z } from 'zod';
import { email, image, line, newId, optionalLine, time, userParams } from '../common.ts';
import { defineRoute } from '../route.ts';

export const visibility = z.strictObject({ gettable: z.union([z.literal(10), z.literal(30), z.literal(50)]) });

export const userDetail = z.object({
  primary_email: z.string(),
  email_addresses: z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() })),
  two_factor_auth_enabled: z.boolean(),
  teams_count: z.number().int(),
});

export const user = z.object({
  id: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  company_name: z.string(),
  job_title: z.string(),
  job_role: z.string(),
  created_at: time,
  visibility: z.object({ gettable: z.number() }),
  image: z.string().nullable(),
  /** For the user alone. */
  user_detail: userDetail.optional(),
});
export type User = z.infer<typeof user>;

/** A password as it arrives: any characters, 1 to 1024 of them; the policy says what is good enough. */
export const passwordInput = z.string().min(1, 'is empty').max(1024, 'is longer than 1024 characters');
/** A password that is being chosen, before an organization's policy adds its rules: at least 8 (NIST SP 800-63B). */
export const newPassword = passwordInput.min(8, 'is shorter than 8 characters');

const profile = {
  first_name: line(60),
  last_name: optionalLine(60),
  company_name: optionalLine(120),
  job_title: optionalLine(120),
  job_role: optionalLine(120),
  visibility,
  image: image.nullable(),
};

export const usersCreate = defineRoute('users.create', {
  method: 'POST',
  path: '/v2/users',
  summary: 'Register a person',
  access: { for: 'anyone' },
  body: z.strictObject({
    user: z.strictObject({
      id: newId,
      first_name: profile.first_name,
      last_name: profile.last_name.default(''),
      primary_email: email,
    }),
    password: newPassword,
  }),
  answer: z.object({ user }),
  mainOnly: true,
});

export const usersGet = defineRoute('users.get', {
  method: 'GET',
  path: '/v2/users/{user_id}',
  summary: "A person's profile; `me` is the caller; others as far as their visibility allows",
  access: { for: 'caller' },
  params: userParams,
  answer: z.object({ user }),
  offline: true,
});

export const usersUpdate = defineRoute('users.update', {
  method: 'PATCH',
  path: '/v2/users/{user_id}',
  summary: "Change the caller's own profile",
  access: { for: 'self' },
  params: userParams,
  body: z.strictObject({ user: z.strictObject(profile).partial() }),
  answer: z.object({ user }),
  bodyLimit: 512 * 1024,
});

export const usersSetPassword = defineRoute('users.set_password', {
  method: 'PUT',
  path: '/v2/users/{user_id}/password',
  summary: 'Change the password; every other token that a sign-in made is revoked',
  access: { for: 'self' },
  params: userParams,
  body: z.strictObject({ current: passwordInput.optional(), new: newPassword }),
  answer: z.object({}),
});

export const usersDelete = defineRoute('users.delete', {
  method: 'DELETE',
  path: '/v2/users/{user_id}',
  summary: 'Delete the own account; refused for the last admin of an organization',
  access: { for: 'self' },
  params: userParams,
  body: z.strictObject({ confirm: z.string().max(200) }),
  answer: z.object({}),
});
