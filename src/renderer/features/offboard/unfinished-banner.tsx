import { useNavigate } from '@tanstack/react-router';
import { UserRoundX } from 'lucide-react';
import { isFinished } from '../../../contract/jobs.ts';
import { useJobs } from '../../lib/jobs.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { countsText } from './counts.ts';

/** An offboarding that stopped half way: nobody should have to remember it. */
export function UnfinishedBanner() {
  const { jobs } = useJobs();
  const navigate = useNavigate();
  const job = jobs?.find((one) => one.kind === 'offboard' && !one.running && !isFinished(one));
  if (job === undefined) return null;
  return (
    <Banner
      tone="amber"
      icon={UserRoundX}
      actions={
        <Button size="sm" onClick={() => void navigate({ to: '/organizations/offboard', search: { job: job.id } })}>
          Go on
        </Button>
      }
    >
      <span className="break-words">
        Not complete: {job.title}. {countsText(job)}.
      </span>
    </Banner>
  );
}
