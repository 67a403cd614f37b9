import { useCallback } from 'react';
import type { InputOf } from '../../../contract/api/index.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { toast } from '../../ui/toast.tsx';

type What = InputOf<'notifications.mark_read'>['body'];

/** Answers how to mark notifications as read: some by id, or all up to a time. A failure is told. */
export function useMarkRead(): { readonly markRead: (what: What) => Promise<void>; readonly isPending: boolean } {
  const { run, isPending } = useCommand('notifications.mark_read');
  const invalidate = useInvalidate();
  const markRead = useCallback(
    async (what: What) => {
      try {
        await run({ params: { user_id: 'me' }, body: what });
        await invalidate(null, 'notifications.list');
      } catch (thrown) {
        toast.error('This was not marked as read', toAppError(thrown));
      }
    },
    [run, invalidate],
  );
  return { markRead, isPending };
}
