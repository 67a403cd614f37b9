import { z } from 'zod';
import { flag, id, pageQuery, permissionId, roleId, time, timeInput, userParams } from '../common.ts';
import { defineRoute } from '../route.ts';
import {
  NOTIFICATION_KINDS,
  NOTIFICATION_TOPICS,
  type NotificationKind,
  type NotificationTopic,
} from '../vocabulary.ts';

export type { NotificationKind } from '../vocabulary.ts';

const KIND_NAMES = Object.keys(NOTIFICATION_KINDS) as [NotificationKind, ...NotificationKind[]];

/** The kinds of a topic. */
export const kindsOf = (topic: NotificationTopic): NotificationKind[] =>
  KIND_NAMES.filter((kind) => NOTIFICATION_KINDS[kind] === topic);

const named = z.object({ id: z.string(), name: z.string() });
const beforeAndAfter = <S extends z.ZodType>(schema: S) => z.object({ before: schema, after: schema });

/** What each kind tells; names are as they were then. Each kind has some of these. */
export const notificationAbout = z.object({
  invitation: z.object({ id: z.string(), email: z.string(), role_id: roleId }).optional(),
  /** How many things one notification stands for. */
  count: z.number().int().optional(),
  role: beforeAndAfter(roleId.nullable()).optional(),
  team: named.optional(),
  permission: beforeAndAfter(permissionId).optional(),
  /** The rules that became stricter, with their new value. */
  rules: z.record(z.string(), z.union([z.number(), z.boolean(), z.null(), z.array(z.string())])).optional(),
  token: z.object({ id: z.string(), description: z.string() }).optional(),
  app: named.extend({ owner_id: z.string() }).optional(),
  /** The person or organization on the other side: who shares an app, who got it or gave it. */
  other: named.optional(),
  budget: named.extend({ percent: z.number(), basis: z.enum(['actual', 'forecast']), month: z.string() }).optional(),
  invoice: z
    .object({ month: z.string(), number: z.string(), total_micros: z.string(), currency: z.string() })
    .optional(),
});
export type NotificationAbout = z.infer<typeof notificationAbout>;

export const notification = z.object({
  id: z.string(),
  kind: z.enum(KIND_NAMES),
  organization: named.nullable(),
  /** Whose doing it was; null for what comes by itself. */
  actor: z.object({ id: z.string(), first_name: z.string(), last_name: z.string() }).nullable(),
  about: notificationAbout,
  /** By when something has to be done, or when something ends. */
  due_at: time.nullable(),
  created_at: time,
  read_at: time.nullable(),
});
export type Notification = z.infer<typeof notification>;

export const notificationsList = defineRoute('notifications.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/notifications',
  summary: 'What the caller was told, newest first, and how much of all of it is unread',
  access: { for: 'self' },
  params: userParams,
  query: z.strictObject({
    ...pageQuery,
    unread: flag.optional(),
    topic: z.enum(NOTIFICATION_TOPICS).optional(),
    organization_id: id.optional(),
  }),
  answer: z.object({
    notifications: z.array(notification),
    /** Of all that there are, whatever was asked for. */
    unread_count: z.number().int(),
    next_cursor: z.string().optional(),
  }),
  offline: true,
});

const readBody = z.strictObject({
  ids: z.array(z.uuid('is not the id of a notification')).min(1).max(1000).optional(),
  until: timeInput.optional(),
});

export const notificationsMarkRead = defineRoute('notifications.mark_read', {
  method: 'POST',
  path: '/v2/users/{user_id}/notifications/read',
  summary: 'Mark notifications as read: those named by `ids`, or all up to the time `until`',
  access: { for: 'self' },
  params: userParams,
  body: readBody.refine(({ ids, until }) => (ids === undefined) !== (until === undefined), {
    path: ['ids'],
    message: 'or until has to be given, and not both',
  }),
  answer: z.object({ unread_count: z.number().int() }),
  keepsAccess: true,
  lock: 'none',
});
