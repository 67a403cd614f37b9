import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AppError } from '../../contract/errors.ts';
import { isFinished, type Job, job as jobSchema, type NewJob } from '../../contract/jobs.ts';
import type { ApiClient } from '../api-client/api-client.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { clock } from '../lib/clock.ts';
import { failure } from '../lib/failure.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { Work } from '../lib/work.ts';
import type { OpenSealing } from '../offline-cache/open-sealing.ts';
import { createSealedRecords } from '../offline-cache/sealed-records.ts';
import { runJob } from './run-job.ts';

/** Work of many calls that main owns: begun once, kept call by call, resumed after whatever ended it. */
export interface Jobs {
  /** Newest first. */
  list(): Promise<Job[]>;
  /** Keeps it and begins. */
  create(job: NewJob): Promise<Job>;
  /** Does what is not done yet. Throws `Failure` where there is no such job. */
  resume(id: string): Promise<Job>;
  /** Ends it after the call that is under way. */
  stop(id: string): Promise<Job>;
  /** Forgets it. Throws `Failure` refused while it runs. */
  forget(id: string): Promise<void>;
  /** Forgets those that are of this account alone. */
  forgetAccount(accountId: string): Promise<void>;
  /** Ends what runs after its present call. */
  close(): Promise<void>;
}

interface JobsOptions {
  readonly dataDir: string;
  readonly keychain: Pick<Keychain, 'state'>;
  readonly sealing: OpenSealing;
  readonly api: Pick<ApiClient, 'call'>;
  readonly work: Work;
  readonly log: Logger;
  readonly onChange: (job: Job) => void;
}

interface Run {
  readonly control: { stopped: boolean };
  readonly ended: Promise<void>;
}

const STUCK: AppError = {
  name: 'internal',
  message: 'It could not be written down how far this has come, so it stopped. Is the disk full?',
};

/** What is on disk: what is true of this moment alone is not. */
const kept = jobSchema.omit({ running: true, kept: true, problem: true });

const recordOf = ({ running: _running, kept: _kept, problem: _problem, ...record }: Job) => record;

/** What was on its way when Steward ended may have been done: it is tried again, under the same key. */
const afterRestart = <T extends Pick<Job, 'items'>>(job: T): T => ({
  ...job,
  items: job.items.map((item) => (item.state === 'sent' ? { ...item, state: 'waiting' } : item)),
});

/** Opens nothing yet: jobs are read when they are first asked for, since that needs the keychain. */
export function openJobs({ dataDir, keychain, sealing, api, work, log, onChange }: JobsOptions): Jobs {
  const files = createSealedRecords({
    ...{ folder: join(dataDir, 'jobs'), kind: 'job', schema: kept, keychain, sealing, log },
  });
  const jobs = new Map<string, Job>();
  const runs = new Map<string, Run>();

  // Read each time: a keychain that was locked may have been opened since.
  const load = async () => {
    for (const one of (await files.read()) ?? [])
      if (!jobs.has(one.id)) jobs.set(one.id, { ...afterRestart(one), running: false, kept: true, problem: null });
  };
  const find = async (id: string): Promise<Job> => {
    if (!jobs.has(id)) await load();
    const found = jobs.get(id);
    if (found === undefined) throw failure('not_found', 'This job does not exist any more.');
    return found;
  };
  const tell = (job: Job) => {
    jobs.set(job.id, job);
    onChange(job);
  };
  const save = async (job: Job) => {
    tell({ ...job, kept: await files.write(recordOf(job)) });
  };

  const start = (job: Job): Job => {
    const running = { ...job, running: true, problem: null };
    tell(running);
    const control = { stopped: false };
    const ended = work
      .during(() => runJob({ job: running, api, save, stopped: () => control.stopped }))
      .then(() => undefined)
      .catch((error: unknown) => {
        log.error({ job: job.id, ...reason(error) }, 'a job could not go on');
        tell({ ...(jobs.get(job.id) ?? running), problem: STUCK });
      })
      .finally(() => {
        runs.delete(job.id);
        const last = jobs.get(job.id);
        if (last !== undefined) tell({ ...afterRestart(last), running: false });
      });
    runs.set(job.id, { control, ended });
    return running;
  };

  return {
    list: async () => {
      await load();
      return [...jobs.values()].sort((one, other) => (one.created_at > other.created_at ? -1 : 1));
    },
    create: async (wanted) => {
      const groups = new Set(wanted.groups.map(({ id }) => id));
      const stray = wanted.items.findIndex(({ group_id }) => !groups.has(group_id));
      if (stray !== -1) throw failure('invalid', `Check items.${stray}.group_id: it is no group of the job.`);
      const made: Job = {
        ...wanted,
        id: randomUUID(),
        created_at: clock.timestamp(),
        items: wanted.items.map((item) => ({
          ...item,
          ...{ id: randomUUID(), state: 'waiting' as const, error: null, at: null, was_so: false },
        })),
        running: false,
        kept: false,
        problem: null,
      };
      // On disk before the first call: what was begun is never unknown.
      return start({ ...made, kept: await files.write(recordOf(made)) });
    },
    resume: async (id) => {
      const found = await find(id);
      return runs.has(id) || isFinished(found) ? found : start(found);
    },
    stop: async (id) => {
      const found = await find(id);
      const run = runs.get(id);
      if (run !== undefined) run.control.stopped = true;
      await run?.ended;
      return jobs.get(id) ?? found;
    },
    forget: async (id) => {
      if (runs.has(id)) throw failure('refused', 'This is under way. Stop it first.');
      jobs.delete(id);
      await files.remove(id);
    },
    forgetAccount: async (accountId) => {
      await load();
      for (const { id, items } of [...jobs.values()]) {
        if (!items.every(({ account_id }) => account_id === accountId)) continue;
        const run = runs.get(id);
        if (run !== undefined) run.control.stopped = true;
        await run?.ended;
        jobs.delete(id);
        await files.remove(id);
      }
    },
    close: async () => {
      for (const run of runs.values()) run.control.stopped = true;
      await Promise.all([...runs.values()].map(({ ended }) => ended));
    },
  };
}
