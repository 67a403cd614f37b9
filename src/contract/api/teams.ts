import { z } from 'zod';
import {
  abilities,
  id,
  line,
  newId,
  orgParams,
  pageQuery,
  permissionId,
  roleId,
  search,
  time,
  userParams,
} from '../common.ts';
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
  versioned: true,
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
  versioned: true,
});

export const teamsUpdate = defineRoute('teams.update', {
  method: 'PATCH',
  path: '/v2/organizations/{org_id}/teams',
  summary: "Change teams' names, ids or default permissions, all or none",
  access: { for: 'organization', action: 'manage_teams' },
  params: orgParams,
  body: z.strictObject({
    teams: z
      .array(
        z
          .strictObject({ id, new_id: newId, name: line(80), default_permission_id: permissionId })
          .partial()
          .required({ id: true }),
      )
      .min(1)
      .max(100),
    action: z.enum(['overwrite']).default('overwrite'),
  }),
  answer: z.object({ teams: z.array(team) }),
  versioned: true,
});

export const teamsDelete = defineRoute('teams.delete', {
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/teams',
  summary: 'Delete teams, all or none; their members and apps stay in the organization',
  access: { for: 'organization', action: 'manage_teams' },
  params: orgParams,
  body: z.strictObject({ ids: z.array(id).min(1).max(100) }),
  answer: z.object({}),
  versioned: true,
});

export const teamMember = z.object({
  user: z.object({
    id: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    /** Left out for those who may only know their team's names. */
    primary_email: z.string().optional(),
    image: z.string().nullable(),
  }),
  role_id: roleId,
});
export type TeamMember = z.infer<typeof teamMember>;

export const teamMembersList = defineRoute('team_members.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/teams/{team_id}/members',
  summary: 'Who is in the team, by name',
  access: { for: 'organization', action: 'view_teams' },
  params: teamParams,
  query: z.strictObject({ ...pageQuery, search }),
  answer: z.object({ members: z.array(teamMember), next_cursor: z.string().optional() }),
  offline: true,
});

export const teamMembersRemove = defineRoute('team_members.remove', {
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/teams/{team_id}/members',
  summary: 'Take people out of the team, all or none; they stay members of the organization',
  access: { for: 'organization', action: 'add_members_to_teams' },
  params: teamParams,
  body: z.strictObject({ user_ids: z.array(id).min(1).max(1000) }),
  answer: z.object({ team }),
  versioned: true,
});

export const teamApp = z.object({
  app_id: z.string(),
  name: z.string(),
  compliance_labels: z.array(z.string()),
  /** The app's own permission in this team; null where the team's default holds. */
  permission_id: permissionId.nullable(),
  /** What holds: the app's own, or the team's default. */
  effective_permission_id: permissionId,
});
export type TeamApp = z.infer<typeof teamApp>;

export const teamAppsList = defineRoute('team_apps.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/teams/{team_id}/apps',
  summary: "The team's apps by name, each with its permission",
  access: { for: 'organization', action: 'view_teams' },
  params: teamParams,
  query: z.strictObject({ ...pageQuery, search }),
  answer: z.object({ apps: z.array(teamApp), next_cursor: z.string().optional() }),
  offline: true,
});

export const teamAppsUpdate = defineRoute('team_apps.update', {
  method: 'PATCH',
  path: '/v2/organizations/{org_id}/teams/{team_id}/apps',
  summary: "Change apps' permissions in the team, all or none; null lets the team's default hold",
  access: { for: 'organization', action: 'add_apps_to_teams' },
  params: teamParams,
  body: z.strictObject({
    apps: z
      .array(z.strictObject({ app_id: id, permission_id: permissionId.nullable() }))
      .min(1)
      .max(1000),
    action: z.enum(['overwrite']).default('overwrite'),
  }),
  answer: z.object({ team }),
  versioned: true,
});

export const teamAppsRemove = defineRoute('team_apps.remove', {
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/teams/{team_id}/apps',
  summary: 'Take apps away from the team, all or none',
  access: { for: 'organization', action: 'add_apps_to_teams' },
  params: teamParams,
  body: z.strictObject({ app_ids: z.array(id).min(1).max(1000) }),
  answer: z.object({ team }),
  versioned: true,
});

/** The teams that have one app: what an app's settings show. */
export const appTeamsList = defineRoute('app_teams.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/apps/{app_id}/teams',
  summary: "The organization's teams that have the app, each with its permission there",
  access: { for: 'app', action: 'view_collaborators' },
  params: userParams.extend({ app_id: id }),
  answer: z.object({
    teams: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        members_count: z.number().int(),
        permission_id: permissionId.nullable(),
        effective_permission_id: permissionId,
      }),
    ),
  }),
  offline: true,
});
