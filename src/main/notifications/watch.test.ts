import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AppState } from '../../contract/ipc.ts';
import type { ApiClient } from '../api-client/api-client.ts';
import { failure } from '../lib/failure.ts';
import { silentLogger } from '../lib/logger.ts';
import { temporaryFolder } from '../lib/testing/fixtures.ts';
import type { Notice, Pending } from './pending.ts';
import { openWatch } from './watch.ts';

const TIME = '2026-11-01T08:00:00.000000Z';
const SOON = new Date(Date.now() + 3 * 86_400_000).toISOString().replace('Z', '000Z');
const invitation = (id: string) => ({
  id,
  organization: { id: 'radiology', name: 'Radiology', image: null },
  invited_by: { id: 'ada', first_name: 'Ada', last_name: 'Byron' },
});
const key = (expires_at: string | null) => ({
  id: 'pub1',
  public_id: 'pub1',
  description: 'Laptop',
  expires_at,
  revoked_at: null,
  created_at: TIME,
});

/** A world of accounts with what waits in them; `calls` counts what was asked of each. */
async function setUp(dataDir: string) {
  const world = {
    invitations: new Map<string, unknown[]>(),
    keys: [key(null)],
    accounts: ['a', 'b'],
    online: new Set(['a', 'b']),
    keychain: 'ready' as AppState['keychain'],
    notifications: { invitations: true, budgets: true, tokens: true },
    source: 'network' as const as 'network' | 'cache',
    failing: false,
  };
  const calls: string[] = [];
  const api: Pick<ApiClient, 'call'> = {
    call: async ({ account_id, route }) => {
      calls.push(`${account_id} ${route}`);
      if (world.failing) throw failure('timeout', 'Too late.');
      const data = {
        'my_invitations.list': { invitations: world.invitations.get(account_id) ?? [] },
        'organizations.list': { organizations: [{ id: 'helix', name: 'Helix', pending_invitations_count: 4 }] },
        'keys.list': { keys: world.keys },
      }[route];
      return { data, as_of: 1, source: world.source };
    },
  };
  const state = () =>
    ({
      accounts: world.accounts.map((id) => ({ id, label: id, needs_sign_in: false })),
      connections: world.accounts.map((id) => ({ account_id: id, state: world.online.has(id) ? 'online' : 'offline' })),
      keychain: world.keychain,
      settings: { notifications: world.notifications },
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

  world.invitations.set('b', [invitation('i1')]);
  world.keys = [key(SOON)];
  await watch.look();
  expect(notices.map(({ account_id, title, path }) => [account_id, title, path])).toEqual([
    ['a', 'The token “Laptop” expires in 3 days', '/account'],
    ['b', 'Invitation to Radiology', '/invitations'],
    ['b', 'The token “Laptop” expires in 3 days', '/account'],
  ]);
  const again = await setUp(dataDir);
  again.world.invitations.set('b', [invitation('i1')]);
  again.world.keys = [key(SOON)];
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
  world.invitations.set('a', [invitation('i1')]);
  await watch.look();
  world.invitations.set('a', []);
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
  world.invitations.set('b', [invitation('i1')]);
  await watch.look();
  expect(await readFile(join(dataDir, 'notified.json'), 'utf8')).toContain('i1');
  world.accounts = ['a'];
  await watch.forget('b');
  expect(pending().map(({ account_id }) => account_id)).toEqual(['a']);
  const text = await readFile(join(dataDir, 'notified.json'), 'utf8');
  expect(text).not.toContain('i1');
  expect(text).not.toContain('"b"');
});
