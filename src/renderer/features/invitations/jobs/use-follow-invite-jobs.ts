import { useEffect } from 'react';
import type { InviteJob } from '../../../../contract/invite-jobs.ts';
import { useInvalidate } from '../../../lib/api.ts';
import { invoke, subscribe } from '../../../lib/bridge.ts';
import { plural } from '../../../lib/format.ts';
import { useAppState } from '../../../lib/session.ts';
import { toast } from '../../../ui/toast.tsx';
import { isGoing, useInviteJobs } from './invite-jobs.ts';

const byId = (jobs: readonly InviteJob[]) => new Map(jobs.map((job) => [job.id, job]));

/** Follows main's lists of invitations; tells when one is through, and asks again for what it has changed. */
export function useFollowInviteJobs(): void {
  const invalidate = useInvalidate();
  // A locked keychain keeps lists out of reach: once it opens they are looked for again.
  const keychain = useAppState()?.keychain;
  useEffect(() => {
    const take = (jobs: readonly InviteJob[]) => {
      const before = byId(useInviteJobs.getState().jobs ?? []);
      useInviteJobs.setState({ jobs });
      for (const job of jobs) {
        const was = before.get(job.id);
        if (was === undefined || !isGoing(was) || isGoing(job)) continue;
        const org = job.organization_id;
        void invalidate(org, 'invitations.list', 'organizations.home', 'organizations.get', 'audit.search');
        void invalidate(null, 'organizations.list');
        if (job.state === 'finished')
          toast.success(`Invited ${plural(job.counts.invited, 'person', 'people')} to ${job.organization_name}.`);
      }
    };
    const stop = subscribe((event) => {
      if (event.type === 'invite_jobs') take(event.jobs);
    });
    if (keychain !== undefined)
      invoke('invite_jobs.list', {}).then(
        ({ jobs }) => take(jobs),
        () => useInviteJobs.setState((state) => ({ jobs: state.jobs ?? [] })),
      );
    return stop;
  }, [keychain, invalidate]);
}
