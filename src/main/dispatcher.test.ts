import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MethodName, methods, reply } from '../contract/ipc.ts';
import { MAX_PINNED_CHARTS } from '../contract/vocabulary.ts';
import { createDispatcher, type Handlers } from './dispatcher.ts';
import { clock } from './lib/clock.ts';
import { failure } from './lib/failure.ts';
import { recordingLogger } from './lib/testing/fixtures.ts';

function setUp(given: Partial<Record<MethodName, (input: never) => unknown>> = {}, maxConcurrent?: number) {
  const called: string[] = [];
  const entries = Object.keys(methods).map((name) => [
    name,
    (input: never) => {
      called.push(name);
      return given[name as MethodName]?.(input);
    },
  ]);
  const { log, lines } = recordingLogger();
  const handlers = Object.fromEntries(entries) as unknown as Handlers;
  return { dispatch: createDispatcher({ handlers, log, maxConcurrent }), called, lines };
}

const nameOf = (answer: { ok: boolean; error?: { name: string } }) => answer.error?.name;
const prototypeNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'];

describe('whatever comes in', () => {
  test('is answered with a reply and a sentence, and never throws', async () => {
    const { dispatch } = setUp();
    const method = fc.oneof(fc.constantFrom(...Object.keys(methods), ...prototypeNames), fc.anything());
    await fc.assert(
      fc.asyncProperty(
        method,
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSparseArray: true,
        }),
        async (name, input) => {
          const answer = await dispatch(name, input);
          reply.parse(answer);
          if (!answer.ok) expect(answer.error.message).toMatch(/^[A-Z].*\.$/s);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('that is no method of ours reaches no handler', async () => {
    const { dispatch, called } = setUp();
    for (const name of [...prototypeNames, '', 'app', 'app.state ', undefined, null, 7, {}, ['app.state']])
      expect(nameOf(await dispatch(name, {}))).toBe('refused');
    expect(called).toEqual([]);
  });

  test('with prototype names in it reaches no handler', async () => {
    const { dispatch, called } = setUp();
    const input = (body: unknown) => ({ account_id: 'a', route: 'users.get', input: { body } });
    for (const text of ['{"__proto__":{"x":1}}', '{"a":{"constructor":{"prototype":{}}}}'])
      expect(nameOf(await dispatch('api.call', input(JSON.parse(text))))).toBe('refused');
    expect(called).toEqual([]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('that is too large, too deep, endless or alive is refused', async () => {
    const { dispatch, called } = setUp();
    let deep: unknown = 1;
    for (let at = 0; at < 100_000; at++) deep = [deep];
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const alive = Object.defineProperty({}, 'theme', { enumerable: true, get: () => 'dark' });
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('ha');
        },
      },
    );
    const large = 'x'.repeat(1024 * 1024);
    const wide = { theme: Array.from({ length: 300_000 }, () => 1) };
    for (const input of [
      deep,
      cycle,
      alive,
      proxy,
      large,
      { theme: large },
      wide,
      () => 1,
      clock.date(),
      new Map(),
      Symbol('x'),
    ])
      expect(nameOf(await dispatch('settings.update', input))).toBe('refused');
    expect(called).toEqual([]);
  });

  test('is refused from 33 levels on, since what reads it may recurse', async () => {
    const { dispatch, called } = setUp();
    const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
    const call = (body: unknown) => dispatch('api.call', { account_id: 'a', route: 'b', input: { body } });
    expect(nameOf(await call(nested(30)))).toBe('internal');
    expect(called).toEqual(['api.call']);
    expect(nameOf(await call(nested(31)))).toBe('refused');
  });

  test('that is not what the contract says names the fields', async () => {
    const { dispatch, called } = setUp();
    const answer = await dispatch('settings.update', { theme: 'pink', extra: 1 });
    expect(answer).toMatchObject({ ok: false, error: { name: 'invalid', details: [{ field: 'theme' }, {}] } });
    expect(called).toEqual([]);
  });
});

test('a table may be saved that is larger than anything else that comes in', async () => {
  const { dispatch } = setUp({ 'files.save_text': () => ({ saved: false }) });
  const save = (length: number) =>
    dispatch('files.save_text', { suggested_name: 'costs.csv', text: 'x'.repeat(length) });
  expect(await save(4_000_000)).toEqual({ ok: true, value: { saved: false } });
  expect(nameOf(await save(9_000_000))).toBe('refused');
});

test('more charts on a home than it takes are refused, with the field and what to do', async () => {
  const { dispatch, called } = setUp();
  const charts = Array.from({ length: MAX_PINNED_CHARTS + 1 }, (_, index) => ({ search: { app: `app-${index}` } }));
  const answer = await dispatch('settings.update', {
    pinned_charts: { account_id: 'a', organization_id: 'b', charts },
  });
  const message = `holds more than ${MAX_PINNED_CHARTS} charts: unpin one first`;
  expect(answer).toMatchObject({
    ok: false,
    error: { name: 'invalid', details: [{ field: 'pinned_charts.charts', message }] },
  });
  expect(called).toEqual([]);
});

describe('what goes out', () => {
  test('is only what the contract names', async () => {
    const { dispatch } = setUp({ 'keychain.retry': () => ({ keychain: 'ready', token: 'secret' }) });
    expect(await dispatch('keychain.retry', {})).toEqual({ ok: true, value: { keychain: 'ready' } });
  });

  test('is an error where a handler answers something else', async () => {
    const { dispatch, lines } = setUp({ 'keychain.retry': () => ({ keychain: 'open' }) });
    expect(nameOf(await dispatch('keychain.retry', {}))).toBe('internal');
    expect(lines).toHaveLength(1);
  });

  test('keeps an expected failure, and hides what was not expected', async () => {
    const { dispatch, lines } = setUp({
      'keychain.retry': () => {
        throw failure('keychain_locked', 'It is locked.');
      },
      'keychain.use_session': () => {
        throw new Error('at /home/ada/secret');
      },
    });
    const expected = { ok: false, error: { name: 'keychain_locked', message: 'It is locked.' } };
    expect(await dispatch('keychain.retry', {})).toEqual(expected);
    const hidden = await dispatch('keychain.use_session', {});
    expect(nameOf(hidden)).toBe('internal');
    expect(JSON.stringify(hidden)).not.toContain('/home/ada');
    expect(lines.join()).toContain('/home/ada');
  });
});

test('at most so many calls run at once, and others run again after them', async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { dispatch, called } = setUp({ 'keychain.retry': () => gate.then(() => ({ keychain: 'ready' })) }, 3);
  const running = Array.from({ length: 3 }, () => dispatch('keychain.retry', {}));
  expect(nameOf(await dispatch('keychain.retry', {}))).toBe('refused');
  release();
  expect((await Promise.all(running)).every(({ ok }) => ok)).toBe(true);
  expect((await dispatch('keychain.retry', {})).ok).toBe(true);
  expect(called).toHaveLength(4);
});

describe.each(Object.keys(methods) as MethodName[])('%s', (method) => {
  const tooLarge = { text: 'x'.repeat(1024 * 1024 + 1) };
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  const hostile: readonly (readonly [string, unknown])[] = [
    ['a field that it does not know', { not_a_field: 1 }],
    ['too much', tooLarge],
    ['a cycle', cycle],
    ['a prototype', JSON.parse('{"__proto__":{"admin":true}}')],
    ['a constructor', JSON.parse('{"constructor":{"prototype":{"admin":true}}}')],
    ['an accessor', Object.defineProperty({}, 'account_id', { enumerable: true, get: () => 'a' })],
    ['an array', []],
    ['a text', 'x'],
    ['nothing', undefined],
    ['null', null],
    ['a function', () => 1],
    ['a class', new (class Input {})()],
  ];
  test.each(hostile)('is not reached by %s', async (_what, input) => {
    const { dispatch, called } = setUp();
    const answer = await dispatch(method, input);
    expect(answer.ok).toBe(false);
    expect(['refused', 'invalid']).toContain(nameOf(answer));
    expect(called).toEqual([]);
  });

  test('is not reached by anything that is nearly its input', async () => {
    const { dispatch, called } = setUp();
    const value = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
    const key = fc.constantFrom('account_id', 'route', 'input', 'url', 'token', 'theme', 'proxy', 'pem', 'text', 'to');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, value), fc.string({ minLength: 12 }), async (near, extra) => {
        const answer = await dispatch(method, { ...near, [`x_${extra}`]: 1 });
        reply.parse(answer);
        expect(answer.ok).toBe(false);
      }),
      { numRuns: 150 },
    );
    expect(called).toEqual([]);
  });
});

test.each([
  ['ENOSPC', 'is full'],
  ['EROFS', 'may not write'],
])('a disk that says %s is said so, and not as a fault of ours', async (code, words) => {
  const broken = () => Promise.reject(Object.assign(new Error(`${code}: write '/home/ada/drafts.json'`), { code }));
  const { dispatch, lines } = setUp({ 'drafts.put': broken });
  const answer = await dispatch('drafts.put', { account_id: 'a', key: 'k', value: 1 });
  expect(answer).toMatchObject({ ok: false, error: { name: 'disk', message: expect.stringContaining(words) } });
  expect(JSON.stringify(answer)).not.toContain('/home/ada');
  expect(lines).toHaveLength(1);
});
