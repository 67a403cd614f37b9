import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLASSIC_POLICY } from '../../contract/password-policy.ts';
import { createHttp } from '../api-client/http.ts';
import { silentLogger } from '../lib/logger.ts';
import { ada, answerWith, startBackend } from '../lib/testing/backend.ts';
import { type FakeStore, fakeStore, keychainOn, PATIENT, temporaryFolder } from '../lib/testing/fixtures.ts';
import { createMemoryCache } from '../offline-cache/memory-cache.ts';
import { openAccounts } from './account-store.ts';
import { createSignIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

async function setUp(given: { dataDir?: string; store?: FakeStore } = {}) {
  const dataDir = given.dataDir ?? (await temporaryFolder());
  const store = given.store ?? fakeStore();
  const log = silentLogger;
  const keychain = await keychainOn(store);
  const http = createHttp({ version: '1', limits: PATIENT });
  const accounts = await openAccounts({ dataDir, keychain, log, onChange: () => undefined });
  const signIn = createSignIn({ accounts, keychain, http, log });
  const cache = createMemoryCache();
  const origin = async ({ url }: { url: string }) => url;
  const remove = (id: string) => signOut({ accounts, keychain, http, cache, origin, log }, id);
  const again = () => setUp({ dataDir, store });
  const kept = () => readFile(join(dataDir, 'accounts.json'), 'utf8');
  return { dataDir, store, keychain, accounts, signIn, remove, again, kept, cache };
}

const password = 'correct horse battery';
const failed = (name: string) => expect.objectContaining({ error: expect.objectContaining({ name }) });

describe('signing in', () => {
  test('with a token keeps it in the keychain and nowhere else', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const { signIn, store, kept, again } = await setUp();
    const account = await signIn.withToken({ url: backend.url, token: 'pasted-secret' });
    expect(account).toMatchObject({
      kind: 'server',
      person: { id: 'ada', email: 'ada@example.com' },
      needs_sign_in: false,
    });
    expect(store.secrets.get(`token:${account.id}`)).toBe('pasted-secret');
    expect(await kept()).not.toContain('pasted-secret');
    const { accounts } = await again();
    expect(accounts.list()).toEqual([account]);
    expect(await accounts.token(account.id)).toBe('pasted-secret');
  });

  test('with a password keeps the token that the server made', async () => {
    const backend = await startBackend();
    const { signIn, accounts } = await setUp();
    const account = await signIn.withPassword({ url: backend.url, email: 'ada@example.com', password });
    expect(await accounts.token(account.id)).toBe('made-secret-1');
    expect(accounts.activeId()).toBe(account.id);
  });

  test('with a password that must be changed says why, keeps nothing, and takes a new one in the same call', async () => {
    const backend = await startBackend();
    const { signIn, accounts } = await setUp();
    const password_violations = { minimum_length: true, password_lifespan: true };
    const answer = { user_id: 'ada', password_violations, password_policy: CLASSIC_POLICY };
    backend.on('POST /v2/sessions', (response) => answerWith(response, 'password_violates_policy', answer));
    const given = { url: backend.url, email: 'ada@example.com', password };
    const refusal = await signIn.withPassword(given).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      error: {
        name: 'password_violates_policy',
        password_policy: CLASSIC_POLICY,
        details: [
          { field: 'minimum_length', message: 'is shorter than 12 characters' },
          { field: 'password_lifespan', message: 'is older than 90 days' },
        ],
      },
    });
    expect(accounts.list()).toEqual([]);
    backend.on('POST /v2/sessions', backend.standard);
    await signIn.withPassword({ ...given, new_password: 'another good one' });
    expect(JSON.parse(backend.received.findLast(({ path }) => path === '/v2/sessions')?.body ?? '')).toEqual({
      email: 'ada@example.com',
      password,
      new_password: 'another good one',
      description: 'Steward',
    });
    const [account] = accounts.list();
    await signIn.again({ account_id: account?.id ?? '', password, new_password: 'yet another one' });
    expect(backend.received.findLast(({ path }) => path === '/v2/sessions')?.body).toContain('yet another one');
  });

  test('with a wrong token, a wrong password or to nothing leaves no account', async () => {
    const backend = await startBackend();
    const { signIn, accounts, store } = await setUp();
    await expect(signIn.withToken({ url: backend.url, token: 'wrong' })).rejects.toEqual(failed('key_not_found'));
    await expect(signIn.withToken({ url: backend.url, token: 'with space\n' })).rejects.toEqual(failed('key_invalid'));
    backend.on('POST /v2/sessions', (response) => answerWith(response, 'key_invalid'));
    const attempt = signIn.withPassword({ url: backend.url, email: 'ada@example.com', password });
    await expect(attempt).rejects.toEqual(failed('key_invalid'));
    await backend.stop();
    await expect(signIn.withToken({ url: backend.url, token: 'x' })).rejects.toEqual(failed('offline'));
    expect(accounts.list()).toEqual([]);
    expect(store.secrets.size).toBe(0);
  });

  test('twice as the same person replaces the token, and revokes only the one that Steward made', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const { signIn, accounts } = await setUp();
    const first = await signIn.withPassword({ url: backend.url, email: 'ada@example.com', password });
    const second = await signIn.withToken({ url: backend.url, token: 'pasted-secret' });
    expect(second.id).toBe(first.id);
    expect(accounts.list()).toHaveLength(1);
    expect([...backend.tokens.keys()]).toEqual(['pasted-secret']);
    await signIn.withPassword({ url: backend.url, email: 'ada@example.com', password });
    expect([...backend.tokens.keys()]).toEqual(['pasted-secret', 'made-secret-2']);
  });

  test('again as somebody else is refused and changes nothing', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const { signIn, accounts } = await setUp();
    const account = await signIn.withToken({ url: backend.url, token: 'pasted-secret' });
    backend.on('GET /v2/users/me', (response) => answerWith(response, 'ok', { user: { ...ada, id: 'bob' } }));
    const attempt = signIn.again({ account_id: account.id, token: 'of-bob' });
    await expect(attempt).rejects.toEqual(failed('invalid'));
    expect(await accounts.token(account.id)).toBe('pasted-secret');
  });

  test('registers, and says so where only signing in failed', async () => {
    const backend = await startBackend();
    const { signIn } = await setUp();
    const person = { id: 'ada', first_name: 'Ada', last_name: '', email: 'ada@example.com', password };
    expect(await signIn.register({ url: backend.url, ...person })).toMatchObject({ person: { id: 'ada' } });
    backend.on('POST /v2/sessions', (response) => answerWith(response, 'throttled'));
    await expect(signIn.register({ url: backend.url, ...person })).rejects.toThrow(/is registered now/);
  });
});

describe('a keychain that fails', () => {
  test.each(['locked', 'absent', 'refused'] as const)(
    '(%s) leaves no account and asks the server nothing',
    async (problem) => {
      const backend = await startBackend();
      const { signIn, store, accounts } = await setUp();
      store.problem = problem;
      const attempt = signIn.withPassword({ url: backend.url, email: 'ada@example.com', password });
      await expect(attempt).rejects.toEqual(failed(`keychain_${problem}`));
      expect(accounts.list()).toEqual([]);
      expect(backend.received).toEqual([]);
    },
  );

  test('in the middle gives back the token that Steward got, and never one of the user', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const { signIn, store, accounts } = await setUp();
    backend.on('GET /v2/users/me', (response) => {
      store.problem = 'refused';
      answerWith(response, 'ok', { user: ada });
    });
    await expect(signIn.withPassword({ url: backend.url, email: 'ada@example.com', password })).rejects.toEqual(
      failed('keychain_refused'),
    );
    store.problem = undefined;
    await expect(signIn.withToken({ url: backend.url, token: 'pasted-secret' })).rejects.toEqual(
      failed('keychain_refused'),
    );
    expect([...backend.tokens.keys()]).toEqual(['pasted-secret']);
    expect(accounts.list()).toEqual([]);
  });

  test('when locked signs nobody out; when open again everything is as before', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const before = await setUp();
    const { id } = await before.signIn.withToken({ url: backend.url, token: 'pasted-secret' });
    before.store.problem = 'locked';
    const { accounts, keychain } = await before.again();
    expect(keychain.state()).toBe('locked');
    expect(accounts.view(id).needs_sign_in).toBe(false);
    await expect(accounts.token(id)).rejects.toEqual(failed('keychain_locked'));
    expect(accounts.view(id).needs_sign_in).toBe(false);
    before.store.problem = undefined;
    expect(await accounts.token(id)).toBe('pasted-secret');
    expect(keychain.state()).toBe('ready');
  });

  test('that has lost the secret asks for a sign-in and removes nothing', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const before = await setUp();
    const { id } = await before.signIn.withToken({ url: backend.url, token: 'pasted-secret' });
    before.store.secrets.clear();
    const { accounts } = await before.again();
    await expect(accounts.token(id)).rejects.toEqual(failed('signed_out'));
    expect(accounts.list()).toMatchObject([{ id, needs_sign_in: true }]);
  });
});

describe('"this session only"', () => {
  test('keeps tokens in memory, keeps the list, and moves into the keychain when there is one', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const first = await setUp();
    first.store.problem = 'absent';
    await first.keychain.retry();
    first.keychain.useSession();
    expect(await first.keychain.retry()).toBe('session');
    const account = await first.signIn.withToken({ url: backend.url, token: 'pasted-secret' });
    expect(account.secret).toBe('session');
    expect(first.store.secrets.size).toBe(0);
    const next = await first.again();
    expect(next.accounts.list()).toMatchObject([{ id: account.id, needs_sign_in: true }]);
    first.store.problem = undefined;
    expect(await first.keychain.retry()).toBe('ready');
    await first.accounts.refresh();
    expect(first.store.secrets.get(`token:${account.id}`)).toBe('pasted-secret');
    expect(first.accounts.view(account.id)).toMatchObject({ secret: 'keychain', needs_sign_in: false });
  });

  test('does not remove the accounts whose tokens are in the keychain', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const before = await setUp();
    const { id } = await before.signIn.withToken({ url: backend.url, token: 'pasted-secret' });
    before.store.problem = 'locked';
    const { accounts, keychain } = await before.again();
    keychain.useSession();
    await accounts.refresh();
    expect(accounts.view(id)).toMatchObject({ secret: 'session', needs_sign_in: true });
    before.store.problem = undefined;
    await keychain.retry();
    await accounts.refresh();
    expect(accounts.view(id)).toMatchObject({ secret: 'keychain', needs_sign_in: false });
  });
});

describe('signing out', () => {
  test('revokes a token that Steward made, and only forgets one of the user', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const { signIn, remove, accounts, store } = await setUp();
    const pasted = await signIn.withToken({ url: backend.url, token: 'pasted-secret' });
    expect(await remove(pasted.id)).toEqual({ revoked: false });
    const made = await signIn.withPassword({ url: backend.url, email: 'ada@example.com', password });
    expect(await remove(made.id)).toEqual({ revoked: true });
    expect([...backend.tokens.keys()]).toEqual(['pasted-secret']);
    expect(accounts.list()).toEqual([]);
    expect(accounts.activeId()).toBeNull();
    expect(store.secrets.size).toBe(0);
  });

  test('without a connection forgets all the same and says that it is not revoked', async () => {
    const backend = await startBackend();
    const { signIn, remove, accounts } = await setUp();
    const { id } = await signIn.withPassword({ url: backend.url, email: 'ada@example.com', password });
    await backend.stop();
    expect(await remove(id)).toEqual({ revoked: false });
    expect(accounts.list()).toEqual([]);
  });

  test('wipes what was kept', async () => {
    const backend = await startBackend();
    const { signIn, remove, cache } = await setUp();
    const { id } = await signIn.withPassword({ url: backend.url, email: 'ada@example.com', password });
    const key = { accountId: id, route: 'users.get', input: {} };
    cache.put(key, { data: 1, as_of: 1 });
    await remove(id);
    expect(await cache.get(key)).toBeUndefined();
  });

  test('while the keychain refuses deletes the token as soon as it does not', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const { signIn, remove, accounts, store, again } = await setUp();
    const { id } = await signIn.withToken({ url: backend.url, token: 'pasted-secret' });
    store.problem = 'refused';
    await remove(id);
    expect(accounts.list()).toEqual([]);
    expect(store.secrets.size).toBe(1);
    store.problem = undefined;
    await (await again()).accounts.refresh();
    expect(store.secrets.size).toBe(0);
  });
});

describe('accounts.json', () => {
  test('that is damaged is moved aside, and the app starts without accounts', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const { signIn, dataDir, again } = await setUp();
    await signIn.withToken({ url: backend.url, token: 'pasted-secret' });
    await writeFile(join(dataDir, 'accounts.json'), '{"version":1,"acc');
    expect((await again()).accounts.list()).toEqual([]);
  });

  test('that cannot be written leaves no token behind', async () => {
    const backend = await startBackend();
    backend.tokens.set('pasted-secret', 'public0');
    const { signIn, dataDir, store } = await setUp();
    await rm(dataDir, { recursive: true });
    await writeFile(dataDir, 'in the way');
    await expect(signIn.withToken({ url: backend.url, token: 'pasted-secret' })).rejects.toThrow();
    expect(store.secrets.size).toBe(0);
  });

  test('holds every account when many are added at once', async () => {
    const { accounts, again } = await setUp();
    const person = { id: 'a', first_name: 'A', last_name: '', email: 'a@example.com' };
    const record = {
      kind: 'server' as const,
      url: 'https://x',
      label: 'x',
      person,
      secret: 'keychain' as const,
      own_token: true,
    };
    const ids = Array.from({ length: 20 }, (_, n) => `server-${n}`);
    await Promise.all(ids.map((id) => accounts.save({ ...record, id }, id, { activate: false })));
    expect((await again()).accounts.list().map(({ id }) => id)).toEqual(ids);
  });
});
