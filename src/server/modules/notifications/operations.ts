import { listNotifications } from './list.ts';
import { markRead } from './mark-read.ts';

export const notificationOperations = [listNotifications, markRead];
