import { z } from 'zod';
import { orgParams, roleId } from '../common.ts';
import { defineRoute } from '../route.ts';

export const role = z.object({
  id: roleId,
  name: z.string(),
  scope: z.string(),
  summary: z.string(),
  actions: z.array(z.string()),
});

export const rolesList = defineRoute('roles.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/roles',
  summary: 'The six roles with what each may do',
  access: { for: 'organization', action: 'view_organization' },
  params: orgParams,
  answer: z.object({ roles: z.array(role) }),
  offline: true,
});
