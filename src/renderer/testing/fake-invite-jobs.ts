import { INVITE_RESULTS, type Invitee, type InviteJob } from '../../contract/invite-jobs.ts';
import type { Event, MethodName, Reply } from '../../contract/ipc.ts';
import { clock } from '../lib/clock.ts';

type Input = Record<string, unknown>;

/** Main's lists of invitations in memory. They move when a test says so. */
export interface FakeInviteJobs {
  readonly handlers: { readonly [M in MethodName]?: (input: Input) => Reply };
  /** Puts a list in a state, with so many of its rows invited. */
  set(change: Partial<InviteJob>, invited?: number): void;
}

const value = (data: unknown): Reply => ({ ok: true, value: data });

function counted(rows: readonly Invitee[]): InviteJob['counts'] {
  const count = (result: Invitee['result']) => rows.filter((row) => row.result === result).length;
  return Object.fromEntries(INVITE_RESULTS.map((result) => [result, count(result)])) as InviteJob['counts'];
}

/** Holds one list at a time. */
export function fakeInviteJobs(emit: (event: Event) => void): FakeInviteJobs {
  let job: InviteJob | null = null;
  let rows: Invitee[] = [];
  const jobs = () => (job === null ? [] : [job]);
  const change = (changes: Partial<InviteJob>): Reply => {
    if (job !== null) job = { ...job, ...changes, counts: counted(rows) };
    emit({ type: 'invite_jobs', jobs: jobs() });
    return value(job);
  };
  const begin = ({ invitations, ...place }: Input): Reply => {
    rows = (invitations as Omit<Invitee, 'result'>[]).map((row) => ({ ...row, result: 'waiting' }));
    job = {
      ...{ id: crypto.randomUUID(), state: 'running', total: rows.length, counts: counted(rows), error: null },
      ...{ retry_at: null, left_ms: null, started_at: clock.now(), kept: true },
      ...(place as Pick<InviteJob, 'account_id' | 'organization_id' | 'organization_name'>),
    };
    return change({});
  };
  return {
    handlers: {
      'invite_jobs.list': () => value({ jobs: jobs() }),
      'invite_jobs.begin': begin,
      'invite_jobs.rows': () => value({ rows }),
      'invite_jobs.cancel': () => change({ state: 'cancelled' }),
      'invite_jobs.resume': () => change({ state: 'running', error: null }),
      'invite_jobs.discard': () => {
        job = null;
        change({});
        return value({});
      },
      'invite_jobs.save': () => value({ saved: true }),
    },
    set: (changes, invited = 0) => {
      rows = rows.map((row, index) => (index < invited ? { ...row, result: 'invited' } : row));
      change(changes);
    },
  };
}
