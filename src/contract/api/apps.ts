import { z } from 'zod';
import { abilities, line, newId, pageQuery, search, time, userParams } from '../common.ts';
import { defineRoute } from '../route.ts';
import { visibility } from './users.ts';

const complianceLabel = z.string().regex(/^[A-Z0-9][A-Z0-9_-]{0,31}$/, 'use upper-case letters, digits, "-" or "_"');

export const app = z.object({
  id: z.string(),
  name: z.string(),
  user_id: z.string(),
  description: z.string(),
  visibility: z.object({ gettable: z.number() }),
  compliance_labels: z.array(z.string()),
  created_at: time,
  modified_at: time,
  abilities,
});
export type App = z.infer<typeof app>;

export const appsList = defineRoute('apps.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/apps',
  summary: 'Apps of a person or an organization, last changed first',
  access: { for: 'owner', action: 'view_apps' },
  params: userParams,
  query: z.strictObject({ ...pageQuery, search }),
  answer: z.object({ apps: z.array(app), next_cursor: z.string().optional() }),
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
          name: line(80).optional(),
          description: z.string().max(2000).default(''),
          visibility: visibility.default({ gettable: 10 }),
          compliance_labels: z.array(complianceLabel).max(20).default([]),
        }),
      )
      .min(1)
      .max(100),
  }),
  answer: z.object({ apps: z.array(app) }),
});
