import { NOTIFICATION_KINDS } from '../../contract/vocabulary.ts';
import { type FakeData, type Handlers, type Input, page } from './fake-routes.ts';
import { at, NOW } from './world-basics.ts';

function list({ notifications }: FakeData, input: Input) {
  const { unread, topic, organization_id } = input.query ?? {};
  const shown = notifications.filter(
    (one) =>
      (unread === undefined || (one.read_at === null) === unread) &&
      (topic === undefined || NOTIFICATION_KINDS[one.kind] === topic) &&
      (organization_id === undefined || one.organization?.id === organization_id),
  );
  const { rows, total_count: _, ...rest } = page(shown, input);
  return { notifications: rows, unread_count: notifications.filter(({ read_at }) => read_at === null).length, ...rest };
}

export const NOTIFICATION_ROUTES: Handlers = {
  'notifications.list': list,
  'notifications.mark_read': (data, { body }) => {
    const { ids, until } = body as { ids?: readonly string[]; until?: string };
    data.notifications = data.notifications.map((one) => {
      const named = ids === undefined ? one.created_at <= (until ?? '') : ids.includes(one.id);
      return named && one.read_at === null ? { ...one, read_at: at(NOW) } : one;
    });
    return { unread_count: data.notifications.filter(({ read_at }) => read_at === null).length };
  },
};
