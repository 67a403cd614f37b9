import { Download } from 'lucide-react';
import { useState } from 'react';
import { plural } from '../../../lib/format.ts';
import { saveText } from '../../../lib/save-file.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ReasonButton } from '../../../ui/reason-button.tsx';
import { WhatIf } from '../what-if.tsx';
import { reviewCsv } from './review.ts';
import type { useReview } from './use-review.ts';

const people = (count: number) => plural(count, 'person', 'people');
/** More than these a simulation does not take. */
const MOST_TRIED = 1000;

interface ReviewFooterProps {
  readonly org: string;
  readonly state: ReturnType<typeof useReview>;
  /** Why nobody can be removed now. */
  readonly reason: string | undefined;
}

/** What comes of a review: the removals, the result as a file, and a fresh start. */
export function ReviewFooter({ org, state, reason }: ReviewFooterProps) {
  const [asking, setAsking] = useState<'remove' | 'restart' | null>(null);
  const { counts, members, pending, review } = state;
  const decided = counts.kept + counts.toRemove;
  const close = (open: boolean) => !open && setAsking(null);
  return (
    <footer className="flex flex-wrap items-center gap-2 border-line border-t pt-4">
      <ReasonButton
        variant="danger"
        loading={state.removing !== null}
        reason={counts.toRemove === 0 ? 'Nobody is marked for removal.' : reason}
        onClick={() => setAsking('remove')}
      >
        Remove {people(counts.toRemove)}…
      </ReasonButton>
      <Button icon={Download} onClick={() => void saveText(`${org}-access-review.csv`, reviewCsv(members, review))}>
        Export result
      </Button>
      <ReasonButton
        variant="ghost"
        className="ml-auto"
        reason={review.started_at === null ? 'Nothing was decided yet.' : undefined}
        onClick={() => setAsking('restart')}
      >
        Start over…
      </ReasonButton>
      <ConfirmDialog
        open={asking === 'remove'}
        onOpenChange={close}
        danger
        title={`Remove ${people(pending.length)}?`}
        description={
          <WhatIf
            org={org}
            changes={pending.slice(0, MOST_TRIED).map(({ user }) => ({ type: 'remove_member', user_id: user.id }))}
          />
        }
        consequences={['They lose their role, their teams and every access that came from them.']}
        confirmLabel={`Remove ${people(pending.length)}`}
        onConfirm={state.removeAll}
      />
      <ConfirmDialog
        open={asking === 'restart'}
        onOpenChange={close}
        title="Start the review over?"
        consequences={[
          `${plural(decided, 'decision')} and the list of whom it removed are forgotten. Export the result first to keep it.`,
          'Who was removed stays removed.',
        ]}
        confirmLabel="Start over"
        onConfirm={state.restart}
      />
    </footer>
  );
}
