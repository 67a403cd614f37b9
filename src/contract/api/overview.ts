import { z } from 'zod';
import { time, userParams } from '../common.ts';
import { passwordPolicy } from '../password-policy.ts';
import { defineRoute } from '../route.ts';
import { organizationSpend } from './costs.ts';
import { organization } from './organizations.ts';
import { tokenRules } from './policies.ts';

/** One organization beside the others. What the caller may not see of it is null. */
export const organizationOverview = z.object({
  organization,
  /** The caller's token is kept out of it: by its rules for tokens, or by an admin. Then all else is null. */
  kept_out: z.boolean(),
  admins_count: z.number().int().nullable(),
  invitations: z
    .object({
      pending: z.number().int(),
      /** Of the pending ones, those that expire within two days. */
      expiring: z.number().int(),
      expired: z.number().int(),
      next_expires_at: time.nullable(),
    })
    .nullable(),
  spend: organizationSpend.nullable(),
  policies: z
    .object({
      password_policy: passwordPolicy,
      token_rules: tokenRules,
      /** Null for those who may not see teams. */
      silos_count: z.number().int().nullable(),
    })
    .nullable(),
});
export type OrganizationOverview = z.infer<typeof organizationOverview>;

export const organizationsOverview = defineRoute('organizations.overview', {
  method: 'GET',
  path: '/v2/users/{user_id}/organizations/overview',
  summary: "All of the caller's organizations side by side: people, invitations, spend, forecast and policies",
  access: { for: 'self' },
  params: userParams,
  answer: z.object({ overviews: z.array(organizationOverview) }),
  offline: true,
});
