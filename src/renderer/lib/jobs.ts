import { useEffect } from 'react';
import { create } from 'zustand';
import type { AppError } from '../../contract/errors.ts';
import type { Job } from '../../contract/jobs.ts';
import { invoke, toAppError } from './bridge.ts';

interface Known {
  /** Null until main was asked. */
  readonly jobs: readonly Job[] | null;
  readonly error: AppError | null;
}

/** What main says about its jobs. Main owns them; this is their reflection. */
const useKnown = create<Known>(() => ({ jobs: null, error: null }));

/** A job began, came further or ended. */
export function takeJob(job: Job): void {
  const { jobs } = useKnown.getState();
  const others = (jobs ?? []).filter(({ id }) => id !== job.id);
  useKnown.setState({ jobs: [job, ...others].sort((one, other) => (one.created_at > other.created_at ? -1 : 1)) });
}

export function dropJob(id: string): void {
  const { jobs } = useKnown.getState();
  useKnown.setState({ jobs: (jobs ?? []).filter((job) => job.id !== id) });
}

async function readJobs(): Promise<void> {
  try {
    useKnown.setState({ jobs: (await invoke('jobs.list', {})).jobs, error: null });
  } catch (thrown) {
    useKnown.setState({ error: toAppError(thrown) });
  }
}

/** Main's jobs, newest first, as they are now. */
export function useJobs(): Known {
  useEffect(() => void readJobs(), []);
  return useKnown();
}
