import { z } from 'zod';
import { NOTIFICATION_TOPICS } from '../../../contract/api/notifications.ts';

/** What the address of the notifications page holds; what it does not understand it leaves out. */
export const notificationsAddress = z.object({
  unread: z.enum(['true']).optional().catch(undefined),
  topic: z.enum(NOTIFICATION_TOPICS).optional().catch(undefined),
  org: z.string().max(48).optional().catch(undefined),
});
export type NotificationsAddress = z.output<typeof notificationsAddress>;
