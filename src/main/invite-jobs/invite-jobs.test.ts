import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { AppError } from '../../contract/errors.ts';
import type { InviteJob } from '../../contract/invite-jobs.ts';
import type { KeychainState } from '../../contract/ipc.ts';
import type { ApiCall } from '../api-client/api-client.ts';
import { fileTarget } from '../exports/file-target.ts';
import { failure } from '../lib/failure.ts';
import { filesBelow, recordingLogger, temporaryFolder, until } from '../lib/testing/fixtures.ts';
import { createWork } from '../lib/work.ts';
import { createSealing } from '../offline-cache/sealing.ts';
import { createInviteJobs } from './invite-jobs.ts';

type Body = { invitations: { email: string; team_ids: string[] }[] };
/** What happens to one call: it is answered, at once or when `release` is called, refused, or done and its answer lost. */
type Fate = 'done' | 'lost before' | 'lost after' | 'held' | 'hangs after' | AppError;

/** A backend that invites as ours does: all or none, and the same key gives the same answer. */
function backend() {
  const invited = new Map<string, number>();
  const keys = new Set<string>();
  const members = new Set<string>();
  const fates: Fate[] = [];
  const calls: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const outcomeOf = (email: string) =>
    members.has(email) ? 'already_member' : invited.has(email) ? 'already_invited' : 'invite';
  const create = (key: string, { invitations }: Body) => {
    if (keys.has(key)) return;
    const details = invitations.flatMap(({ email, team_ids }, index) => {
      if (team_ids.length > 0) return [{ field: `body.invitations.${index}.team_ids`, message: 'names no team' }];
      return outcomeOf(email) === 'invite' ? [] : [{ field: `body.invitations.${index}.email`, message: 'is known' }];
    });
    if (details.length > 0) throw failure('duplicate', 'Some cannot be invited', { details });
    keys.add(key);
    for (const { email } of invitations) invited.set(email, (invited.get(email) ?? 0) + 1);
  };
  const call = async ({ route, input, idempotency_key = '' }: ApiCall) => {
    const body = input.body as Body;
    calls.push(route);
    if (route === 'invitations.check')
      return {
        data: {
          rows: body.invitations.map(({ email, team_ids }) =>
            team_ids.length > 0 ? { outcome: 'unknown_team', message: 'names no team' } : { outcome: outcomeOf(email) },
          ),
        },
        as_of: 0,
        source: 'network' as const,
      };
    const fate = fates.shift() ?? 'done';
    if (typeof fate === 'object') throw failure(fate.name, fate.message, fate);
    if (fate === 'lost before') throw failure('offline', 'The connection broke.');
    create(idempotency_key, body);
    if (fate === 'lost after') throw failure('timeout', 'No answer came.');
    if (fate === 'held') await released;
    if (fate === 'hangs after') await new Promise(() => undefined);
    return { data: { invitations: [] }, as_of: 0, source: 'network' as const };
  };
  return { invited, keys, members, fates, calls, call, release };
}

interface Given {
  readonly folder?: string;
  readonly keychain?: KeychainState;
  readonly server?: ReturnType<typeof backend>;
  readonly second?: number;
  /** Its process is killed in the middle: nobody closes it. */
  readonly dies?: boolean;
  readonly now?: () => number;
}

async function setUp(given: Given = {}) {
  const folder = given.folder ?? (await temporaryFolder());
  const server = given.server ?? backend();
  const { log, lines } = recordingLogger();
  const work = createWork();
  const sealing = createSealing(Buffer.alloc(32, 3));
  const jobs = createInviteJobs({
    ...{ dataDir: folder, api: server, work, log, changed: () => undefined, second: given.second ?? 0.1 },
    keychain: { state: () => given.keychain ?? 'ready' },
    sealing: async () => sealing,
    ...(given.now && { clock: { now: given.now } }),
  });
  if (given.dies !== true) onTestFinished(() => jobs.close());
  const current = async (): Promise<InviteJob> => {
    const [job] = await jobs.list();
    if (job === undefined) throw new Error('there is no list');
    return job;
  };
  const reaches = (state: InviteJob['state']) => until(async () => (await current()).state === state);
  return { folder, server, jobs, lines, current, reaches };
}

const place = { account_id: 'a', organization_id: 'radiology-ag', organization_name: 'Radiology AG' };
const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ email: `p${index}@lab.org`, name: `P ${index}`, role_id: 'organization_user' as const, team_ids: [] },
  }));
const list = (count: number) => ({ ...place, invitations: people(count) });

test('sends a list in calls of a hundred and says what became of each address', async () => {
  const { jobs, server, current, reaches } = await setUp();
  server.members.add('p1@lab.org');
  server.invited.set('p2@lab.org', 1);
  const given = list(250);
  const withTeam = given.invitations.map((row, index) => (index === 3 ? { ...row, team_ids: ['gone'] } : row));
  await jobs.begin({ ...given, invitations: [...withTeam, ...people(1)] });
  await reaches('finished');
  expect((await current()).counts).toEqual({
    ...{ waiting: 0, invited: 247, already_member: 1, already_invited: 1, refused: 1 },
  });
  const rows = jobs.rows((await current()).id);
  expect(rows).toHaveLength(250);
  expect(rows[3]).toMatchObject({ result: 'refused', message: 'names no team' });
  expect([...server.invited.values()].every((count) => count === 1)).toBe(true);
});

test('whatever is lost, refused or killed, everybody is invited exactly once', async () => {
  const fate = fc.oneof(
    fc.constantFrom<Fate>('done', 'lost before', 'lost after'),
    fc.constant<Fate>({ name: 'throttled', message: 'Slow down', retry_after_seconds: 1 }),
    fc.constant<Fate>({ name: 'internal', message: 'A problem' }),
    fc.constant<Fate>({ name: 'key_not_found', message: 'Revoked' }),
    fc.constant<Fate>({ name: 'forbidden', message: 'Not an admin' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fate, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), async (lives) => {
      const server = backend();
      const folder = join(await temporaryFolder(), String(Math.random()));
      await mkdir(folder);
      for (const [index, fates] of lives.entries()) {
        // The process dies with a call under way that the server carries out: nobody closes anything.
        server.fates.splice(0, Infinity, ...fates, 'hangs after');
        const { jobs, current } = await setUp({ server, folder, dies: true });
        if (index === 0) await jobs.begin(list(450));
        else await jobs.resume((await current()).id);
        await until(async () => {
          const { state, id } = await current();
          if (state === 'paused') await jobs.resume(id);
          return server.fates.length === 0 || state === 'finished';
        });
      }
      const last = await setUp({ server, folder });
      const { id } = await last.current();
      await last.jobs.resume(id);
      await last.reaches('finished');
      expect([...server.invited].sort()).toEqual(
        people(450)
          .map(({ email }) => [email, 1])
          .sort(),
      );
      expect((await last.current()).counts.invited).toBe(450);
    }),
    { numRuns: 25 },
  );
});

test('is encrypted on disk, offered after the process died, and goes on with the very same call', async () => {
  const first = await setUp({ dies: true });
  first.server.fates.push('done', 'hangs after');
  await first.jobs.begin(list(250));
  await until(() => first.server.invited.size === 200);
  for (const bytes of (await filesBelow(join(first.folder, 'invite-jobs'))).values())
    expect(bytes.toString('latin1')).not.toContain('lab.org');
  const second = await setUp({ folder: first.folder, server: first.server });
  expect(await second.current()).toMatchObject({ state: 'interrupted', kept: true, counts: { invited: 100 } });
  await second.jobs.resume((await second.current()).id);
  await second.reaches('finished');
  expect(first.server.keys.size).toBe(3);
  expect((await second.current()).counts.invited).toBe(250);
});

test('a call that was made under a token since replaced counts as made', async () => {
  const { jobs, server, current, reaches } = await setUp();
  const details = [{ field: 'header.idempotency-key', message: 'was used for another request' }];
  server.fates.push('lost after', { name: 'duplicate', message: 'Used before', details });
  await jobs.begin(list(50));
  await reaches('finished');
  expect((await current()).counts).toMatchObject({ invited: 50, already_invited: 0 });
});

test.each([
  ['key_not_found', 'paused'],
  ['forbidden', 'paused'],
  ['not_found', 'paused'],
  ['keychain_locked', 'paused'],
  ['exceeds_limits', 'paused'],
  ['throttled', 'waiting'],
  ['offline', 'waiting'],
  ['internal', 'waiting'],
] as const)('after %s it is %s with the reason, and nothing is lost', async (name, state) => {
  const { jobs, server, current, reaches } = await setUp({ second: 60_000 });
  server.fates.push('done', { name, message: 'why', retry_after_seconds: 7 });
  await jobs.begin(list(150));
  await reaches(state);
  const job = await current();
  expect(job).toMatchObject({ error: { name, message: 'why' }, counts: { invited: 100, waiting: 50 } });
  expect(job.retry_at === null).toBe(state === 'paused');
  if (state === 'waiting') await jobs.cancel(job.id);
  await jobs.resume(job.id);
  await reaches('finished');
  expect((await current()).counts.invited).toBe(150);
});

test('a connection that comes back ends the wait, another account’s does not', async () => {
  const { jobs, server, reaches, current } = await setUp({ second: 60_000 });
  server.fates.push('lost before');
  await jobs.begin(list(10));
  await reaches('waiting');
  jobs.connected('another');
  expect((await current()).state).toBe('waiting');
  jobs.connected('a');
  await reaches('finished');
});

test('stops after the call under way, resumes, and one organization has one list at a time', async () => {
  const { jobs, server, current } = await setUp();
  server.fates.push('done', 'held');
  const { id } = await jobs.begin(list(450));
  await until(() => server.invited.size === 200);
  const stopping = jobs.cancel(id);
  server.release();
  expect(await stopping).toMatchObject({ state: 'cancelled', counts: { invited: 200, waiting: 250 } });
  await expect(jobs.begin(list(1))).rejects.toThrow(/not at its end/);
  await jobs.begin({ ...list(1), organization_id: 'another' });
  await jobs.resume(id);
  await until(async () => (await jobs.list()).every(({ state }) => state === 'finished'));
  await jobs.begin(list(1));
  await until(async () => (await current()).state === 'finished');
});

test('is gone once it is discarded, its account is removed or a month is over', async () => {
  let time = 1000;
  const { jobs, folder, reaches, server } = await setUp({ now: () => time });
  const { id } = await jobs.begin(list(1));
  await reaches('finished');
  await jobs.discard(id);
  expect(await jobs.list()).toEqual([]);
  await jobs.begin(list(1));
  await reaches('finished');
  await jobs.begin({ ...list(1), account_id: 'b' });
  await until(async () => (await jobs.list()).every(({ state }) => state === 'finished'));
  await jobs.forget('b');
  expect((await jobs.list()).map(({ account_id }) => account_id)).toEqual(['a']);
  await jobs.close();
  time += 31 * 86_400_000;
  const later = await setUp({ folder, server, now: () => time });
  expect(await later.jobs.list()).toEqual([]);
  expect((await filesBelow(join(folder, 'invite-jobs'))).size).toBe(0);
});

test('without a keychain it works and says that it is not kept', async () => {
  const { jobs, folder, reaches, current } = await setUp({ keychain: 'session' });
  await jobs.begin(list(150));
  await reaches('finished');
  expect((await current()).kept).toBe(false);
  expect((await filesBelow(folder)).size).toBe(0);
});

test('where nothing can be written, nothing is sent', async () => {
  const folder = await temporaryFolder();
  await symlink(join(folder, 'missing', 'folder'), join(folder, 'invite-jobs'));
  const { jobs, server, current, reaches } = await setUp({ folder });
  await jobs.begin(list(1));
  await reaches('paused');
  expect((await current()).error?.message).toContain('cannot be kept on this computer');
  expect(server.calls).toEqual([]);
});

test('the result is a CSV without formulas', async () => {
  const { jobs, folder, reaches, current } = await setUp();
  await jobs.begin({ ...place, invitations: [{ ...people(1)[0], email: 'a@b.org', name: '=1+1' } as never] });
  await reaches('finished');
  await jobs.save((await current()).id, 'result.csv', async (name) => fileTarget(join(folder, name)));
  const lines = (await readFile(join(folder, 'result.csv'), 'utf8')).split('\r\n');
  expect(lines.slice(0, 2)).toEqual([
    'email,name,role,teams,result,reason',
    `a@b.org,"'=1+1",Organization User,,invited,`,
  ]);
});
