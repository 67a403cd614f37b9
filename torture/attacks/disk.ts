import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from '../../src/contract/ipc.ts';
import type { Attack, Context, Tally } from '../attack.ts';
import { type Client, httpClient, Refused, register } from '../support/client.ts';
import { equal, must } from '../support/equal.ts';
import { startHost } from '../support/host-process.ts';
import { cli, startServer } from '../support/server-process.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { verifyChain } from './kill-backend.ts';

const params = { org_id: 'target' };
const MOST = 5000;

/** Makes teams until the disk takes no more; answers those that were acknowledged. */
async function writeUntilFull(client: Client, word: string): Promise<string[]> {
  const made: string[] = [];
  for (let count = 0; count < MOST; count++) {
    const id = `${word}-${count}`;
    try {
      const team = { id, name: id, default_permission_id: 'labeler_worker' as const };
      await client.call('teams.create', { params, body: { teams: [team] } });
      made.push(id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      equal(error.http, 503, `${error.message}: the answer`);
      must(error.message.includes('disk') && error.message.includes('98008'), `it says ${error.message}`);
      return made;
    }
  }
  throw new Error('the disk never got full');
}

async function mustWorkAgain(client: Client, word: string): Promise<void> {
  const team = { id: `${word}-after`, name: `${word} after`, default_permission_id: 'labeler_worker' as const };
  const deadline = performance.now() + 120_000;
  for (;;)
    try {
      await client.call('teams.create', { params, body: { teams: [team] } });
      return;
    } catch (error) {
      if (!(error instanceof Refused) || performance.now() > deadline) throw error;
      await sleep(50);
    }
}

async function fillTheServers(tally: Tally, context: Context, disk: SmallDisk): Promise<void> {
  const elsewhere = await context.temporaryFolder();
  const data = join(disk.folder, 'data');
  let server = await startServer(context, elsewhere, ['--data', data]);
  const token = await register(server.url, 'filler');
  const client = httpClient(server.url, token);
  const organizations = [{ id: 'target', name: 'Target', billing_email: 'a@b.example' }];
  await client.call('organizations.create', { params: { user_id: 'me' }, body: { organizations } });
  for (let round = 1; round <= context.times(10, 1); round++)
    await tally.trial(`the disk fills up while the server writes, round ${round}`, async () => {
      disk.fill(context.random.between(0, 400) * 1024);
      const made = await writeUntilFull(client, `f${round}x`);
      await client.call('members.list', { params });
      disk.free();
      await mustWorkAgain(client, `f${round}x`);
      const { teams } = await client.call('teams.list', { params, query: { search: `f${round}x`, per_page: '1000' } });
      const there = new Set(teams.map(({ id }) => id));
      for (const id of made) must(there.has(id), `the team ${id} was acknowledged and is gone`);
      equal(there.size, made.length + 1, 'the teams that are there');
    });
  await sleep(600);
  server.child.kill('SIGTERM');
  equal((await server.ended).code, 0, 'the exit code after SIGTERM');
  await tally.trial('the chain and its heads are whole', () => verifyChain(context, ['--data', data]));
  await tally.trial('a start on a full disk says so, and works once there is space', async () => {
    disk.fill(0);
    const { code, said } = await cli(context, ['--port', '0', '--data', data]).ended;
    must(code === 1 && said.includes('The disk is full'), `it ended with ${code} and says ${said}`);
    disk.free();
    server = await startServer(context, elsewhere, ['--data', data]);
    await httpClient(server.url, token).call('members.list', { params });
    server.child.kill('SIGTERM');
    await server.ended;
  });
  await tally.trial('a backup that does not fit says so and leaves nothing', async () => {
    disk.fill(0);
    const { code, said } = await cli(context, ['backup', join(disk.folder, 'backup.gz'), '--data', data]).ended;
    must(code === 1 && said.includes('The disk is full'), `it ended with ${code} and says ${said}`);
    disk.free();
  });
  await tally.trial('a start in a read-only folder says so, and works once it may be written', async () => {
    disk.readOnly(true);
    const { code, said } = await cli(context, ['--port', '0', '--data', data]).ended;
    disk.readOnly(false);
    must(code === 1 && said.includes('cannot be written'), `it ended with ${code} and says ${said}`);
    server = await startServer(context, elsewhere, ['--data', data]);
    await httpClient(server.url, token).call('members.list', { params });
    server.child.kill('SIGTERM');
    await server.ended;
  });
}

const mustBeDisk = (reply: Reply): void =>
  must(
    !reply.ok && reply.error.name === 'disk' && reply.error.message.endsWith('.'),
    `it answers ${JSON.stringify(reply)}`,
  );

async function fillMains(tally: Tally, context: Context, disk: SmallDisk): Promise<void> {
  const dataDir = join(disk.folder, 'steward');
  const elsewhere = await context.temporaryFolder();
  const server = await startServer(context, elsewhere, ['--data', join(elsewhere, 'data')]);
  const token = await register(server.url, 'author');
  const host = await startHost(context, dataDir);
  const { id: account_id } = await host.ask('accounts.add_with_token', { url: server.url, token });
  const draft = { account_id, key: 'k' };
  await host.ask('drafts.put', { ...draft, value: 'kept' });
  const breaks: Readonly<Record<string, [() => void, () => void]>> = {
    'the disk is full': [() => disk.fill(0), disk.free],
    'the folder is read-only': [() => disk.readOnly(true), () => disk.readOnly(false)],
  };
  for (const [what, [begin, end]] of Object.entries(breaks))
    await tally.trial(`main, while ${what}`, async () => {
      begin();
      try {
        mustBeDisk(await host.reply('drafts.put', { ...draft, value: 'x'.repeat(100_000) }));
        mustBeDisk(await host.reply('settings.update', { theme: 'dark' }));
        equal((await host.ask('drafts.get', draft)).value, 'kept', 'the draft');
      } finally {
        end();
      }
      await host.ask('drafts.put', { ...draft, value: 'kept' });
      await host.ask('settings.update', { theme: 'dark' });
    });
  await host.stop();
}

/** A disk that is full or may not be written, under the server and under main. */
const disk: Attack = {
  name: 'disk full, folder read-only',
  longOnly: true,
  run: async (tally, context) => {
    const small = await smallDisk(context, 200);
    await fillTheServers(tally, context, small);
    await fillMains(tally, context, small);
  },
};

export const diskAttacks: readonly Attack[] = [disk];
