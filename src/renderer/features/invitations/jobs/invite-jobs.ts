import { create } from 'zustand';
import type { InviteJob } from '../../../../contract/invite-jobs.ts';
import { formatNumber, plural } from '../../../lib/format.ts';

interface JobsState {
  /** Null until main has said what there is. */
  readonly jobs: readonly InviteJob[] | null;
}

/** Lists of invitations as main has them, in all accounts. Main owns them; this is their reflection. */
export const useInviteJobs = create<JobsState>(() => ({ jobs: null }));

/** The list of an organization; undefined where there is none, null while that is not known. */
export function useInviteJob(account: string, org: string): InviteJob | undefined | null {
  return useInviteJobs(({ jobs }) =>
    jobs === null ? null : jobs.find((job) => job.account_id === account && job.organization_id === org),
  );
}

/** Goes on by itself. */
export const isGoing = ({ state }: InviteJob): boolean => state === 'running' || state === 'waiting';

/** How many of a list are through, whatever became of them. */
export const doneOf = ({ total, counts }: Pick<InviteJob, 'total' | 'counts'>): number => total - counts.waiting;

/** "1,240 of 2,000". */
export const progressText = (job: InviteJob): string => `${formatNumber(doneOf(job))} of ${formatNumber(job.total)}`;

/** "about 20 seconds left", or nothing before there is a pace. */
export function leftText({ left_ms }: InviteJob): string | null {
  if (left_ms === null) return null;
  const seconds = Math.max(1, Math.ceil(left_ms / 1000));
  return seconds < 90
    ? `about ${plural(seconds, 'second')} left`
    : `about ${plural(Math.ceil(seconds / 60), 'minute')} left`;
}

/** Where a list stands, in a sentence without what it is about. */
export function stateText(job: InviteJob): string {
  const sent = `${progressText(job)} sent`;
  switch (job.state) {
    case 'running':
      return [`Inviting: ${sent}`, leftText(job)].filter(Boolean).join(', ');
    case 'waiting':
      return `Waiting: ${sent}`;
    case 'paused':
      return `Paused: ${sent}`;
    case 'cancelled':
      return `Cancelled: ${sent}`;
    case 'interrupted':
      return `Steward ended in the middle: ${sent}`;
    case 'finished':
      return `Done: ${plural(job.counts.invited, 'person', 'people')} invited`;
  }
}
