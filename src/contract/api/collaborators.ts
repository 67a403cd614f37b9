import { z } from 'zod';
import { id, pageQuery, time, userParams } from '../common.ts';
import { APP_ACTION_NAMES, APP_ADMINISTRATION, type AppAction } from '../permissions.ts';
import { defineRoute } from '../route.ts';
import { app, appParams } from './apps.ts';

const offered = APP_ACTION_NAMES.filter((action) => !(APP_ADMINISTRATION as readonly AppAction[]).includes(action));

/** What a collaborator may do on the one app: everything in it, reading, or single actions. Never its administration. */
export const collaboratorScope = z.enum(['*', 'read', ...offered]);
export type CollaboratorScope = z.infer<typeof collaboratorScope>;
const scopes = z.array(collaboratorScope).min(1, 'is empty').max(60);

const owner = z.object({ id: z.string(), first_name: z.string(), last_name: z.string(), image: z.string().nullable() });

export const collaborator = z.object({
  /** The collaborating person's or organization's id. */
  id: z.string(),
  user: owner.extend({ kind: z.enum(['person', 'organization']) }),
  scopes: z.array(z.string()),
  endpoints: z.array(z.string()),
  created_at: time,
  modified_at: time,
});
export type Collaborator = z.infer<typeof collaborator>;

export const collaboratorsList = defineRoute('collaborators.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/apps/{app_id}/collaborators',
  summary: 'Who else works in the app, with which scopes',
  access: { for: 'app', action: 'view_collaborators' },
  params: appParams,
  query: z.strictObject(pageQuery),
  answer: z.object({
    collaborators: z.array(collaborator),
    /** Only where the owner is a person. */
    app_owner: owner.optional(),
    next_cursor: z.string().optional(),
  }),
  offline: true,
});

export const collaboratorsAdd = defineRoute('collaborators.add', {
  method: 'POST',
  path: '/v2/users/{user_id}/apps/{app_id}/collaborators',
  summary: 'Let people or organizations work in the app, all or none',
  access: { for: 'app', action: 'edit_collaborators' },
  params: appParams,
  body: z.strictObject({ collaborators: z.array(z.strictObject({ id, scopes })).min(1).max(100) }),
  answer: z.object({ collaborators: z.array(collaborator) }),
});

export const collaboratorsUpdate = defineRoute('collaborators.update', {
  method: 'PATCH',
  path: '/v2/users/{user_id}/apps/{app_id}/collaborators',
  summary: "Change collaborators' scopes, all or none",
  access: { for: 'app', action: 'edit_collaborators' },
  params: appParams,
  body: z.strictObject({
    collaborators: z.array(z.strictObject({ id, scopes })).min(1).max(100),
    action: z.enum(['overwrite']).default('overwrite'),
  }),
  answer: z.object({ collaborators: z.array(collaborator) }),
});

export const collaboratorsRemove = defineRoute('collaborators.remove', {
  method: 'DELETE',
  path: '/v2/users/{user_id}/apps/{app_id}/collaborators',
  summary: 'End collaborations, all or none; anybody may end their own',
  access: { for: 'app', action: 'view_apps' },
  params: appParams,
  body: z.strictObject({ ids: z.array(id).min(1).max(100) }),
  answer: z.object({}),
});

export const collaboration = z.object({
  app,
  app_owner: owner.extend({ kind: z.enum(['person', 'organization']) }),
  scopes: z.array(z.string()),
  endpoints: z.array(z.string()),
  created_at: time,
});
export type Collaboration = z.infer<typeof collaboration>;

export const collaborationsList = defineRoute('collaborations.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/collaborations',
  summary: "Others' apps that are shared with the person or the organization",
  access: { for: 'owner', action: 'view_apps' },
  params: userParams,
  query: z.strictObject(pageQuery),
  answer: z.object({ collaborations: z.array(collaboration), next_cursor: z.string().optional() }),
  offline: true,
});
