import { expect, it } from 'vitest';
import { event } from '../../contract/ipc.ts';
import { isKnownEvent } from './known-event.ts';

const connection = { account_id: 'a', state: 'online', last_answer_at: null, latency_ms: null };
const state = {
  accounts: [],
  active_account_id: null,
  connections: [connection],
  keychain: 'ready',
  settings: { theme: 'system' },
  update: { state: 'off', version: null, problem: null },
  info: { version: '1.0.0', host: 'electron', platform: 'linux', has_workspace: false, smoke: false },
};
const go = { type: 'go', path: '/o/radiology', search: { tab: 'members' }, account_id: null };

it.each([
  { type: 'state', state },
  { type: 'connection', connection },
  { type: 'invite_jobs', jobs: [] },
  { type: 'workspace_progress', step: 'copy', done: 1, total: 2 },
  { type: 'menu', command: 'open_palette' },
  go,
  { ...go, account_id: 'a' },
])('knows what the contract knows: $type', (data) => {
  expect(event.safeParse(data).success).toBe(true);
  expect(isKnownEvent(data)).toBe(true);
});

it.each([
  null,
  'state',
  [],
  {},
  { type: 'other' },
  { type: 'constructor' },
  { type: 'state' },
  { type: 'state', state: { ...state, accounts: null } },
  { type: 'state', state: { ...state, active_account_id: undefined } },
  { type: 'connection', connection: { ...connection, account_id: 1 } },
  { type: 'job', job: { id: 'a' } },
  { type: 'invite_jobs', jobs: [{}] },
  { type: 'workspace_progress', step: 'copy', done: '1', total: 2 },
  { type: 'menu', command: 'format' },
  { ...go, path: undefined },
  { ...go, path: `/${'a'.repeat(300)}` },
  { ...go, search: { tab: 1 } },
  { ...go, search: [] },
  { ...go, account_id: undefined },
])('knows nothing that the contract does not: %j', (data) => {
  expect(event.safeParse(data).success).toBe(false);
  expect(isKnownEvent(data)).toBe(false);
});
