import { describe, expect, test } from 'vitest';
import type { ChildPort } from '../lib/child-port.ts';
import { recordingLogger } from '../lib/testing/fixtures.ts';
import { type KeytarAnswer, type KeytarRequest, keytarRequest } from './keytar-messages.ts';
import { createProcessSecretStore, problemOf } from './process-secret-store.ts';
import type { KeychainProbe } from './secret-service.ts';
import type { KeychainProblem } from './secret-store.ts';

type Behave = (request: KeytarRequest) => Partial<KeytarAnswer> | 'die' | 'hang';

/** A child process that answers as told, and a probe that says what it is told. */
function setUp(behave: Behave, statuses: ('ready' | KeychainProblem)[] = ['ready']) {
  const started: KeytarRequest[][] = [];
  let killed = 0;
  const start = (): ChildPort => {
    const seen: KeytarRequest[] = [];
    started.push(seen);
    let onMessage: (message: unknown) => void = () => undefined;
    let onExit: (code: number | null) => void = () => undefined;
    return {
      send: (message) => {
        const request = keytarRequest.parse(message);
        seen.push(request);
        const act = behave(request);
        if (act === 'die') queueMicrotask(() => onExit(139));
        else if (act !== 'hang') queueMicrotask(() => onMessage({ request: request.request, ...act }));
      },
      onMessage: (listener) => {
        onMessage = listener;
      },
      onExit: (listener) => {
        onExit = listener;
      },
      kill: () => {
        killed += 1;
        queueMicrotask(() => onExit(null));
      },
    };
  };
  const next = () => (statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 'ready';
  const probe: KeychainProbe = { status: async () => next(), unlock: async () => next() };
  const { log, lines } = recordingLogger();
  const store = createProcessSecretStore({ start, probe, log, operationMs: 50, loadMs: 50 });
  return { store, started, lines, killed: () => killed };
}

const value = (text: string | null): Partial<KeytarAnswer> => ({ outcome: 'value', value: text });

describe('the keychain process', () => {
  test('starts on first use, once, and answers each request with its own answer', async () => {
    const { store, started } = setUp((request) => (request.op === 'get' ? value(`of ${request.name}`) : value(null)));
    expect(started).toHaveLength(0);
    expect(await Promise.all(['a', 'b', 'c'].map((name) => store.get(name)))).toEqual(['of a', 'of b', 'of c']);
    expect(started).toHaveLength(1);
  });

  test('that dies while asked is a typed error, and the next call starts another', async () => {
    let lives = 0;
    const { store, started } = setUp(() => {
      lives += 1;
      return lives === 1 ? 'die' : value('back');
    });
    await expect(store.get('a')).rejects.toMatchObject({ name: 'KeychainError', kind: 'refused' });
    expect(await store.get('a')).toBe('back');
    expect(started).toHaveLength(2);
  });

  test('that hangs is ended, and refuses', async () => {
    let asked = 0;
    const { store, killed } = setUp(() => {
      asked += 1;
      return asked === 1 ? 'hang' : value('back');
    });
    await expect(store.set('a', 'b')).rejects.toMatchObject({ kind: 'refused' });
    expect(killed()).toBe(1);
    expect(await store.get('a')).toBe('back');
  });

  test('without keytar or its library is an absent keychain', async () => {
    const { store } = setUp(() => ({ outcome: 'not_loaded', message: 'libsecret-1.so.0: cannot open' }));
    expect(await store.status()).toBe('absent');
    await expect(store.get('a')).rejects.toMatchObject({ kind: 'absent' });
  });

  test('never writes a secret to the log', async () => {
    const { store, lines } = setUp(() => ({ outcome: 'failed', message: 'no' }));
    await expect(store.set('token:1', 'the-secret')).rejects.toMatchObject({ kind: 'refused' });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join()).not.toContain('the-secret');
  });
});

describe('a locked keyring', () => {
  test('is not asked at all', async () => {
    const { store, started } = setUp(() => value(null), ['locked']);
    for (const call of [() => store.get('a'), () => store.set('a', 'b'), () => store.delete('a')])
      await expect(call()).rejects.toMatchObject({ kind: 'locked' });
    expect(await store.status()).toBe('locked');
    expect(started).toHaveLength(0);
  });

  test('that is locked while asked is not taken for an absent secret', async () => {
    const { store } = setUp(() => value(null), ['ready', 'locked']);
    await expect(store.get('a')).rejects.toMatchObject({ kind: 'locked' });
  });

  test('while an open one that has no such secret says so', async () => {
    const { store } = setUp(() => value(null));
    expect(await store.get('a')).toBeNull();
  });
});

test.each([
  ['Cannot create an item in a locked collection', 'locked'],
  ['User interaction is not allowed.', 'locked'],
  ['The given address is empty', 'absent'],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'absent'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'absent'],
  ['User canceled the operation.', 'refused'],
  ['anything else', 'refused'],
])('%s means %s', (message, kind) => expect(problemOf(message)).toBe(kind));
