import { z } from 'zod';
import { abilities, flag, id, orgParams, pageQuery, roleId, search, time } from '../common.ts';
import { defineRoute } from '../route.ts';
import { memberSorts } from '../vocabulary.ts';

export const member = z.object({
  user: z.object({
    id: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    primary_email: z.string(),
    image: z.string().nullable(),
  }),
  role_id: roleId,
  team_ids: z.array(z.string()),
  joined_at: time,
  last_active_at: time.nullable(),
  abilities,
});
export type Member = z.infer<typeof member>;

export { type MemberSort, memberSorts } from '../vocabulary.ts';

export const membersList = defineRoute('members.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/members',
  summary: 'Members, searched by name, id or e-mail, filtered by role or team, sorted (default `name`)',
  access: { for: 'organization', action: 'view_members' },
  params: orgParams,
  query: z.strictObject({
    ...pageQuery,
    search,
    role_id: roleId.optional(),
    team_id: id.optional(),
    sort: z.enum(memberSorts).optional(),
    /** Adds `total_count`, how many match. */
    include_total: flag.optional(),
  }),
  answer: z.object({
    members: z.array(member),
    next_cursor: z.string().optional(),
    total_count: z.number().int().optional(),
  }),
  offline: true,
});

export const membersUpdate = defineRoute('members.update', {
  method: 'PATCH',
  path: '/v2/organizations/{org_id}/members',
  summary: "Change members' roles, all or none",
  access: { for: 'organization', action: 'manage_members' },
  params: orgParams,
  body: z.strictObject({
    members: z
      .array(z.strictObject({ user_id: id, role_id: roleId }))
      .min(1)
      .max(1000),
    action: z.enum(['overwrite']).default('overwrite'),
  }),
  answer: z.object({ members: z.array(member) }),
});

export const membersRemove = defineRoute('members.remove', {
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/members',
  summary: 'Remove members from the organization and its teams, all or none',
  access: { for: 'organization', action: 'manage_members' },
  params: orgParams,
  body: z.strictObject({ user_ids: z.array(id).min(1).max(1000) }),
  answer: z.object({}),
});
