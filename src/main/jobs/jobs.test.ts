import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../../contract/errors.ts';
import { isFinished, type Job, type NewJob, type PlannedItem } from '../../contract/jobs.ts';
import type { ApiCall } from '../api-client/api-client.ts';
import { failure } from '../lib/failure.ts';
import { fakeStore, filesBelow, keychainOn, recordingLogger, temporaryFolder, until } from '../lib/testing/fixtures.ts';
import { createWork } from '../lib/work.ts';
import { openSealing } from '../offline-cache/open-sealing.ts';
import { openJobs } from './jobs.ts';

type Answer = AppError | 'done' | 'never';

const item = (group_id: string, app: string): PlannedItem => ({
  group_id,
  label: `End the collaboration of Grace Hopper on ${app}`,
  account_id: `account-${group_id}`,
  route: 'collaborators.remove',
  input: { params: { user_id: group_id, app_id: app }, body: { ids: ['grace'] } },
});
const jobOf = (...items: PlannedItem[]): NewJob => ({
  kind: 'offboard',
  title: 'Offboard Grace Hopper',
  groups: [...new Set(items.map(({ group_id }) => group_id))].map((id) => ({ id, label: `The ${id}` })),
  items,
  remarks: [],
});
const appOf = ({ input }: ApiCall): string => String((input.params as { app_id: string }).app_id);
const refused = (details?: AppError['details']): AppError => ({
  name: 'not_found',
  message: 'It is not there.',
  ...(details && { details }),
});
const offline: AppError = { name: 'offline', message: 'There is no connection.' };

async function setUp(given: { dataDir?: string; store?: ReturnType<typeof fakeStore> } = {}) {
  const dataDir = given.dataDir ?? (await temporaryFolder());
  const store = given.store ?? fakeStore();
  const { log, lines } = recordingLogger();
  const calls: ApiCall[] = [];
  const answers = new Map<string, Answer>();
  const told: Job[] = [];
  const call = async (made: ApiCall) => {
    calls.push(made);
    const answer = answers.get(appOf(made)) ?? 'done';
    if (answer === 'never') return new Promise<never>(() => undefined);
    if (answer !== 'done') throw failure(answer.name, answer.message, answer);
    return { data: {}, as_of: 0, source: 'network' as const };
  };
  const keychain = await keychainOn(store);
  const jobs = openJobs({
    dataDir,
    keychain,
    sealing: openSealing({ keychain, log }),
    api: { call },
    work: createWork(),
    log,
    onChange: (job) => told.push(job),
  });
  /** The job once nothing of it is under way. */
  const settled = async (id: string): Promise<Job> => {
    const find = async () => (await jobs.list()).find((job) => job.id === id);
    await until(async () => (await find())?.running === false);
    const found = await find();
    if (found === undefined) throw new Error('the job is gone');
    return found;
  };
  return { dataDir, store, keychain, jobs, calls, answers, told, lines, settled, apps: () => calls.map(appOf) };
}

describe('a job', () => {
  it('ends a group at the first failure, goes on with the others, and resumes with what is missing alone', async () => {
    const { jobs, answers, apps, calls, settled, told } = await setUp();
    answers.set('b', offline);
    const made = await jobs.create(jobOf(item('one', 'a'), item('one', 'b'), item('one', 'c'), item('two', 'd')));
    const first = await settled(made.id);
    expect(apps()).toEqual(['a', 'b', 'd']);
    expect(first.items.map(({ state, error }) => [state, error?.name ?? null])).toEqual([
      ['done', null],
      ['failed', 'offline'],
      ['waiting', null],
      ['done', null],
    ]);
    answers.clear();
    await jobs.resume(made.id);
    expect(isFinished(await settled(made.id))).toBe(true);
    expect(apps()).toEqual(['a', 'b', 'd', 'b', 'c']);
    expect(calls[3]?.idempotency_key).toBe(calls[1]?.idempotency_key);
    expect(new Set(calls.map((call) => call.idempotency_key)).size).toBe(4);
    await jobs.resume(made.id);
    expect(calls).toHaveLength(5);
    expect(told.at(-1)).toMatchObject({ id: made.id, running: false, kept: true });
  });

  it('killed in the middle is there after the next start, and repeats only what was in doubt', async () => {
    const before = await setUp();
    before.answers.set('b', 'never');
    const { id } = await before.jobs.create(jobOf(item('one', 'a'), item('one', 'b'), item('two', 'c')));
    await until(() => before.calls.length === 2);
    const after = await setUp(before);
    const [found] = await after.jobs.list();
    expect(found).toMatchObject({ id, running: false, kept: true, title: 'Offboard Grace Hopper' });
    expect(found?.items.map(({ state }) => state)).toEqual(['done', 'waiting', 'waiting']);
    await after.jobs.resume(id);
    await after.settled(id);
    expect(after.apps()).toEqual(['b', 'c']);
    expect(after.calls[0]?.idempotency_key).toBe(before.calls[1]?.idempotency_key);
  });

  it('takes "is none of these" for done, and a missing organization for a failure', async () => {
    const { jobs, answers, settled } = await setUp();
    answers.set('a', refused([{ field: 'body.ids.0', message: 'grace does not collaborate on the app' }]));
    answers.set('b', refused());
    const made = await jobs.create(jobOf(item('one', 'a'), item('two', 'b')));
    const job = await settled(made.id);
    expect(job.items.map(({ state, was_so }) => [state, was_so])).toEqual([
      ['done', true],
      ['failed', false],
    ]);
  });

  it('stops after the call that is under way, is not forgotten while it runs, and then is', async () => {
    const { jobs, calls, settled, dataDir } = await setUp();
    const made = await jobs.create(jobOf(...['a', 'b', 'c', 'd'].map((app) => item('one', app))));
    await expect(jobs.forget(made.id)).rejects.toMatchObject({ error: { name: 'refused' } });
    const stopped = await jobs.stop(made.id);
    expect(stopped.running).toBe(false);
    expect(calls.length).toBeLessThan(4);
    expect(stopped.items.filter(({ state }) => state === 'done')).toHaveLength(calls.length);
    await jobs.resume(made.id);
    await settled(made.id);
    expect(calls).toHaveLength(4);
    await jobs.forget(made.id);
    expect([await jobs.list(), (await filesBelow(dataDir)).size]).toEqual([[], 0]);
    await expect(jobs.resume(made.id)).rejects.toMatchObject({ error: { name: 'not_found' } });
  });

  it('is sealed on disk, and does not outlive a session without a keychain', async () => {
    const { jobs, dataDir, settled } = await setUp();
    await settled((await jobs.create(jobOf(item('one', 'a')))).id);
    const [file] = [...(await filesBelow(dataDir)).values()];
    expect(file?.length).toBeGreaterThan(100);
    expect(file?.toString('latin1')).not.toMatch(/Grace|Hopper|collaborators/);

    const without = await setUp();
    without.keychain.useSession();
    const made = await without.jobs.create(jobOf(item('one', 'a')));
    expect([made.kept, (await without.settled(made.id)).kept]).toEqual([false, false]);
    expect((await filesBelow(without.dataDir)).size).toBe(0);
  });

  it('does nothing that could not be written down, and says so', async () => {
    const { jobs, dataDir, answers, calls, settled } = await setUp();
    answers.set('a', offline);
    const made = await jobs.create(jobOf(item('one', 'a')));
    await settled(made.id);
    // A file where the folder was: nothing can be kept any more.
    await rm(join(dataDir, 'jobs'), { recursive: true });
    await writeFile(join(dataDir, 'jobs'), '');
    await jobs.resume(made.id);
    const stuck = await jobs.stop(made.id);
    expect(calls).toHaveLength(1);
    expect(stuck).toMatchObject({ running: false, problem: { message: expect.stringContaining('disk') } });
  });

  it('forgets what is of a removed account alone', async () => {
    const { jobs, settled } = await setUp();
    const alone = await jobs.create(jobOf(item('one', 'a')));
    const both = await jobs.create(jobOf(item('one', 'b'), item('two', 'c')));
    await Promise.all([settled(alone.id), settled(both.id)]);
    await jobs.forgetAccount('account-one');
    expect((await jobs.list()).map(({ id }) => id)).toEqual([both.id]);
  });

  it('does each item exactly once, however often and wherever it fails', async () => {
    const plans = fc.array(fc.record({ group: fc.nat(2), failures: fc.nat(3) }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { jobs, answers, settled, calls } = await setUp();
        const left = new Map(plan.map(({ failures }, index) => [`app-${index}`, failures]));
        const refuse = () => {
          for (const [app, failures] of left) answers.set(app, failures > 0 ? offline : 'done');
        };
        refuse();
        let job = await settled(
          (await jobs.create(jobOf(...plan.map(({ group }, index) => item(`g${group}`, `app-${index}`))))).id,
        );
        let seen = 0;
        while (!isFinished(job)) {
          // Each attempt that failed is one failure less; the others were not reached.
          for (const app of calls.slice(seen).map(appOf)) left.set(app, Math.max(0, (left.get(app) ?? 0) - 1));
          seen = calls.length;
          refuse();
          await jobs.resume(job.id);
          job = await settled(job.id);
        }
        const attempts = (app: string) => calls.filter((call) => appOf(call) === app).length;
        expect(plan.map((_, index) => attempts(`app-${index}`))).toEqual(plan.map(({ failures }) => failures + 1));
      }),
      { numRuns: 25 },
    );
  });
});
