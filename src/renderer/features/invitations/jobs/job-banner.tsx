import { useLocation } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { inviteDeskPath } from '../../../../contract/pages.ts';
import { useAccount } from '../../../lib/session.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { DeskLink } from './desk-link.tsx';
import { progressText, useInviteJobs } from './invite-jobs.ts';
import { actOnJob } from './use-job-acts.ts';

/** A list that stopped in the middle without anybody having wanted that: said above every page but its own. */
export function JobBanner() {
  const account = useAccount()?.id;
  const { pathname } = useLocation();
  const jobs = useInviteJobs((state) => state.jobs) ?? [];
  const stopped = jobs.filter(
    (job) =>
      job.account_id === account &&
      (job.state === 'interrupted' || job.state === 'paused') &&
      pathname !== inviteDeskPath(job.organization_id),
  );
  return stopped.map((job) => (
    <Banner
      key={job.id}
      tone="amber"
      icon={Send}
      actions={
        <>
          <DeskLink org={job.organization_id}>Show the list</DeskLink>
          <Button size="sm" onClick={() => void actOnJob('resume', job.id)}>
            Resume: {progressText(job)} sent
          </Button>
        </>
      }
    >
      {job.state === 'interrupted'
        ? `Steward ended while it was inviting people to ${job.organization_name}.`
        : `Inviting people to ${job.organization_name} is paused. ${job.error?.message ?? ''}`}
    </Banner>
  ));
}
