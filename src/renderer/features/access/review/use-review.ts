import { useMemo, useRef, useState } from 'react';
import type { Member } from '../../../../contract/api/members.ts';
import { useCommand, useInvalidate } from '../../../lib/api.ts';
import { toAppError } from '../../../lib/bridge.ts';
import { clock } from '../../../lib/clock.ts';
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
  withRemoved,
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

  /** Who was decided about since the page opened, in order. */
  const decided = useRef<string[]>([]);
  const decide = (value: Decision) => {
    const id = members[index]?.user.id;
    if (id === undefined) return;
    const after = withDecision(review, id, value, clock.timestamp());
    draft.change(after);
    decided.current.push(id);
    setChosen(nextOpen(members, after, index) ?? index);
  };
  /** Takes back the last decision and goes back to whom it was about; without one, that of whom is shown. */
  const undo = () => {
    const id = decided.current.pop() ?? members[index]?.user.id;
    const place = members.findIndex(({ user }) => user.id === id);
    if (id === undefined || place < 0 || review.done.some((one) => one.id === id)) return;
    draft.change(withDecision(review, id, null, clock.timestamp()));
    setChosen(place);
  };
  const pending = toRemove(members, review);

  /** Removes in portions and notes each as done, so that a failure in the middle repeats nothing. */
  const removeAll = async () => {
    let current = review;
    try {
      for (let start = 0; start < pending.length; start += CHUNK) {
        setRemoving(start / pending.length);
        const chunk = pending.slice(start, start + CHUNK);
        await run({ params: { org_id: org }, body: { user_ids: chunk.map(({ user }) => user.id) } });
        current = withRemoved(current, chunk);
        draft.change(current);
      }
      toast.success(`Removed ${plural(pending.length, 'person', 'people')}. The review is saved.`);
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
    undo,
    removeAll,
    moveTo: (target: number) => setChosen(Math.max(0, Math.min(members.length - 1, target))),
    restart: () => {
      draft.change(EMPTY_REVIEW);
      decided.current = [];
      setChosen(0);
    },
  };
}
