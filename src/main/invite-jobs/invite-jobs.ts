import { join } from 'node:path';
import type { Invitee, InviteJob } from '../../contract/invite-jobs.ts';
import type { MethodOutput } from '../../contract/ipc.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ApiClient } from '../api-client/api-client.ts';
import type { ChooseFile } from '../exports/save-file.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { clock as mainClock } from '../lib/clock.ts';
import { failure } from '../lib/failure.ts';
import type { Logger } from '../lib/logger.ts';
import type { Work } from '../lib/work.ts';
import type { OpenSealing } from '../offline-cache/open-sealing.ts';
import { createSealedRecords } from '../offline-cache/sealed-records.ts';
import { countResults, isOver, type JobRecord, jobRecord, type NewJob, newRecord } from './record.ts';
import { resultsCsv } from './results-csv.ts';
import { type Run, startRun } from './run-job.ts';
import type { CallApi } from './send-chunk.ts';

/** Lists of invitations that are being sent: main owns them, whatever the windows show. Throws `Failure` only. */
export interface InviteJobs {
  /** The newest first. Reads what is on disk where that was not possible before. */
  list(): Promise<InviteJob[]>;
  begin(job: NewJob): Promise<InviteJob>;
  rows(id: string): readonly Invitee[];
  cancel(id: string): Promise<InviteJob>;
  resume(id: string): Promise<InviteJob>;
  discard(id: string): Promise<void>;
  save(id: string, suggestedName: string, chooseFile: ChooseFile): Promise<MethodOutput<'invite_jobs.save'>>;
  /** There is a connection for the account. */
  connected(accountId: string): void;
  /** The account is removed: so are its lists. */
  forget(accountId: string): Promise<void>;
  /** Stops after the calls that are under way. */
  close(): Promise<void>;
}

interface InviteJobsOptions {
  readonly dataDir: string;
  readonly api: Pick<ApiClient, 'call'>;
  readonly keychain: Pick<Keychain, 'state'>;
  readonly sealing: OpenSealing;
  readonly work: Pick<Work, 'during'>;
  readonly log: Logger;
  readonly changed: (jobs: InviteJob[]) => void;
  readonly clock?: Pick<Clock, 'now'>;
  readonly second?: number;
}

interface Entry {
  readonly record: JobRecord;
  run: Run | null;
  /** Whether it would be there after a restart. */
  kept: boolean;
}

/** What is over is forgotten after this long: these are addresses of people. */
const KEEP_OVER_MS = 30 * 86_400_000;
/** Goes on by itself; one that is found so on disk was ended with the app. */
const GOING = new Set<JobRecord['state']>(['running', 'waiting']);

/** A list that goes on is told at most this often. */
const QUIET_MS = 100;

const isGoing = ({ run, record }: Entry) => run !== null && GOING.has(record.state);

const present = ({ record, run, kept }: Entry): InviteJob => ({
  id: record.id,
  account_id: record.account_id,
  organization_id: record.organization_id,
  organization_name: record.organization_name,
  state: record.state,
  total: record.rows.length,
  counts: countResults(record.rows),
  error: record.error,
  retry_at: run?.retryAt() ?? null,
  left_ms: run?.leftMs() ?? null,
  started_at: record.started_at,
  kept,
});

/** Reads nothing yet: a locked keychain must not hold up the start. */
export function createInviteJobs(options: InviteJobsOptions): InviteJobs {
  const { api, keychain, log, work, changed, clock = mainClock, second = 1000 } = options;
  const files = createSealedRecords({
    ...{ folder: join(options.dataDir, 'invite-jobs'), kind: 'invite job', schema: jobRecord },
    ...{ keychain, sealing: options.sealing, log },
  });
  const entries = new Map<string, Entry>();
  let loading: Promise<boolean> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const jobs = () => [...entries.values()].map(present).sort((a, b) => b.started_at - a.started_at);
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    changed(jobs());
  };
  const tellSoon = () => {
    if (!closed) timer ??= setTimeout(tell, QUIET_MS);
  };
  const find = (id: string): Entry => {
    const entry = entries.get(id);
    if (entry === undefined) throw failure('not_found', 'This list of invitations is not here any more.');
    return entry;
  };
  const keep = async (entry: Entry) => {
    // What was forgotten meanwhile must not come back.
    if (entries.get(entry.record.id) === entry) entry.kept = await files.write(entry.record);
  };
  const callFor =
    ({ record }: Entry): CallApi =>
    async (route, input, key) => {
      const call = { account_id: record.account_id, route, input, from: 'network' as const };
      return (await api.call(key === undefined ? call : { ...call, idempotency_key: key })).data;
    };
  const start = (entry: Entry) => {
    const { record } = entry;
    Object.assign(record, { state: 'running', error: null });
    const run = startRun({
      record,
      call: callFor(entry),
      keep: () => keep(entry),
      changed: tellSoon,
      work,
      log,
      clock,
      second,
    });
    entry.run = run;
    void run.ended.then(() => {
      if (entry.run === run) entry.run = null;
    });
  };
  const drop = async (entry: Entry) => {
    entries.delete(entry.record.id);
    await entry.run?.stop('cancelled');
    await files.remove(entry.record.id);
  };

  const readOnce = async (): Promise<boolean> => {
    const records = await files.read();
    if (records === undefined) return false;
    for (const record of records) {
      if (record.ended_at !== null && clock.now() - record.ended_at > KEEP_OVER_MS) await files.remove(record.id);
      else if (!entries.has(record.id)) {
        if (GOING.has(record.state)) Object.assign(record, { state: 'interrupted', error: null });
        entries.set(record.id, { record, run: null, kept: true });
      }
    }
    return true;
  };
  const load = async () => {
    loading ??= readOnce();
    const done = await loading.catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    if (!done) loading = undefined;
  };

  return {
    list: async () => {
      await load();
      return jobs();
    },
    begin: async (job) => {
      await load();
      const { account_id, organization_id } = job;
      const same = [...entries.values()].filter(
        ({ record }) => record.account_id === account_id && record.organization_id === organization_id,
      );
      if (same.some(({ record }) => !isOver(record)))
        throw failure('refused', 'Another list for this organization is not at its end. Resume or discard that first.');
      for (const over of same) await drop(over);
      const entry: Entry = { record: newRecord(job, clock.now()), run: null, kept: false };
      entries.set(entry.record.id, entry);
      start(entry);
      tell();
      return present(entry);
    },
    rows: (id) => find(id).record.rows,
    cancel: async (id) => {
      const entry = find(id);
      if (entry.run !== null) await entry.run.stop('cancelled');
      tell();
      return present(entry);
    },
    resume: async (id) => {
      const entry = find(id);
      if (isGoing(entry) || isOver(entry.record)) return present(entry);
      // What it has just stopped for may still be on its way to the disk.
      await entry.run?.ended;
      if (entry.run === null) start(entry);
      tell();
      return present(entry);
    },
    discard: async (id) => {
      await drop(find(id));
      tell();
    },
    save: async (id, suggestedName, chooseFile) => {
      const { record } = find(id);
      const target = await chooseFile(suggestedName);
      if (target === null) return { saved: false };
      try {
        await target.write(Buffer.from(await resultsCsv(record.rows)));
        return { saved: true, ...(await target.finish()) };
      } catch (error) {
        await target.discard();
        throw error;
      }
    },
    connected: (accountId) => {
      for (const { record, run } of entries.values()) if (record.account_id === accountId) run?.wake();
    },
    forget: async (accountId) => {
      await load();
      const own = [...entries.values()].filter(({ record }) => record.account_id === accountId);
      for (const entry of own) await drop(entry);
      if (own.length > 0) tell();
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await Promise.all([...entries.values()].map(({ run }) => run?.stop('interrupted')));
    },
  };
}
