import { useAccount } from '../../../lib/session.ts';
import { DeskLink } from './desk-link.tsx';
import { doneOf, isGoing, leftText, progressText, useInviteJobs } from './invite-jobs.ts';

/** In the status bar: lists that are being sent while one works elsewhere. */
export function JobStatus() {
  const account = useAccount()?.id;
  const jobs = (useInviteJobs((state) => state.jobs) ?? []).filter(isGoing);
  return jobs.map((job) => {
    const text = `${job.state === 'waiting' ? 'Waiting to invite' : 'Inviting'} to ${job.organization_name}: ${progressText(job)}`;
    return (
      <span key={job.id} className="flex min-w-0 items-center gap-2">
        <progress
          aria-label={`Inviting to ${job.organization_name}`}
          value={doneOf(job)}
          max={job.total}
          className="progress w-20 shrink-0"
          style={{ width: 80 }}
        />
        <span className="truncate">
          {job.account_id === account ? <DeskLink org={job.organization_id}>{text}</DeskLink> : text}
          {leftText(job) && `, ${leftText(job)}`}
        </span>
      </span>
    );
  });
}
