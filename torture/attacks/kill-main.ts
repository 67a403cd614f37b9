import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack, Context } from '../attack.ts';
import { Refused } from '../support/client.ts';
import { equal, must } from '../support/equal.ts';
import { Figures } from '../support/figures.ts';
import { type Host, hostClient, startHost } from '../support/host-process.ts';
import { checkLoad, startLoad } from '../support/load.ts';
import { randomMoment, verifyChain } from './kill-backend.ts';

const owner = { mode: 'empty', first_name: 'Tor', last_name: 'Mentor', email: 'tor@torture.example' };
const KEY = 'torture';

/** Writes drafts and settings beside the load, one after the other: what was answered last must be there. */
function keepWriting(host: Host, account_id: string, word: string) {
  const kept = { draft: 0 };
  let stopped = false;
  const done = (async () => {
    for (let count = 1; !stopped; count++) {
      await host.ask('drafts.put', { account_id, key: KEY, value: { word, count } });
      kept.draft = count;
      await host.ask('api.call', {
        account_id,
        route: 'organizations.list',
        input: { params: { user_id: 'me' } },
        from: 'network',
      });
    }
  })().catch((error: unknown) => {
    if (error instanceof Refused) throw error;
  });
  // Awaited by `stop`, which may come later than the fault.
  done.catch(() => undefined);
  return {
    kept,
    stop: async () => {
      stopped = true;
      await done;
    },
  };
}

/** What main keeps by itself is whole: the accounts, the draft that was acknowledged or the next, the kept answers. */
async function lookAtFiles(host: Host, account_id: string, word: string, acknowledged: number): Promise<void> {
  const state = await host.ask('app.state', {});
  equal(
    state.accounts.map(({ id }) => id),
    [account_id],
    'the accounts',
  );
  const { value } = await host.ask('drafts.get', { account_id, key: KEY });
  const { word: of, count } = (value ?? { word, count: 0 }) as { word: string; count: number };
  if (acknowledged > 0)
    must(of === word && count >= acknowledged, `the draft is ${of} ${count}, and ${acknowledged} was acknowledged`);
  const cached = await host.reply('api.call', {
    ...{ account_id, route: 'organizations.list', input: { params: { user_id: 'me' } }, from: 'cache' },
  });
  must(cached.ok || cached.error.name === 'not_cached', `what is kept answers ${JSON.stringify(cached)}`);
}

/** Waits until the workspace itself answers, and not only what is kept of it. */
async function firstAnswer(host: Host, account_id: string): Promise<void> {
  const input = { params: { user_id: 'me' } };
  const deadline = performance.now() + 300_000;
  for (;;) {
    const answer = await host.reply('api.call', { account_id, route: 'organizations.list', input, from: 'network' });
    if (answer.ok && (answer.value as { source: string }).source === 'network') return;
    must(performance.now() < deadline, `the workspace does not answer: ${JSON.stringify(answer).slice(0, 200)}`);
    await sleep(20);
  }
}

interface Round {
  readonly account_id: string;
  readonly word: string;
  readonly restart: () => Promise<Host>;
}

async function killAndLook(host: Host, { account_id, word, restart }: Round, context: Context): Promise<number> {
  const files = keepWriting(host, account_id, word);
  const load = startLoad(hostClient(host, account_id), 'target', context.random, word, 3);
  await randomMoment(load.ledger, context);
  await host.kill();
  const next = await restart();
  await Promise.all([load.stop(), files.stop()]);
  await lookAtFiles(next, account_id, word, files.kept.draft);
  await checkLoad(hostClient(next, account_id), 'target', load.ledger);
  return load.ledger.acknowledged;
}

/** SIGKILL of the main process, whose embedded server ends with it, at random moments of a mixed load. */
const killMain: Attack = {
  name: 'SIGKILL of main',
  run: async (tally, context) => {
    const folder = await context.temporaryFolder();
    const dataDir = join(folder, 'steward');
    let host = await startHost(context, dataDir);
    const { id: account_id } = await host.ask('workspace.create', owner);
    const organization = { id: 'target', name: 'Target', billing_email: 'first@bills.example' };
    await hostClient(host, account_id).call('organizations.create', {
      params: { user_id: 'me' },
      body: { organizations: [organization] },
    });
    const [opened, answered] = [new Figures('ms'), new Figures('ms')];
    let acknowledged = 0;
    const restart = async () => {
      const begun = performance.now();
      host = await startHost(context, dataDir);
      opened.add(host.openedInMs);
      await firstAnswer(host, account_id);
      answered.add(performance.now() - begun);
      return host;
    };
    const kills = context.times(200, 3);
    for (let kill = 1; kill <= kills; kill++)
      await tally.trial(`kill ${kill}`, async () => {
        acknowledged += await killAndLook(host, { account_id, word: `m${kill}x`, restart }, context);
      });
    await host.stop();
    await tally.trial('the chain verifies', () => verifyChain(context, ['--data', join(dataDir, 'workspace')]));
    tally.note('acknowledged changes', String(acknowledged));
    tally.note('open again, process start to the first state', opened.summary());
    tally.note('open again, process start to the workspace’s first answer', answered.summary());
    if (!context.short)
      await tally.trial('open again in under a second (median)', () =>
        must(opened.median() < 1000, `it takes ${opened.summary()}`),
      );
  },
};

export const killMainAttacks: readonly Attack[] = [killMain];
