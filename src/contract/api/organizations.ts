import { z } from 'zod';
import {
  abilities,
  email,
  image,
  line,
  newId,
  orgParams,
  pageQuery,
  planId,
  roleId,
  search,
  time,
  userParams,
} from '../common.ts';
import { dayText } from '../money.ts';
import { defineRoute } from '../route.ts';
import { organizationSpend } from './costs.ts';

export const organization = z.object({
  id: z.string(),
  name: z.string(),
  billing_email: z.string(),
  plan: planId,
  /** The caller's own role. */
  role_id: roleId,
  members_count: z.number().int(),
  pending_invitations_count: z.number().int(),
  created_at: time,
  modified_at: time,
  /** Set while the organization is deleted and can still be restored. */
  deleted_at: time.nullable(),
  image: z.string().nullable(),
  abilities,
});
export type Organization = z.infer<typeof organization>;

export const organizationName = line(80);

export const organizationsList = defineRoute('organizations.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/organizations',
  summary: "The caller's organizations by name, with their counts; `deleted=true` lists the ones that can be restored",
  access: { for: 'self' },
  params: userParams,
  query: z.strictObject({ ...pageQuery, search, deleted: z.enum(['true', 'false']).optional() }),
  answer: z.object({ organizations: z.array(organization), next_cursor: z.string().optional() }),
  offline: true,
});

export const organizationsCreate = defineRoute('organizations.create', {
  method: 'POST',
  path: '/v2/users/{user_id}/organizations',
  summary: 'Create organizations; the caller becomes their admin',
  access: { for: 'self' },
  params: userParams,
  body: z.strictObject({
    organizations: z
      .array(z.strictObject({ id: newId, name: organizationName, billing_email: email }))
      .min(1)
      .max(20),
  }),
  answer: z.object({ organizations: z.array(organization) }),
});

export const organizationsGet = defineRoute('organizations.get', {
  method: 'GET',
  path: '/v2/organizations/{org_id}',
  summary: 'One organization',
  access: { for: 'organization', action: 'view_organization' },
  params: orgParams,
  answer: z.object({ organization }),
  offline: true,
});

export const organizationsUpdate = defineRoute('organizations.update', {
  method: 'PATCH',
  path: '/v2/organizations/{org_id}',
  summary: "Change an organization's name, billing e-mail or image",
  access: { for: 'organization', action: 'manage_organization' },
  params: orgParams,
  body: z.strictObject({
    organization: z.strictObject({ name: organizationName, billing_email: email, image: image.nullable() }).partial(),
  }),
  answer: z.object({ organization }),
  bodyLimit: 512 * 1024,
  versioned: true,
});

export const organizationsDelete = defineRoute('organizations.delete', {
  method: 'DELETE',
  path: '/v2/organizations/{org_id}',
  summary: 'Delete an organization; `confirm` is its id; it can be restored for 30 days',
  access: { for: 'organization', action: 'manage_organization' },
  params: orgParams,
  body: z.strictObject({ confirm: z.string().max(200) }),
  answer: z.object({ restorable_until: time }),
});

export const organizationsRestore = defineRoute('organizations.restore', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/restore',
  summary: 'Undo a deletion within 30 days',
  access: { for: 'organization', action: 'manage_organization' },
  params: orgParams,
  answer: z.object({ organization }),
});

export const organizationsLeave = defineRoute('organizations.leave', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/leave',
  summary: 'Leave an organization; refused for its last admin',
  access: { for: 'organization', action: 'leave_organization' },
  params: orgParams,
  answer: z.object({}),
});

const monthUsage = z.object({ month: z.string(), quantity: z.number(), events: z.number().int() });
const daysUsage = z.object({ from: dayText, to: dayText, quantity: z.number() });

export const organizationHome = z.object({
  organization,
  /** Members by role; empty for those who may not see members. */
  members_by_role: z.array(z.object({ role_id: roleId, count: z.number().int() })),
  invitations: z.object({
    pending: z.number().int(),
    expiring: z.number().int(),
    expired: z.number().int(),
    next_expiring: z.array(z.object({ id: z.string(), email: z.string(), role_id: roleId, expires_at: time })),
  }),
  teams_count: z.number().int(),
  apps_count: z.number().int(),
  /** Per category, six calendar months, oldest first; empty for those who may not see financial data. */
  usage: z.array(
    z.object({
      category: z.string(),
      unit: z.string(),
      /** Of a level, such as stored inputs: its latest value by the end of each month. */
      months: z.array(monthUsage),
      /** This month's days that are over, and those that they are compared with. Null where nothing can be compared. */
      compared: daysUsage.nullable().optional(),
      previous: daysUsage.nullable().optional(),
    }),
  ),
  /** This month's costs; null for those who may not see financial data. */
  spend: organizationSpend.nullable().optional(),
  latest_changes: z.array(
    z.object({
      timestamp: time,
      user: z.object({ id: z.string(), first_name: z.string(), last_name: z.string() }).nullable(),
      operation: z.number().int(),
      description: z.string(),
      summary: z.string(),
      success: z.boolean(),
    }),
  ),
});
export type OrganizationHome = z.infer<typeof organizationHome>;

export const organizationsHome = defineRoute('organizations.home', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/home',
  summary: "An organization's dashboard: members by role, invitations, usage of six months, latest changes",
  access: { for: 'organization', action: 'view_organization' },
  params: orgParams,
  answer: z.object({ home: organizationHome }),
  offline: true,
});
