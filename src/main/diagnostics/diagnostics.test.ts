import { expect, test } from 'vitest';
import { type AppState, settings } from '../../contract/ipc.ts';
import { diagnosticsText, withoutNames } from './diagnostics.ts';

test('a path loses the home folder and the user’s name', () => {
  expect(withoutNames('/home/ada/.config/Steward', '/home/ada', 'ada')).toBe('~/.config/Steward');
  expect(withoutNames('/mnt/profiles/ada/Steward', '/home/ada', 'ada')).toBe('/mnt/profiles/…/Steward');
  expect(withoutNames('C:\\Users\\ada\\AppData\\Steward', 'C:\\Users\\ada', 'ada')).toBe('~\\AppData\\Steward');
  expect(withoutNames('/home/adams/x', '/home/ada', 'ada')).toBe('/home/adams/x');
});

test('the text says how things are, and nobody’s name, address, server or token', () => {
  const secretive = {
    id: 'server-1',
    url: 'https://steward.secret-corp.example',
    label: 'steward.secret-corp.example',
  };
  const state: AppState = {
    accounts: [
      {
        ...secretive,
        kind: 'server',
        person: { id: 'ada', first_name: 'Ada', last_name: 'Byron', email: 'ada@secret-corp.example' },
        secret: 'keychain',
        needs_sign_in: true,
      },
    ],
    active_account_id: 'server-1',
    connections: [{ account_id: 'server-1', state: 'offline', last_answer_at: null, latency_ms: 18 }],
    keychain: 'locked',
    settings: settings.parse({ theme: 'dark', proxy: { mode: 'manual', url: 'http://proxy.secret-corp.example' } }),
    update: { state: 'ready', version: '2.0.0', problem: null },
    info: {
      version: '1.0.0',
      host: 'electron',
      platform: 'linux',
      has_workspace: false,
      smoke: false,
      clock_offset_ms: 0,
    },
  };
  const cache = { bytes: 10, entries: 2, dropped: 1, problem: 'The disk is full.' };
  const text = diagnosticsText({ state, cache, dataDir: '/data', authorities: 1 });
  for (const word of ['secret-corp', 'Ada', 'Byron', 'ada@']) expect(text).not.toContain(word);
  for (const part of ['Keychain: locked', 'offline, 18 ms', 'needs sign-in', 'manual', 'The disk is full', '2.0.0'])
    expect(text).toContain(part);
});
