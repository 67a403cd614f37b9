import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Job } from '../../../contract/jobs.ts';
import { useJobs } from '../../lib/jobs.ts';
import { useSubject } from '../../lib/page.ts';
import { useAddress } from '../../lib/use-address.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SettingsColumn } from '../account/section.tsx';
import { FindPerson } from './find-person.tsx';
import { JobList } from './job-list.tsx';
import { JobView } from './job-view.tsx';
import { offboardAddress } from './offboard-address.ts';
import { PlanView } from './plan-view.tsx';
import { useOffboard } from './use-offboard.ts';

/** Once a job has ended, what is on screen of any organization may be old. */
function useFreshAfter(job: Job | undefined): void {
  const client = useQueryClient();
  const before = useRef(false);
  const running = job?.running ?? false;
  useEffect(() => {
    if (before.current && !running) void client.invalidateQueries();
    before.current = running;
  }, [client, running]);
}

function Begin({ jobs }: { readonly jobs: readonly Job[] }) {
  const [{ person }, setAddress] = useAddress(offboardAddress);
  const offboard = useOffboard((job) => setAddress({ job: job.id }));
  const asked = useRef(false);
  const { find, plan } = offboard;
  useEffect(() => {
    if (person === undefined || asked.current) return;
    asked.current = true;
    void find(person);
  }, [person, find]);
  if (plan !== null) return <PlanView offboard={offboard} plan={plan} />;
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">
        Takes one person out of every organization that you administer, over all of your accounts: memberships, teams,
        collaborations, tokens and invitations. You read a plan first; nothing is done before you confirm it.
      </p>
      <div className="flex flex-col gap-6">
        <FindPerson offboard={offboard} initial={person ?? ''} />
        <JobList jobs={jobs} onOpen={(job) => setAddress({ job })} />
      </div>
    </>
  );
}

/** One person out of every organization: found, planned, confirmed once, carried out by main, resumed if it must be. */
export function OffboardPage() {
  useSubject('Offboard a person');
  const [{ job: open }, setAddress] = useAddress(offboardAddress);
  const { jobs, error } = useJobs();
  const job = jobs?.find(({ id }) => id === open);
  useFreshAfter(job);
  if (jobs === null && error !== null) return <ErrorState error={error} />;
  return (
    <SettingsColumn>
      <div className="py-6">
        {jobs === null ? (
          <Skeleton height={120} />
        ) : job === undefined ? (
          <Begin jobs={jobs.filter(({ kind }) => kind === 'offboard')} />
        ) : (
          <JobView job={job} onClose={() => setAddress({ job: undefined, person: undefined })} />
        )}
      </div>
    </SettingsColumn>
  );
}
