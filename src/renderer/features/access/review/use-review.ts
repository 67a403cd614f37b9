import { useMemo, useState } from 'react';
import type { Member } from '../../../../contract/api/members.ts';
import { useCommand, useInvalidate } from '../../../lib/api.ts';
import { toAppError } from '../../../lib/bridge.ts';
import { useDraft } from '../../../lib/draft.ts';
import { plural } from '../../../lib/format.ts';
import { toast } from '../../../ui/toast.tsx';
import {
  type Decision,
  EMPTY_REVIEW,
  nextOpen,
  reviewOrder,
  review as schema,
  toRemove,
  withDecision,
} from './review.ts';

const CHUNK = 200;

/** A review of one organization's members: where it stands, and how it goes on. */
export function useReview(org: string, rows: readonly Member[], me: string) {
  const draft = useDraft(`access-review/${org}`, schema, EMPTY_REVIEW);
  const members = useMemo(() => reviewOrder(rows.filter(({ user }) => user.id !== me)), [rows, me]);
  const [chosen, setChosen] = useState<number>();
  const [removing, setRemoving] = useState<number | null>(null);
  const { run } = useCommand('members.remove');
  const invalidate = useInvalidate();
  const review = draft.value ?? EMPTY_REVIEW;
  const index = Math.min(chosen ?? nextOpen(members, review, 0) ?? 0, Math.max(0, members.length - 1));

  const decide = (value: Decision | null) => {
    const id = members[index]?.user.id;
    if (id === undefined) return;
    const after = withDecision(review, id, value, new Date().toISOString());
    draft.change(after);
    if (value !== null) setChosen(nextOpen(members, after, index) ?? index);
  };
  const pending = toRemove(members, review);

  /** Removes in portions and notes each as done, so that a failure in the middle repeats nothing. */
  const removeAll = async () => {
    let current = review;
    const ids = pending.map(({ user }) => user.id);
    try {
      for (let start = 0; start < ids.length; start += CHUNK) {
        setRemoving(start / ids.length);
        const chunk = ids.slice(start, start + CHUNK);
        await run({ params: { org_id: org }, body: { user_ids: chunk } });
        current = { ...current, done: [...current.done, ...chunk] };
        draft.change(current);
      }
      toast.success(`Removed ${plural(ids.length, 'person', 'people')}. The review is saved.`);
    } catch (thrown) {
      toast.error('Not everybody was removed', toAppError(thrown));
    } finally {
      setRemoving(null);
      await invalidate(org, 'members.list', 'organizations.get', 'teams.list');
    }
  };
  const counts = {
    kept: members.filter(({ user }) => review.decisions[user.id] === 'keep').length,
    toRemove: pending.length,
    removed: review.done.length,
    open: members.filter(({ user }) => review.decisions[user.id] === undefined).length,
  };
  return {
    ready: draft.value !== undefined,
    error: draft.error,
    review,
    members,
    index,
    counts,
    pending,
    removing,
    decide,
    removeAll,
    moveTo: (target: number) => setChosen(Math.max(0, Math.min(members.length - 1, target))),
    restart: () => {
      draft.change(EMPTY_REVIEW);
      setChosen(0);
    },
  };
}
