import { useState } from 'react';
import type { Account } from '../../../contract/ipc.ts';
import type { Job } from '../../../contract/jobs.ts';
import { useAppState } from '../../lib/api.ts';
import { invoke, toAppError } from '../../lib/bridge.ts';
import { callNow } from '../../lib/call-now.ts';
import { takeJob } from '../../lib/jobs.ts';
import { useTask } from '../../lib/use-task.ts';
import { type Choices, jobOf, keyOf } from './job-of.ts';
import { type Candidate, type Found, findPeople } from './places.ts';
import { type OffboardPlan, readPlan } from './plan.ts';

const NO_ACCOUNTS: readonly Account[] = [];
const NO_CHOICES: Choices = { leftOut: new Set(), newOwners: new Map() };

/** To whom the person's own apps go unless somebody says otherwise: to the organization that works in them. */
const firstChoices = ({ organizations }: OffboardPlan): Choices => ({
  ...NO_CHOICES,
  newOwners: new Map(
    organizations
      .filter(({ owner_account, owned_apps }) => owner_account !== null && owned_apps.length > 0)
      .map((one) => [keyOf(one), one.organization.id]),
  ),
});

/** Looking for a person over all accounts, the plan, and the job that carries it out. */
export function useOffboard(onBegun: (job: Job) => void) {
  const accounts = useAppState()?.accounts ?? NO_ACCOUNTS;
  const looking = useTask();
  const beginning = useTask();
  const [found, setFound] = useState<Found | null>(null);
  const [candidate, setCandidate] = useState<Candidate | null>(null);
  const [plan, setPlan] = useState<OffboardPlan | null>(null);
  const [choices, setChoices] = useState<Choices>(NO_CHOICES);

  const show = async (from: Found, chosen: Candidate) => {
    const read = await readPlan(from, chosen, accounts, callNow, toAppError);
    setCandidate(chosen);
    setPlan(read);
    setChoices(firstChoices(read));
  };
  const find = (text: string) =>
    looking.run(async () => {
      setPlan(null);
      setFound(null);
      const people = await findPeople(accounts, text, callNow, toAppError);
      setFound(people);
      const exact = people.candidates.find(({ email }) => email === text.toLowerCase());
      if (exact !== undefined) await show(people, exact);
    });
  const choose = (chosen: Candidate) =>
    looking.run(async () => {
      if (found !== null) await show(found, chosen);
    });
  const readAgain = async () => {
    if (candidate !== null) await find(candidate.email);
  };
  const begin = async () => {
    if (plan === null) return false;
    return beginning.run(async () => {
      const job = await invoke('jobs.create', jobOf(plan, choices));
      takeJob(job);
      onBegun(job);
    });
  };
  return {
    ...{ found, plan, choices, setChoices, find, choose, readAgain, begin },
    busy: looking.busy,
    error: looking.error,
    beginError: beginning.error,
    accounts: accounts.length,
    startOver: () => {
      setPlan(null);
      setFound(null);
    },
  };
}

export type Offboard = ReturnType<typeof useOffboard>;
