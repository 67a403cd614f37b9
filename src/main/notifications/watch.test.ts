import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Notification } from '../../contract/api/notifications.ts';
import { type AppState, settings as settingsSchema } from '../../contract/ipc.ts';
import type { ApiClient } from '../api-client/api-client.ts';
import { failure } from '../lib/failure.ts';
import { silentLogger } from '../lib/logger.ts';
import { temporaryFolder } from '../lib/testing/fixtures.ts';
import type { Notice, Pending } from './pending.ts';
import { openWatch } from './watch.ts';

const notification = (id: string, changes: Partial<Notification> = {}): Notification => ({
  id,
  kind: 'invitation_received',
  organization: { id: 'radiology', name: 'Radiology' },
  actor: { id: 'ada', first_name: 'Ada', last_name: 'Byron' },
  about: { invitation: { id, email: 'grace@example.org', role_id: 'admin' } },
  due_at: new Date(2026, 11, 1, 12).toISOString(),
  created_at: '2026-11-24T08:00:00.000000Z',
  read_at: null,
  ...changes,
});
const token = notification('t1', {
  kind: 'token_expires',
  organization: null,
  actor: null,
  about: { token: { id: 'pub1', description: 'Laptop' } },
});

/** A world of accounts with what waits in them; `calls` counts what was asked of each. */
async function setUp(dataDir: string) {
  const world = {
    unread: new Map<string, Notification[]>(),
    /** Of a backend that is older than this build. */
    without: new Set<string>(),
    accounts: ['a', 'b'],
    online: new Set(['a', 'b']),
    keychain: 'ready' as AppState['keychain'],
    settings: settingsSchema.parse({ theme: 'system', locale: 'en-GB' }),
    source: 'network' as const as 'network' | 'cache',
    failing: false,
  };
  const calls: string[] = [];
  const api: Pick<ApiClient, 'call'> = {
    call: async ({ account_id, route }) => {
      calls.push(`${account_id} ${route}`);
      if (world.failing) throw failure('timeout', 'Too late.');
      if (route === 'notifications.list' && world.without.has(account_id)) throw failure('not_found', 'Not here.');
      const data = {
        'notifications.list': { notifications: world.unread.get(account_id) ?? [], unread_count: 0 },
        'organizations.list': { organizations: [{ id: 'helix', name: 'Helix', pending_invitations_count: 4 }] },
      }[route];
      return { data, as_of: 1, source: world.source };
    },
  };
  const state = () =>
    ({
      accounts: world.accounts.map((id) => ({ id, label: id, needs_sign_in: false })),
      connections: world.accounts.map((id) => ({ account_id: id, state: world.online.has(id) ? 'online' : 'offline' })),
      keychain: world.keychain,
      settings: world.settings,
    }) as unknown as AppState;
  const notices: Notice[] = [];
  let pending: readonly Pending[] = [];
  const watch = await openWatch({
    ...{ dataDir, api, state, log: silentLogger, soonMs: 1_000_000, everyMs: 1_000_000 },
    subscribe: () => () => undefined,
    onNotices: (more) => notices.push(...more),
    onPending: (now) => {
      pending = now;
    },
  });
  onTestFinished(() => watch.close());
  return { world, watch, notices, calls, pending: () => pending };
}

test('what waits in every account is counted, and what is new is told once, also over a restart', async () => {
  const dataDir = await temporaryFolder();
  const { world, watch, notices, pending } = await setUp(dataDir);
  await watch.look();
  expect(notices).toEqual([]);
  expect(pending().map(({ account_id }) => account_id)).toEqual(['a', 'b']);
  expect(pending()[0]?.organizations).toEqual([{ id: 'helix', name: 'Helix', pending: 4 }]);

  world.unread.set('b', [notification('i1')]);
  world.unread.set('a', [token]);
  await watch.look();
  expect(notices.map(({ account_id, title, path }) => [account_id, title, path])).toEqual([
    ['a', 'The token “Laptop” expires soon', '/account'],
    ['b', 'Invitation to Radiology', '/invitations'],
  ]);
  expect(notices[1]?.body).toBe('Ada Byron invites you as Admin. Answer by 1 December.');
  const again = await setUp(dataDir);
  again.world.unread.set('b', [notification('i1')]);
  again.world.unread.set('a', [token]);
  await again.watch.look();
  expect(again.notices).toEqual([]);
});

test('nobody is asked who is offline, signed out, or behind a closed keychain', async () => {
  const { world, watch, calls } = await setUp(await temporaryFolder());
  world.online.delete('a');
  await watch.look();
  expect(calls.every((call) => call.startsWith('b '))).toBe(true);
  calls.length = 0;
  world.keychain = 'locked';
  await watch.look();
  expect(calls).toEqual([]);
});

test('an older answer, or none, is not taken for what is there now', async () => {
  const dataDir = await temporaryFolder();
  const { world, watch, notices, pending } = await setUp(dataDir);
  world.unread.set('a', [notification('i1')]);
  await watch.look();
  world.unread.set('a', []);
  world.source = 'cache';
  await watch.look();
  world.source = 'network';
  world.failing = true;
  await watch.look();
  expect(pending().find(({ account_id }) => account_id === 'a')?.matters).toHaveLength(1);
  expect(notices).toEqual([]);
});

test('a removed account leaves nothing behind', async () => {
  const dataDir = await temporaryFolder();
  const { world, watch, pending } = await setUp(dataDir);
  world.unread.set('b', [notification('i1')]);
  await watch.look();
  expect(await readFile(join(dataDir, 'notified.json'), 'utf8')).toContain('i1');
  world.accounts = ['a'];
  await watch.forget('b');
  expect(pending().map(({ account_id }) => account_id)).toEqual(['a']);
  const text = await readFile(join(dataDir, 'notified.json'), 'utf8');
  expect(text).not.toContain('i1');
  expect(text).not.toContain('"b"');
});

test('a backend without notifications is counted all the same', async () => {
  const { world, watch, pending } = await setUp(await temporaryFolder());
  world.without.add('a');
  await watch.look();
  expect(pending()[0]).toMatchObject({ account_id: 'a', matters: [], organizations: [{ id: 'helix', pending: 4 }] });
});
