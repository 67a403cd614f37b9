import { z } from 'zod';
import { abilities, flag, id, image, line, newId, pageQuery, search, time, userParams } from '../common.ts';
import { defineRoute } from '../route.ts';
import { visibility } from './users.ts';

/** GDPR, HIPAA, ITAR or an organization's own. */
export const complianceLabel = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9_-]{0,31}$/, 'use upper-case letters, digits, "-" or "_"');
export const complianceLabels = z.array(complianceLabel).max(20);

/** Data of the owner's own: any JSON object of at most 16 kB. */
export const metadata = z
  .record(z.string().max(100), z.json())
  .refine((value) => JSON.stringify(value).length <= 16_384, 'is larger than 16 kB');

export const app = z.object({
  id: z.string(),
  name: z.string(),
  /** The owner: a person or an organization. */
  user_id: z.string(),
  description: z.string(),
  /** Only in the answer about one app. */
  notes: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  visibility: z.object({ gettable: z.number() }),
  compliance_labels: z.array(z.string()),
  image: z.string().nullable(),
  /** The workflow that new inputs go through; left out for those who may not see it. */
  base_workflow_id: z.string().nullable().optional(),
  is_starred: z.boolean(),
  star_count: z.number().int(),
  created_at: time,
  modified_at: time,
  /** By action name: what the caller may do with this app. */
  abilities,
});
export type App = z.infer<typeof app>;

export const appParams = userParams.extend({ app_id: id });

export const appSorts = ['name', 'modified_at', 'created_at', 'star_count', 'id'] as const;

const fields = {
  name: line(80),
  description: z.string().max(2000),
  notes: z.string().max(65_536, 'is longer than 64 kB'),
  metadata,
  visibility,
  compliance_labels: complianceLabels,
  image: image.nullable(),
  base_workflow_id: id.nullable(),
} as const;

/** What may change of an app; `new_id` renames it. Each field needs its own right. */
const changes = z.strictObject({ ...fields, new_id: newId }).partial();

export const appsList = defineRoute('apps.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/apps',
  summary: 'Apps of a person or an organization that the caller can reach, last changed first',
  access: { for: 'owner', action: 'view_apps' },
  params: userParams,
  query: z.strictObject({
    ...pageQuery,
    search,
    starred_only: flag.optional(),
    sort_by_name: flag.optional(),
    sort_by_modified_at: flag.optional(),
    sort_by_created_at: flag.optional(),
    sort_by_star_count: flag.optional(),
    sort_by_id: flag.optional(),
    sort_ascending: flag.optional(),
    /** Only apps that bear this label. */
    compliance_label: complianceLabel.optional(),
    include_total: flag.optional(),
  }),
  answer: z.object({
    apps: z.array(app),
    next_cursor: z.string().optional(),
    total_count: z.number().int().optional(),
  }),
  offline: true,
});

export const appsGet = defineRoute('apps.get', {
  method: 'GET',
  path: '/v2/users/{user_id}/apps/{app_id}',
  summary: 'One app, with its notes, metadata and base workflow',
  access: { for: 'app', action: 'view_apps' },
  params: appParams,
  answer: z.object({ app }),
  offline: true,
});

export const appsCreate = defineRoute('apps.create', {
  method: 'POST',
  path: '/v2/users/{user_id}/apps',
  summary: 'Create apps, all or none',
  access: { for: 'owner', action: 'create_apps' },
  params: userParams,
  body: z.strictObject({
    apps: z
      .array(
        z.strictObject({
          id: newId,
          name: fields.name.optional(),
          description: fields.description.default(''),
          notes: fields.notes.default(''),
          metadata: fields.metadata.default({}),
          visibility: visibility.default({ gettable: 10 }),
          compliance_labels: complianceLabels.default([]),
          image: fields.image.default(null),
        }),
      )
      .min(1)
      .max(100),
  }),
  answer: z.object({ apps: z.array(app) }),
  bodyLimit: 2 * 1024 * 1024,
});

export const appsUpdate = defineRoute('apps.update', {
  method: 'PATCH',
  path: '/v2/users/{user_id}/apps',
  summary: 'Change apps, all or none; each field needs its own right',
  access: { for: 'apps' },
  params: userParams,
  body: z.strictObject({
    apps: z.array(changes.extend({ id })).min(1).max(100),
    action: z.enum(['overwrite']).default('overwrite'),
  }),
  answer: z.object({ apps: z.array(app) }),
  bodyLimit: 2 * 1024 * 1024,
});

export const appUpdate = defineRoute('app.update', {
  method: 'PATCH',
  path: '/v2/users/{user_id}/apps/{app_id}',
  summary: 'Change one app; each field needs its own right',
  access: { for: 'app', action: 'view_apps' },
  params: appParams,
  body: z.strictObject({ app: changes, action: z.enum(['overwrite']).default('overwrite') }),
  answer: z.object({ app }),
  bodyLimit: 2 * 1024 * 1024,
  versioned: true,
});

export const appsDelete = defineRoute('apps.delete', {
  method: 'DELETE',
  path: '/v2/users/{user_id}/apps',
  summary: 'Delete apps with all of their content, all or none',
  access: { for: 'apps' },
  params: userParams,
  body: z.strictObject({ ids: z.array(id).min(1).max(100) }),
  answer: z.object({}),
});

export const appDelete = defineRoute('app.delete', {
  method: 'DELETE',
  path: '/v2/users/{user_id}/apps/{app_id}',
  summary: 'Delete one app with all of its content',
  access: { for: 'app', action: 'delete_app' },
  params: appParams,
  answer: z.object({}),
});

export const appTransfer = defineRoute('app.transfer', {
  method: 'POST',
  path: '/v2/users/{user_id}/apps/{app_id}/transfer',
  summary: 'Give an app to an organization in which the caller may create apps, with a new id if wanted',
  access: { for: 'app', action: 'transfer_app' },
  params: appParams,
  body: z.strictObject({ organization_id: id, new_id: newId.optional() }),
  answer: z.object({ app }),
});
