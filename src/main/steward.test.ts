import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AppError } from '../contract/errors.ts';
import {
  type Account,
  appState,
  type Event,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from '../contract/ipc.ts';
import { fileTarget } from './exports/file-target.ts';
import type { ChildPort } from './lib/child-port.ts';
import { ada, answerWith, type FakeBackend, startBackend } from './lib/testing/backend.ts';
import {
  type FakeStore,
  fakeStore,
  filesBelow,
  PATIENT,
  pathsBelow,
  recordingLogger,
  temporaryFolder,
  until,
} from './lib/testing/fixtures.ts';
import { createSteward, type StewardOptions } from './steward.ts';

/** An embedded server in this process: the messages of contract/child.ts in front of a fake backend. */
function localServer(backend: FakeBackend) {
  const launched: ChildPort[] = [];
  let made = 0;
  const launch = (): ChildPort => {
    let onMessage: (message: unknown) => void = () => undefined;
    let onExit: (code: number | null) => void = () => undefined;
    const say = (message: unknown) => queueMicrotask(() => onMessage(message));
    const child: ChildPort = {
      send: (message) => {
        const { type, request } = message as { type: string; request: number };
        if (type === 'shut_down') return queueMicrotask(() => onExit(0));
        if (type === 'load_sample_data') say({ type: 'progress', step: 'members', done: 1, total: 1 });
        made += 1;
        backend.tokens.set(`local-secret-${made}`, `local${made}`);
        say({ type: 'token', request, token: `local-secret-${made}`, user_id: 'ada' });
      },
      onMessage: (listener) => {
        onMessage = listener;
        say({ type: 'ready', url: backend.url, pid: 1, owner: made > 0 });
      },
      onExit: (listener) => {
        onExit = listener;
      },
      kill: () => queueMicrotask(() => onExit(null)),
    };
    launched.push(child);
    return child;
  };
  return { launch, launched };
}

interface Given {
  readonly dataDir?: string;
  readonly store?: FakeStore;
  readonly options?: Partial<StewardOptions>;
  readonly backend?: FakeBackend;
}

async function setUp(given: Given = {}) {
  const backend = given.backend ?? (await startBackend());
  const dataDir = given.dataDir ?? (await temporaryFolder());
  const store = given.store ?? fakeStore();
  const { log, lines } = recordingLogger();
  const clipboard = { text: '' };
  const steward = await createSteward({
    ...{ dataDir, host: 'browser', version: '1.0.0', smoke: false, secretStore: store, log },
    launchServer: localServer(backend).launch,
    chooseFile: async (name) => fileTarget(join(dataDir, name)),
    copyText: (text) => {
      clipboard.text = text;
    },
    readClipboard: () => clipboard.text,
    limits: { http: PATIENT, workspace: { backoffMs: 1 }, probeMs: PATIENT.answerMs, firstProbeMs: 5 },
    ...given.options,
  });
  onTestFinished(() => steward.close());
  const events: Event[] = [];
  steward.subscribe((event) => events.push(event));
  const ask = async <M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>> => {
    const answer = await steward.invoke(method, input);
    if (answer.ok) return answer.value as MethodOutput<M>;
    throw Object.assign(new Error(answer.error.message), answer.error);
  };
  const refusal = async <M extends MethodName>(method: M, input: MethodInput<M>): Promise<AppError> => {
    const answer = await steward.invoke(method, input);
    if (answer.ok) throw new Error(`${method} was not refused`);
    return answer.error;
  };
  const restart = async () => {
    await steward.close();
    return setUp({ ...given, backend, dataDir, store });
  };
  return { backend, dataDir, store, lines, clipboard, steward, events, ask, refusal, restart };
}

const me = { params: { user_id: 'me' } };
const get = (account: Account, from: 'network' | 'cache' = 'network') => ({
  ...{ account_id: account.id, route: 'users.get', input: me, from },
});
const change = (account: Account) => ({
  ...{ account_id: account.id, route: 'users.update', from: 'network' as const },
  input: { ...me, body: { user: { first_name: 'Augusta' } } },
});

async function signedIn(given: Given = {}) {
  const all = await setUp(given);
  all.backend.tokens.set('pasted-secret', 'public0');
  const account = await all.ask('accounts.add_with_token', { url: all.backend.url, token: 'pasted-secret' });
  return { ...all, account };
}

describe('the state', () => {
  test('is complete by the contract, before and after there is an account', async () => {
    const { ask, steward, events, account } = await signedIn();
    const state = await ask('app.state', {});
    expect(appState.parse(steward.state())).toEqual(state);
    expect(state).toMatchObject({
      active_account_id: account.id,
      keychain: 'ready',
      connections: [{ account_id: account.id }],
    });
    await until(() => events.some(({ type }) => type === 'state'));
  });

  test('keeps the settings over a restart', async () => {
    const { ask, restart } = await setUp();
    const place = { account_id: 'account', organization_id: 'radiology' };
    const kept = { theme: 'dark', last_organizations: { account: 'radiology' } };
    await ask('settings.update', { last_organization: place });
    expect(await ask('settings.update', { theme: 'dark' })).toMatchObject(kept);
    expect((await restart()).steward.state().settings).toMatchObject(kept);
  });
});

describe('without a connection', () => {
  test('answers what it has, refuses changes with the reason, and comes back by itself', async () => {
    const { ask, refusal, backend, account, events } = await signedIn();
    const fresh = await ask('api.call', get(account));
    expect(fresh).toMatchObject({ source: 'network', data: { user: { id: 'ada' } } });
    await backend.stop();
    expect(await ask('api.call', get(account))).toEqual({ ...fresh, source: 'cache' });
    expect(await refusal('api.call', change(account))).toMatchObject({
      name: 'offline',
      message: expect.stringContaining('Nothing was changed.'),
    });
    const never = { ...get(account), route: 'keys.list' };
    expect((await refusal('api.call', never)).name).toBe('not_cached');
    await backend.start();
    await until(() => events.some((event) => event.type === 'connection' && event.connection.state === 'offline'));
    await until(async () => (await ask('app.state', {})).connections[0]?.state === 'online');
    expect((await ask('api.call', get(account))).source).toBe('network');
  });

  test('starts and shows what it has, with its age', async () => {
    const first = await signedIn();
    const { data, as_of } = await first.ask('api.call', get(first.account));
    const { ask, backend, steward } = await (async () => {
      await first.backend.stop();
      return first.restart();
    })();
    expect(backend.url).toBe(first.backend.url);
    expect(steward.state().accounts).toMatchObject([{ needs_sign_in: false }]);
    for (const from of ['cache', 'network'] as const)
      expect(await ask('api.call', get(first.account, from))).toEqual({ data, as_of, source: 'cache' });
  });

  test('sends nothing of a change that was refused, also when it is back', async () => {
    const { refusal, backend, account, ask } = await signedIn();
    await backend.stop();
    await refusal('api.call', change(account));
    await backend.start();
    expect((await ask('connection.retry', { account_id: account.id })).state).toBe('online');
    expect(backend.received.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });
});

describe('a token that is refused', () => {
  test('asks for a sign-in, keeps the account and what was kept, and is sent no more', async () => {
    const { ask, refusal, backend, account, steward } = await signedIn();
    await ask('api.call', get(account));
    backend.tokens.clear();
    expect((await refusal('api.call', get(account))).name).toBe('key_not_found');
    expect(steward.state().accounts).toMatchObject([{ id: account.id, needs_sign_in: true }]);
    const asked = backend.received.length;
    expect((await refusal('api.call', get(account))).name).toBe('signed_out');
    expect(backend.received).toHaveLength(asked);
    expect((await ask('api.call', get(account, 'cache'))).data).toMatchObject({ user: { id: 'ada' } });
    backend.tokens.set('new-secret', 'public9');
    await ask('accounts.sign_in_again', { account_id: account.id, token: 'new-secret' });
    expect((await ask('api.call', get(account))).source).toBe('network');
  });
});

describe('the keychain', () => {
  test('when locked at the start gives a plain message, for the cache too, and signs nobody out', async () => {
    const first = await signedIn();
    await first.ask('api.call', get(first.account));
    await until(async () => (await pathsBelow(first.dataDir)).some((path) => /[0-9a-f]{64}$/.test(path)));
    first.store.problem = 'locked';
    const { ask, refusal, steward, store } = await first.restart();
    expect(steward.state()).toMatchObject({ keychain: 'locked', accounts: [{ needs_sign_in: false }] });
    for (const from of ['cache', 'network'] as const)
      expect(await refusal('api.call', get(first.account, from))).toEqual({
        name: 'keychain_locked',
        message: 'The keychain is locked. Unlock it and try again. You are still signed in.',
      });
    expect((await refusal('accounts.remove', { account_id: first.account.id })).name).toBe('keychain_locked');
    store.problem = undefined;
    expect(await ask('keychain.retry', {})).toEqual({ keychain: 'ready' });
    expect((await ask('api.call', get(first.account, 'cache'))).source).toBe('cache');
  });

  test('has a message of its own for each of its problems', async () => {
    const messages = new Set<string>();
    for (const problem of ['locked', 'absent', 'refused'] as const) {
      const store = fakeStore();
      store.problem = problem;
      const { refusal, backend } = await setUp({ store });
      const error = await refusal('accounts.add_with_token', { url: backend.url, token: 'x' });
      expect(error.name).toBe(`keychain_${problem}`);
      messages.add(error.message);
    }
    expect(messages.size).toBe(3);
  });

  test('that is absent can be gone without for this session, with nothing on disk', async () => {
    const store = fakeStore();
    store.problem = 'absent';
    const { ask, backend, dataDir, steward } = await setUp({ store });
    backend.tokens.set('pasted-secret', 'public0');
    expect(await ask('keychain.use_session', {})).toEqual({ keychain: 'session' });
    const account = await ask('accounts.add_with_token', { url: backend.url, token: 'pasted-secret' });
    await ask('api.call', get(account));
    expect((await ask('api.call', get(account, 'cache'))).source).toBe('cache');
    await steward.close();
    expect([...(await filesBelow(dataDir)).keys()].map((path) => path.slice(dataDir.length + 1))).toEqual([
      'accounts.json',
    ]);
    expect(store.secrets.size).toBe(0);
  });

  test('is not asked for in a smoke run', async () => {
    const store = fakeStore();
    store.problem = 'absent';
    const { ask } = await setUp({ store, options: { smoke: true } });
    expect(await ask('workspace.create', { mode: 'sample' })).toMatchObject({ secret: 'session' });
  });
});

describe('secrets', () => {
  test('are in the keychain and nowhere else: not in the folder, the log, the state, an answer or an event', async () => {
    const { ask, backend, steward, dataDir, lines, events, account } = await signedIn();
    await ask('api.call', get(account));
    const key = { ...keyFields, id: 'brand-new-secret' };
    backend.on('POST /v2/users/me/keys', (response) => answerWith(response, 'ok', { keys: [key] }));
    const create = { ...me, body: { keys: [{ description: 'CI' }] } };
    const made = await ask('api.call', { account_id: account.id, route: 'keys.create', input: create });
    expect(JSON.stringify(made)).toContain('brand-new-secret');
    await steward.close();
    const disk = [...(await filesBelow(dataDir)).values()].map((bytes) => bytes.toString('latin1')).join();
    const seen = [disk, lines.join(), JSON.stringify(steward.state()), JSON.stringify(events)].join();
    for (const secret of ['pasted-secret', 'brand-new-secret']) expect(seen).not.toContain(secret);
  });

  test('are not reachable by the routes that main keeps for itself', async () => {
    const { refusal, account } = await signedIn();
    for (const route of ['sessions.create', 'users.create', '__proto__', 'nothing'])
      expect((await refusal('api.call', { ...get(account), route })).name).toBe('refused');
  });

  test('on the clipboard are cleared when Steward ends, and something else on it is not', async () => {
    const { ask, clipboard, steward } = await setUp();
    await ask('clipboard.copy_secret', { text: 'the-secret' });
    expect(clipboard.text).toBe('the-secret');
    await steward.close();
    expect(clipboard.text).toBe('');
    const other = await setUp();
    await other.ask('clipboard.copy_secret', { text: 'the-secret' });
    other.clipboard.text = 'mine';
    await other.steward.close();
    expect(other.clipboard.text).toBe('mine');
  });
});

describe('the local workspace', () => {
  test('is made with sample data, tells its progress, and needs no sign-in ever', async () => {
    const { ask, events, steward, restart, store, backend } = await setUp();
    const account = await ask('workspace.create', { mode: 'sample' });
    expect(account).toMatchObject({ kind: 'local', url: '', label: 'Local workspace', needs_sign_in: false });
    expect(events).toContainEqual({ type: 'workspace_progress', step: 'members', done: 1, total: 1 });
    expect(steward.state()).toMatchObject({ active_account_id: account.id, info: { has_workspace: true } });
    store.secrets.delete(`token:${account.id}`);
    const again = await restart();
    expect((await again.ask('api.call', get(account))).data).toMatchObject({ user: ada });
    backend.tokens.clear();
    expect((await again.ask('api.call', get(account))).source).toBe('network');
    expect(again.steward.state().accounts).toMatchObject([{ needs_sign_in: false }]);
  });

  test('that is there already is opened, not made twice', async () => {
    const { ask, steward } = await setUp();
    const person = { first_name: 'Ada', last_name: '', email: 'ada@example.com' };
    const [one, two] = await Promise.all([
      ask('workspace.create', { mode: 'empty', ...person }),
      ask('workspace.create', { mode: 'empty', ...person }),
    ]);
    expect(two).toEqual(one);
    expect(await ask('accounts.remove', { account_id: one.id })).toEqual({ revoked: true });
    expect(steward.state().accounts).toEqual([]);
    expect(await ask('workspace.create', { mode: 'empty', ...person })).toMatchObject({ kind: 'local' });
  });
});

const keyFields = {
  ...{ public_id: 'abcdef', type: 'personal_access_token', description: 'CI', scopes: ['*'], endpoints: [], apps: [] },
  ...{ created_at: ada.created_at, expires_at: null, last_used_at: null, revoked_at: null, is_current: false },
};
