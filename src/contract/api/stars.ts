import { z } from 'zod';
import { id, pageQuery, time, userParams } from '../common.ts';
import { defineRoute } from '../route.ts';
import { STAR_KINDS } from '../vocabulary.ts';
import { app } from './apps.ts';
import { contentItem } from './content.ts';

/** What can be starred: an app, or content in one. */
export const starTarget = z.union([
  z.strictObject({ app: z.strictObject({ id, user_id: id }) }),
  z.strictObject({ model: z.strictObject({ id, user_id: id, app_id: id }) }),
  z.strictObject({ workflow: z.strictObject({ id, user_id: id, app_id: id }) }),
  z.strictObject({ dataset: z.strictObject({ id, user_id: id, app_id: id }) }),
  z.strictObject({ module: z.strictObject({ id, user_id: id, app_id: id }) }),
]);
export type StarTarget = z.infer<typeof starTarget>;
const body = z.strictObject({ targets: z.array(starTarget).min(1).max(100) });

export const starsAdd = defineRoute('stars.add', {
  method: 'POST',
  path: '/v2/users/{user_id}/stars',
  summary: 'Star apps, models, workflows, datasets or modules that the caller can see',
  access: { for: 'owner', action: 'view_apps' },
  params: userParams,
  body,
  answer: z.object({}),
});

export const starsRemove = defineRoute('stars.remove', {
  method: 'DELETE',
  path: '/v2/users/{user_id}/stars',
  summary: 'Take stars back',
  access: { for: 'owner', action: 'view_apps' },
  params: userParams,
  body,
  answer: z.object({}),
});

export const starred = z.object({
  kind: z.enum(STAR_KINDS),
  starred_at: time,
  app: app.optional(),
  item: contentItem.optional(),
});
export type Starred = z.infer<typeof starred>;

export const starredList = defineRoute('starred.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/starred',
  summary: 'What the person or the organization has starred and can still see, newest first',
  access: { for: 'owner', action: 'view_apps' },
  params: userParams,
  query: z.strictObject({ ...pageQuery, kind: starred.shape.kind.optional() }),
  answer: z.object({ starred: z.array(starred), next_cursor: z.string().optional() }),
  offline: true,
});
