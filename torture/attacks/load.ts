import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack, Context } from '../attack.ts';
import { type Client, httpClient, register } from '../support/client.ts';
import { freshDatabase } from '../support/databases.ts';
import { equal, must } from '../support/equal.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { verifyChain } from './kill-backend.ts';

const CONNECTIONS = 500;
const WORKERS = 2;
const DELIBERATE = new Set(['200', '429', '503']);

interface Outcome {
  readonly codes: Readonly<Record<string, number>>;
  readonly acknowledged: readonly string[];
  readonly requests: number;
  readonly median: number;
  readonly p99: number;
}

/** The process's resident memory in megabytes; nothing where the system does not tell. */
function memoryOf({ child }: ServerProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

function startWorker(context: Context, urls: readonly string[], token: string, seconds: number, index: number) {
  const job = { urls, token, seconds, seed: context.seed + index, connections: CONNECTIONS / WORKERS };
  const entry = join(import.meta.dirname, '..', 'support', 'load-worker.ts');
  const child = fork(entry, [JSON.stringify(job)], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  context.atEnd(() => child.kill('SIGKILL'));
  const outcome = once(child, 'message').then(([message]) => message as Outcome);
  return { outcome, stop: () => child.send('stop') };
}

async function invitedOf(client: Client): Promise<Set<string>> {
  const found = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const query = { per_page: '1000', ...(cursor === undefined ? {} : { cursor }) };
    const answer = await client.call('invitations.list', { params: { org_id: 'target' }, query });
    for (const { email } of answer.invitations) found.add(email);
    if (answer.next_cursor === undefined) return found;
    cursor = answer.next_cursor;
  }
}

/** Flat: the second half does not go on growing from the first, beyond what a heap breathes. */
function mustBeFlat(samples: readonly number[]): void {
  const half = Math.floor(samples.length / 2);
  const largest = (part: readonly number[]) => Math.max(...part);
  const [before, after] = [largest(samples.slice(Math.floor(half / 3), half)), largest(samples.slice(half))];
  must(after < before * 1.25 + 40, `memory grew from ${Math.round(before)} MB to ${Math.round(after)} MB`);
}

/** Hundreds of connections on two processes over one PostgreSQL; one of them is asked to stop in the middle of it. */
const load: Attack = {
  name: '500 connections on two processes, PostgreSQL',
  run: async (tally, context) => {
    const database = await freshDatabase(context);
    const folders = [await context.temporaryFolder(), await context.temporaryFolder()];
    const start = (folder: string) =>
      startServer(context, folder, ['--database', database, '--audit-heads', join(folder, 'heads')]);
    const servers = [await start(folders[0] ?? ''), await start(folders[1] ?? '')];
    const urls = servers.map(({ url }) => url);
    const token = await register(urls[0] ?? '', 'loader');
    const client = httpClient(urls[0] ?? '', token);
    const organizations = [{ id: 'target', name: 'Target', billing_email: 'a@b.example' }];
    await client.call('organizations.create', { params: { user_id: 'me' }, body: { organizations } });

    const seconds = context.times(600, 8);
    const workers = Array.from({ length: WORKERS }, (_, index) => startWorker(context, urls, token, seconds, index));
    const memory = servers.map((): number[] => []);
    const sampling = setInterval(() => {
      for (const [index, server] of servers.entries()) memory[index]?.push(memoryOf(server));
    }, 500);
    context.atEnd(() => clearInterval(sampling));
    const outcomes = await Promise.all(workers.map(({ outcome }) => outcome));
    clearInterval(sampling);
    const requests = outcomes.reduce((sum, one) => sum + one.requests, 0);
    const codes: Record<string, number> = {};
    for (const one of outcomes)
      for (const [code, count] of Object.entries(one.codes)) codes[code] = (codes[code] ?? 0) + count;
    tally.add(requests);
    for (const [code, count] of Object.entries(codes))
      if (!DELIBERATE.has(code))
        for (let left = count; left > 0; left--)
          tally.fail(`a request ended with ${code === '0' ? 'no answer' : code}`);
    await tally.trial('what was acknowledged is there', async () => {
      const there = await invitedOf(client);
      const lost = outcomes.flatMap(({ acknowledged }) => acknowledged).filter((email) => !there.has(email));
      equal(lost, [], 'what is gone');
    });
    if (!context.short) for (const samples of memory) await tally.trial('memory is flat', () => mustBeFlat(samples));
    await tally.trial('a graceful stop under load loses nothing', () => stopUnderLoad(context, servers, token));
    for (const folder of folders)
      await tally.trial('the chain verifies', () =>
        verifyChain(context, ['--database', database, '--audit-heads', join(folder, 'heads')]),
      );
    tally.note('requests', `${requests} in ${seconds} s: ${JSON.stringify(codes)}`);
    tally.note(
      'latency',
      outcomes.map(({ median, p99 }) => `median ${Math.round(median)} ms, p99 ${Math.round(p99)} ms`).join('; '),
    );
    tally.note(
      'memory of each process',
      memory.map((one) => `${Math.round(Math.min(...one))} to ${Math.round(Math.max(...one))} MB`).join('; '),
    );
  },
};

async function stopUnderLoad(context: Context, servers: readonly ServerProcess[], token: string): Promise<void> {
  const [kept, stopped] = servers;
  must(kept !== undefined && stopped !== undefined, 'there are not two');
  const client = httpClient(kept.url, token);
  const before = (await invitedOf(client)).size;
  const worker = startWorker(context, [stopped.url], token, 300, 77);
  while ((await invitedOf(client)).size < before + CONNECTIONS / 10) await sleep(50);
  stopped.child.kill('SIGTERM');
  equal((await stopped.ended).code, 0, 'the exit code');
  worker.stop();
  const { acknowledged } = await worker.outcome;
  must(acknowledged.length > 0, 'nothing was acknowledged before the stop');
  const there = await invitedOf(client);
  equal(
    acknowledged.filter((email) => !there.has(email)),
    [],
    'what is gone',
  );
}

export const loadAttacks: readonly Attack[] = [load];
