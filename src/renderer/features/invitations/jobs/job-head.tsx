import { useState } from 'react';
import type { InviteJob } from '../../../../contract/invite-jobs.ts';
import { clockTime, errorSentence, plural } from '../../../lib/format.ts';
import { useBlocked } from '../../../lib/use-blocked.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ReasonButton } from '../../../ui/reason-button.tsx';
import { doneOf, isGoing, progressText, stateText } from './invite-jobs.ts';
import { actOnJob, saveResults } from './use-job-acts.ts';

/** Why it does not go on, and what happens next. */
function reasonText({ state, error, retry_at, kept }: InviteJob): string | null {
  if (state === 'waiting' && error !== null) {
    const next = retry_at === null ? '' : ` It tries again at ${clockTime(retry_at)} by itself.`;
    return `${errorSentence(error)}${next}`;
  }
  if (state === 'paused' && error !== null) return `${errorSentence(error)} Then resume: nobody is invited twice.`;
  if (state === 'interrupted') return 'Nothing is lost: resume sends the rest, and nobody is invited twice.';
  if (state === 'cancelled') return 'Who was invited stays invited. Resume sends the rest.';
  if (state === 'running' && !kept)
    return 'There is no keychain to keep this list with: if Steward ends before it is through, the rest is lost.';
  return state === 'running' ? 'You can work elsewhere meanwhile; the status bar shows how far it is.' : null;
}

interface ActsProps {
  readonly job: InviteJob;
  readonly onDiscard: () => void;
}

function Acts({ job, onDiscard }: ActsProps) {
  const blocked = useBlocked();
  const [stopping, setStopping] = useState(false);
  const stop = async () => {
    setStopping(true);
    await actOnJob('cancel', job.id);
    setStopping(false);
  };
  const save = <Button onClick={() => void saveResults(job.id, job.organization_id)}>Export result</Button>;
  if (isGoing(job))
    return (
      <>
        {save}
        <Button loading={stopping} onClick={() => void stop()}>
          Cancel
        </Button>
      </>
    );
  if (job.state === 'finished')
    return (
      <>
        {save}
        <Button variant="primary" onClick={() => void actOnJob('discard', job.id)}>
          Invite more people
        </Button>
      </>
    );
  return (
    <>
      <Button variant="ghost" onClick={onDiscard}>
        Discard the rest…
      </Button>
      {save}
      <ReasonButton variant="primary" reason={blocked} onClick={() => void actOnJob('resume', job.id)}>
        Resume: {progressText(job)} sent
      </ReasonButton>
    </>
  );
}

/** Where a list stands, how far it is, and what can be done with it. */
export function JobHead({ job }: { readonly job: InviteJob }) {
  const [asking, setAsking] = useState(false);
  const reason = reasonText(job);
  return (
    <section aria-label="Sending" className="flex shrink-0 flex-col gap-3 border-line border-b px-4 py-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 aria-live="polite" className="min-w-0 flex-1 font-semibold text-base">
          {stateText(job)}
        </h2>
        <div className="flex shrink-0 items-center gap-2">
          <Acts job={job} onDiscard={() => setAsking(true)} />
        </div>
      </div>
      <progress aria-label="Sent" value={doneOf(job)} max={job.total} className="progress" />
      {reason && (
        <p
          role={job.state === 'paused' ? 'alert' : undefined}
          className={job.state === 'paused' ? 'text-red-text' : 'text-muted'}
        >
          {reason}
        </p>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title="Discard the rest of the list?"
        consequences={[
          `${plural(job.counts.waiting, 'person is', 'people are')} not invited, and the list is forgotten.`,
          `${plural(job.counts.invited, 'person who was', 'people who were')} invited stay invited.`,
        ]}
        confirmLabel={`Discard ${plural(job.counts.waiting, 'row')}`}
        onConfirm={() => actOnJob('discard', job.id)}
      />
    </section>
  );
}
