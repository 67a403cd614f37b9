import { useEffect, useState } from 'react';
import type { AppError } from '../../../../contract/errors.ts';
import type { Invitee, InviteJob } from '../../../../contract/invite-jobs.ts';
import { invoke, toAppError } from '../../../lib/bridge.ts';
import { clock } from '../../../lib/clock.ts';
import { doneOf, isGoing } from './invite-jobs.ts';

const PAUSE_MS = 1000;

/** The rows of a list as main has them: asked for again as it goes on, at most once a second. */
export function useJobRows(job: InviteJob): {
  readonly rows: readonly Invitee[] | null;
  readonly error: AppError | null;
} {
  const [rows, setRows] = useState<readonly Invitee[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const { id } = job;
  // While it goes on only each second counts; where it stands still, the last word does.
  const version = isGoing(job) ? Math.floor(clock.now() / PAUSE_MS) : `${job.state} ${doneOf(job)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what says that the rows have changed
  useEffect(() => {
    let current = true;
    invoke('invite_jobs.rows', { job_id: id }).then(
      (answer) => {
        if (!current) return;
        setRows(answer.rows);
        setError(null);
      },
      (thrown: unknown) => {
        if (current) setError(toAppError(thrown));
      },
    );
    return () => {
      current = false;
    };
  }, [id, version]);
  return { rows, error };
}
