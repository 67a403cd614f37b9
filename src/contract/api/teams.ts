import { z } from 'zod';
import { abilities, id, line, newId, orgParams, pageQuery, permissionId, search, time } from '../common.ts';
import { defineRoute } from '../route.ts';

export const team = z.object({
  id: z.string(),
  name: z.string(),
  default_permission_id: permissionId,
  members_count: z.number().int(),
  apps_count: z.number().int(),
  created_at: time,
  modified_at: time,
  abilities,
});
export type Team = z.infer<typeof team>;

export const teamParams = orgParams.extend({ team_id: id });

export const teamsList = defineRoute('teams.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/teams',
  summary: 'Teams by name, with their counts',
  access: { for: 'organization', action: 'view_teams' },
  params: orgParams,
  query: z.strictObject({ ...pageQuery, search }),
  answer: z.object({ teams: z.array(team), next_cursor: z.string().optional() }),
  offline: true,
});

export const teamsCreate = defineRoute('teams.create', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/teams',
  summary: 'Create teams, all or none',
  access: { for: 'organization', action: 'manage_teams' },
  params: orgParams,
  body: z.strictObject({
    teams: z
      .array(z.strictObject({ id: newId, name: line(80), default_permission_id: permissionId }))
      .min(1)
      .max(100),
  }),
  answer: z.object({ teams: z.array(team) }),
});

export const teamMembersAdd = defineRoute('team_members.add', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/teams/{team_id}/members',
  summary: 'Add members of the organization to a team, all or none',
  access: { for: 'organization', action: 'add_members_to_teams' },
  params: teamParams,
  body: z.strictObject({ user_ids: z.array(id).min(1).max(1000) }),
  answer: z.object({ team }),
});

export const teamAppsAdd = defineRoute('team_apps.add', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/teams/{team_id}/apps',
  summary: "Give a team apps of the organization, each with its own permission or the team's default",
  access: { for: 'organization', action: 'add_apps_to_teams' },
  params: teamParams,
  body: z.strictObject({
    apps: z
      .array(z.strictObject({ app_id: id, permission_id: permissionId.optional() }))
      .min(1)
      .max(1000),
  }),
  answer: z.object({ team }),
});
