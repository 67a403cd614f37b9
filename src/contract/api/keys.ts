import { z } from 'zod';
import { line, pageQuery, scope, time, timeInput, userParams } from '../common.ts';
import { defineRoute } from '../route.ts';

export const key = z.object({
  /** A short public id; only in the answer to POST the secret that `Authorization: Key` takes. */
  id: z.string(),
  /** The short public id, also where `id` is the secret. */
  public_id: z.string(),
  type: z.literal('personal_access_token'),
  description: z.string(),
  scopes: z.array(z.string()),
  endpoints: z.array(z.string()),
  apps: z.array(z.string()),
  created_at: time,
  expires_at: time.nullable(),
  last_used_at: time.nullable(),
  revoked_at: time.nullable(),
  /** The key that this very request was made with. */
  is_current: z.boolean(),
  organization_id: z.string().optional(),
  /** Organizations of the person that keep the token out, each with why. In lists and where one was just created. */
  kept_out_of: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        rules: z.array(z.enum(['max_lifetime', 'require_expiry', 'allowed_scopes', 'withdrawn'])),
      }),
    )
    .optional(),
});
export type Key = z.infer<typeof key>;

const keyId = z.string().regex(/^[A-Za-z0-9]{6,32}$/, 'is not the public id of a key');
const scopes = z.array(scope).min(1, 'is empty').max(40);
const keyParams = userParams.extend({ key_id: keyId });

export const keysList = defineRoute('keys.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/keys',
  summary: "The caller's tokens, newest first, without their secrets",
  access: { for: 'self' },
  params: userParams,
  query: z.strictObject(pageQuery),
  answer: z.object({ keys: z.array(key), next_cursor: z.string().optional() }),
  offline: true,
});

export const keysGet = defineRoute('keys.get', {
  method: 'GET',
  path: '/v2/users/{user_id}/keys/{key_id}',
  summary: 'One token, without its secret',
  access: { for: 'self' },
  params: keyParams,
  answer: z.object({ key }),
});

export const keysCreate = defineRoute('keys.create', {
  method: 'POST',
  path: '/v2/users/{user_id}/keys',
  summary: 'Create tokens; the answer shows each secret, once',
  access: { for: 'self' },
  params: userParams,
  body: z.strictObject({
    keys: z
      .array(
        z.strictObject({
          description: line(120),
          scopes: scopes.default(['*']),
          expires_at: timeInput.nullish(),
        }),
      )
      .min(1)
      .max(10),
  }),
  answer: z.object({ keys: z.array(key) }),
  secret: true,
});

export const keysUpdate = defineRoute('keys.update', {
  method: 'PATCH',
  path: '/v2/users/{user_id}/keys',
  summary: "Change tokens' descriptions, narrow their scopes or bring their expiry forward",
  access: { for: 'self' },
  params: userParams,
  body: z.strictObject({
    keys: z
      .array(
        z.strictObject({
          id: keyId,
          description: line(120).optional(),
          scopes: scopes.optional(),
          expires_at: timeInput.optional(),
        }),
      )
      .min(1)
      .max(100),
    action: z.enum(['overwrite']).default('overwrite'),
  }),
  answer: z.object({ keys: z.array(key) }),
});

export const keysDelete = defineRoute('keys.delete', {
  method: 'DELETE',
  path: '/v2/users/{user_id}/keys/{key_id}',
  summary: 'Revoke a token, at once',
  access: { for: 'self' },
  params: keyParams,
  answer: z.object({}),
});

export const scopesList = defineRoute('scopes.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/myscopes',
  summary: "The scopes of the caller's token",
  access: { for: 'self' },
  params: userParams,
  answer: z.object({ scopes: z.array(z.string()) }),
});
