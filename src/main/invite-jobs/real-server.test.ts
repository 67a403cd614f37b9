import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AnswerOf } from '../../contract/api/index.ts';
import type { InviteJob } from '../../contract/invite-jobs.ts';
import type { MethodInput, MethodName, MethodOutput } from '../../contract/ipc.ts';
import { fileTarget } from '../exports/file-target.ts';
import { fakeStore, PATIENT, recordingLogger, temporaryFolder, until } from '../lib/testing/fixtures.ts';
import { createSteward, type Steward } from '../steward.ts';

const PEOPLE = 700;
const ORG = 'radiology-ag';

/** The server as it is delivered, in a process of its own that can be killed and started again where it was. */
async function server() {
  const folder = await temporaryFolder();
  const ready = join(folder, 'ready.json');
  let child: ChildProcess | undefined;
  let port = '0';
  const start = async (): Promise<string> => {
    await rm(ready, { force: true });
    const entry = join(import.meta.dirname, '..', '..', 'server', 'index.ts');
    const flags = ['--data', join(folder, 'data'), '--port', port, '--ready-file', ready];
    child = spawn(process.execPath, [entry, ...flags], {
      stdio: 'ignore',
      env: { ...process.env, STEWARD_LOG_LEVEL: 'warn' },
    });
    let text: string | undefined;
    await until(async () => {
      text = await readFile(ready, 'utf8').catch(() => undefined);
      return text?.endsWith('\n') === true;
    });
    const { url } = JSON.parse(text ?? '') as { url: string };
    port = new URL(url).port;
    return url;
  };
  const kill = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return { start, kill };
}

async function steward(dataDir: string, store = fakeStore()): Promise<Steward> {
  const made = await createSteward({
    ...{ dataDir, host: 'browser', version: '1.0.0', smoke: false, secretStore: store, log: recordingLogger().log },
    launchServer: () => {
      throw new Error('nobody asked for a workspace');
    },
    chooseFile: async (name) => fileTarget(join(dataDir, name)),
    copyText: () => undefined,
    readClipboard: () => '',
    limits: { http: PATIENT, probeMs: PATIENT.answerMs, firstProbeMs: 50 },
  });
  onTestFinished(() => made.close());
  return made;
}

async function ask<M extends MethodName>(of: Steward, method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
  const answer = await of.invoke(method, input);
  if (answer.ok) return answer.value as MethodOutput<M>;
  throw new Error(answer.error.message);
}

test('a server that is killed in the middle has invited everybody exactly once in the end', async () => {
  const { start, kill } = await server();
  const url = await start();
  const dataDir = await temporaryFolder();
  const store = fakeStore();
  const first = await steward(dataDir, store);
  const account = await ask(first, 'accounts.register', {
    ...{ url, id: 'ada', first_name: 'Ada', last_name: 'Byron', email: 'ada@lab.org', password: 'a long way to go 7' },
  });
  const api = async (route: string, input: object) =>
    (await ask(first, 'api.call', { account_id: account.id, route, input: input as never, from: 'network' })).data;
  await api('organizations.create', {
    params: { user_id: 'me' },
    body: { organizations: [{ id: ORG, name: 'Radiology AG', billing_email: 'bills@lab.org' }] },
  });
  const invitations = Array.from({ length: PEOPLE }, (_, index) => ({
    ...{ email: `p${index}@lab.org`, name: '', role_id: 'organization_user' as const, team_ids: [] },
  }));
  const place = { account_id: account.id, organization_id: ORG, organization_name: 'Radiology AG' };
  await ask(first, 'invite_jobs.begin', { ...place, invitations });
  const current = async (): Promise<InviteJob | undefined> => (await ask(first, 'invite_jobs.list', {})).jobs[0];
  await until(async () => ((await current())?.counts.invited ?? 0) >= 200);
  await kill();
  await until(async () => (await current())?.state === 'waiting');
  expect((await current())?.error?.name).toBe('offline');
  await start();
  await until(async () => (await current())?.state === 'finished');
  expect((await current())?.counts).toMatchObject({ invited: PEOPLE, already_invited: 0, refused: 0 });
  const list = (await api('invitations.list', {
    params: { org_id: ORG },
    query: { per_page: 1000 },
  })) as AnswerOf<'invitations.list'>;
  expect(list.invitations.map(({ email }) => email).sort()).toEqual(invitations.map(({ email }) => email).sort());
});
