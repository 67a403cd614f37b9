import { describe, expect, test, vi } from 'vitest';
import { Failure } from '../lib/failure.ts';
import { silentLogger } from '../lib/logger.ts';
import { fakeStore } from '../lib/testing/fixtures.ts';
import { openKeychain } from './keychain.ts';
import { createShortMemory } from './short-memory.ts';

const nameOf = async (running: Promise<unknown>): Promise<string> => {
  const error = await running.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Failure ? error.error.name : String(error);
};

async function setUp(keepMs?: number) {
  const store = fakeStore();
  const get = vi.spyOn(store, 'get');
  const onChange = vi.fn();
  const keychain = await openKeychain({ store, log: silentLogger, onChange, keepMs });
  return { store, get, keychain, onChange };
}

describe('a secret', () => {
  test('is asked for once while it is used, and again after it was not', async () => {
    vi.useFakeTimers();
    try {
      const { store, get, keychain } = await setUp(1000);
      store.secrets.set('token:a', 'one');
      for (let at = 0; at < 5; at++) {
        expect(await keychain.get('token:a')).toBe('one');
        vi.advanceTimersByTime(900);
      }
      expect(get).toHaveBeenCalledTimes(1);
      vi.advanceTimersByTime(1001);
      // Somebody altered it meanwhile, with another program: the keychain's word holds.
      store.secrets.set('token:a', 'two');
      expect(await keychain.get('token:a')).toBe('two');
      keychain.forgetRecent();
      store.secrets.delete('token:a');
      expect(await keychain.get('token:a')).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  test('of this session only stays when the keychain becomes usable, and when it was read before', async () => {
    const { store, keychain } = await setUp();
    store.secrets.set('token:old', 'read before');
    expect(await keychain.get('token:old')).toBe('read before');
    store.problem = 'locked';
    keychain.useSession();
    await keychain.set('token:new', 'of the session');
    keychain.forgetRecent();
    expect(await keychain.get('token:old')).toBe('read before');
    store.problem = undefined;
    expect(await keychain.retry()).toBe('ready');
    keychain.forgetRecent();
    expect(await keychain.get('token:new')).toBe('of the session');
    expect(store.secrets.has('token:new')).toBe(false);
    await keychain.delete('token:new');
    expect(await keychain.get('token:new')).toBeNull();
  });

  test('is overwritten in memory when it goes', () => {
    const alloc = vi.spyOn(Buffer, 'alloc');
    const memory = createShortMemory();
    memory.set('a', 'the secret');
    const bytes = alloc.mock.results.at(-1)?.value as Buffer;
    expect(bytes.toString()).toBe('the secret');
    memory.set('a', 'another');
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    const second = alloc.mock.results.at(-1)?.value as Buffer;
    memory.clear();
    expect(second.every((byte) => byte === 0)).toBe(true);
    expect(memory.get('a')).toBeNull();
    alloc.mockRestore();
  });
});

describe('each problem', () => {
  test.each(['locked', 'absent', 'refused'] as const)('%s is a state and a message of its own', async (problem) => {
    const { store, keychain, onChange } = await setUp();
    store.problem = problem;
    expect(await nameOf(keychain.get('token:a'))).toBe(`keychain_${problem}`);
    expect(keychain.state()).toBe(problem);
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(await nameOf(keychain.set('token:a', 'x'))).toBe(`keychain_${problem}`);
    expect(await nameOf(keychain.delete('token:a'))).toBe(`keychain_${problem}`);
    expect(await nameOf(keychain.mustBeReady())).toBe(`keychain_${problem}`);
    // Nothing went anywhere else.
    expect(store.secrets.size).toBe(0);
    store.problem = undefined;
    expect(await keychain.retry()).toBe('ready');
  });

  test('does not end “this session only” while it lasts, and no token goes to disk meanwhile', async () => {
    const { store, keychain } = await setUp();
    store.problem = 'absent';
    await nameOf(keychain.get('x'));
    keychain.useSession();
    await keychain.set('token:a', 'x');
    expect(await keychain.retry()).toBe('session');
    expect(await keychain.get('token:a')).toBe('x');
    expect(store.secrets.size).toBe(0);
  });

  test('follows the keychain from one to another', async () => {
    const { store, keychain } = await setUp();
    const seen = [];
    for (const problem of ['locked', 'refused', 'absent', undefined, 'locked'] as const) {
      store.problem = problem;
      await nameOf(keychain.get('token:a'));
      seen.push(keychain.state());
    }
    expect(seen).toEqual(['locked', 'refused', 'absent', 'ready', 'locked']);
  });
});
