import type { AnswerOf, InputOf } from '../../../contract/api/index.ts';
import { type RouteView, useRoute } from '../../lib/api.ts';
import type { NotificationsAddress } from './notifications-address.ts';

/** A page of the list. The bell asks the same as the page without filters, so that one answer is kept for both. */
const PER_PAGE = 50;
/** What another machine or somebody else did shows within a minute. */
const EVERY_MS = 60_000;

/** The question for what the address says. */
export const questionOf = ({ unread, topic, org }: NotificationsAddress = {}): InputOf<'notifications.list'> => ({
  params: { user_id: 'me' },
  query: {
    per_page: PER_PAGE,
    ...(unread && { unread: true }),
    ...(topic && { topic }),
    ...(org && { organization_id: org }),
  },
});

/** The newest notifications and how many of all are unread, asked for again every minute. */
export const useNewest = (): RouteView<AnswerOf<'notifications.list'>> =>
  useRoute('notifications.list', questionOf(), { everyMs: EVERY_MS });

/** How many are unread; 0 while nothing is known. */
export const useUnreadCount = (): number => useNewest().data?.unread_count ?? 0;
