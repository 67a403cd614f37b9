import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MethodOutput, Reply } from '../../src/contract/ipc.ts';
import { createMemorySecretStore } from '../../src/main/keychain/memory-secret-store.ts';
import { silentLogger } from '../../src/main/lib/logger.ts';
import { createSteward, type Steward } from '../../src/main/steward.ts';
import { engines } from '../../src/server/testing/engines.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import type { Attack, Context } from '../attack.ts';
import { clock } from '../support/clock.ts';
import { equal, must } from '../support/equal.ts';
import { type HostileBackend, startExpired, startHostileBackend, WAYS } from '../support/hostile-backend.ts';
import { openWorld } from '../support/worlds.ts';

const LIST = { route: 'organizations.list', input: { params: { user_id: 'me' } } } as const;
/** Failures after which the answer from before is shown instead, with its age. */
const WITHOUT_CONNECTION = ['offline', 'timeout'];

async function openCore(context: Context): Promise<Steward> {
  const steward = await createSteward({
    dataDir: await context.temporaryFolder(),
    ...{ host: 'browser', version: '0.0.0-torture', smoke: true, log: silentLogger },
    secretStore: createMemorySecretStore(),
    launchServer: () => {
      throw new Error('there is no local workspace here');
    },
    chooseFile: async () => null,
    copyText: () => undefined,
    readClipboard: () => '',
    limits: { http: { answerMs: 1500, idleMs: 1500, wholeMs: 3000, retryMs: 20 }, probeMs: 1500, firstProbeMs: 50 },
  });
  context.atEnd(() => steward.close());
  return steward;
}

const nameOf = (reply: Reply): string => (reply.ok ? 'an answer' : reply.error.name);

function mustBeSentence(reply: Reply): void {
  if (reply.ok) return;
  // It may begin with the backend's host.
  must(/^[A-Z\d].*\.$/s.test(reply.error.message), `the message is no sentence: ${reply.error.message}`);
  must(!/\bat .*:\d+|undefined|\[object/.test(reply.error.message), `it shows its inside: ${reply.error.message}`);
}

/** The app against one way of going wrong: what it shows, what it says, what it sends again. */
async function suffer(
  steward: Steward,
  backend: HostileBackend,
  account_id: string,
  errors: readonly string[],
  word: string,
  context: Context,
) {
  const call = (route: string, input: unknown, from: 'network' | 'cache' = 'network') =>
    steward.invoke('api.call', { account_id, route, input, from });
  const seenBefore = backend.seen.length;
  const begun = performance.now();
  const [read, cached, patched, posted] = await Promise.all([
    call(LIST.route, LIST.input),
    call(LIST.route, LIST.input, 'cache').then((reply) => ({ reply, took: performance.now() - begun })),
    call('users.update', { params: { user_id: 'me' }, body: { user: { job_title: word } } }),
    call('organizations.create', {
      params: { user_id: 'me' },
      body: { organizations: [{ id: word, name: word, billing_email: 'a@b.example' }] },
    }),
  ]);
  must(cached.reply.ok, `what is kept is not shown: ${nameOf(cached.reply)}`);
  const kept = cached.reply.value as MethodOutput<'api.call'>;
  must(kept.source === 'cache' && kept.as_of <= clock.now(), 'what is kept has no age');
  // In npm test the machine does other things meanwhile.
  if (!context.short) must(cached.took < 5000, `what is kept came after ${Math.round(cached.took)} ms`);
  if (errors.some((error) => WITHOUT_CONNECTION.includes(error)) && read.ok) {
    const shown = read.value as MethodOutput<'api.call'>;
    equal([shown.source, shown.as_of], ['cache', kept.as_of], 'what is shown without a connection, and its age');
  } else must(!read.ok && errors.includes(nameOf(read)), `the read ended with ${nameOf(read)}`);
  for (const reply of [patched, posted]) {
    must(!reply.ok && [...errors, 'offline'].includes(nameOf(reply)), `a change ended with ${nameOf(reply)}`);
    mustBeSentence(reply);
  }
  const sent = backend.seen.slice(seenBefore);
  const patches = sent.filter(({ method }) => method === 'PATCH');
  must(patches.length <= 1, `a PATCH was sent ${patches.length} times`);
  const posts = sent.filter(({ method, path }) => method === 'POST' && path.endsWith('/organizations'));
  must(posts.length <= 2, `a POST was sent ${posts.length} times`);
  must(
    new Set(posts.map(({ key }) => key)).size <= 1 && posts.every(({ key }) => key !== undefined),
    'a POST was repeated under another key',
  );
}

/** The backend is as it should be again: it is found by itself, and changes work. */
async function recover(steward: Steward, account_id: string, word: string): Promise<void> {
  const deadline = performance.now() + 300_000;
  for (;;) {
    const reply = await steward.invoke('api.call', { account_id, ...LIST, from: 'network' });
    if (reply.ok && (reply.value as MethodOutput<'api.call'>).source === 'network') break;
    must(performance.now() < deadline, `it does not come back: ${nameOf(reply)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  const input = { params: { user_id: 'me' }, body: { user: { job_title: `${word} again` } } };
  const change = () => steward.invoke('api.call', { account_id, route: 'users.update', input, from: 'network' });
  let changed = await change();
  // The limits here are short: on a busy machine a good answer may miss them too.
  while (!changed.ok && nameOf(changed) === 'timeout' && performance.now() < deadline) changed = await change();
  must(changed.ok, `a change after it ends with ${nameOf(changed)}`);
}

const hostile: Attack = {
  name: 'a backend that goes wrong',
  run: async (tally, context) => {
    const [engine] = engines;
    must(engine !== undefined, 'there is no engine');
    const world = await openWorld(context, engine);
    const who = await person(world);
    const org_id = await organization(world, who);
    const backend = await startHostileBackend(context, world);
    const steward = await openCore(context);
    const added = await steward.invoke('accounts.add_with_token', { url: backend.url, token: who.token });
    must(added.ok, `the account could not be added: ${nameOf(added)}`);
    const { id: account_id } = added.value as { id: string };
    await recover(steward, account_id, 'before');
    const lag = monitorEventLoopDelay({ resolution: 5 });
    lag.enable();
    for (let round = 1; round <= context.times(20, 1); round++) {
      for (const [way, { do: wrong, errors }] of Object.entries(WAYS)) {
        await tally.trial(`it ${way}`, async () => {
          backend.become(wrong);
          await suffer(steward, backend, account_id, errors, world.unique('hostile'), context);
          backend.become(null);
          await recover(steward, account_id, way);
        });
        backend.become(null);
      }
      await tally.trial('it is down', async () => {
        await backend.stop();
        await suffer(steward, backend, account_id, ['offline'], world.unique('down'), context);
        await backend.start();
        await recover(steward, account_id, 'down');
      });
    }
    lag.disable();
    await tally.trial('its certificate has expired', async () => {
      const { url, received } = await startExpired(context);
      const reply = await steward.invoke('accounts.add_with_token', { url, token: who.token });
      must(!reply.ok && reply.error.name === 'offline', `it ended with ${nameOf(reply)}`);
      must(reply.error.message.includes('certificate'), `it says ${reply.error.message}`);
      equal(received(), 0, 'the requests that were sent');
    });
    await tally.trial('the server has each change once', async () => {
      const { organizations } = await world.ok('organizations.list', who, { params: { user_id: 'me' } });
      equal(
        organizations.map(({ id }) => id),
        [org_id],
        'the organizations',
      );
    });
    tally.note('longest time that the process did not answer', `${Math.round(lag.max / 1e6)} ms`);
  },
};

export const hostileBackendAttacks: readonly Attack[] = [hostile];
