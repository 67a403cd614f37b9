import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type RouteName, routes } from '../../contract/api/index.ts';
import { Failure } from '../lib/failure.ts';
import { answerWith, startBackend } from '../lib/testing/backend.ts';
import { PATIENT } from '../lib/testing/fixtures.ts';
import { createHttp } from './http.ts';
import { type GivenInput, parseInput } from './input.ts';

const http = createHttp({ version: '1.2.3', limits: PATIENT });
const impatient = createHttp({ version: '1.2.3', limits: { ...PATIENT, answerMs: 300 } });
const hurried = createHttp({ version: '1.2.3', limits: { ...PATIENT, wholeMs: 300 } });

const send = (origin: string, name: RouteName, input: GivenInput = {}, client = http) =>
  client.send({ origin, token: 'the-secret-token', route: routes[name], input: parseInput(routes[name], input) });

const me = { params: { user_id: 'me' } };

async function failureOf(promise: Promise<unknown>): Promise<Failure['error']> {
  const error = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof Failure)) throw new Error(`not a Failure: ${String(error)}`);
  return error.error;
}

describe('an answer', () => {
  test('is parsed by the contract and asked for with the token', async () => {
    const backend = await startBackend();
    backend.tokens.set('the-secret-token', 'public1');
    const { data } = await send(backend.url, 'users.get', me);
    expect(data).toMatchObject({ user: { id: 'ada' } });
    expect(data).not.toHaveProperty('status');
    expect(backend.received[0]?.headers).toMatchObject({
      authorization: 'Key the-secret-token',
      'user-agent': 'Steward/1.2.3',
    });
  });

  test('that is not what the contract says is a bad answer', async () => {
    const backend = await startBackend();
    backend.on('GET /v2/users/me', (response) => answerWith(response, 'ok', { user: { id: 7 } }));
    expect(await failureOf(send(backend.url, 'users.get', me))).toMatchObject({ name: 'bad_answer' });
  });

  test.each([
    ['a page', 200, '<html>Welcome on board</html>', 'bad_answer'],
    ['a page that says 404', 404, '<html>No</html>', 'bad_answer'],
    ['a page that says 401', 401, '<html>Log in</html>', 'bad_answer'],
    ['a gateway error', 502, '<html>Bad gateway</html>', 'internal'],
    ['JSON without a status', 200, '{"user":{}}', 'bad_answer'],
    ['nothing', 200, '', 'bad_answer'],
    ['null', 200, 'null', 'bad_answer'],
  ])('%s is no answer of a backend', async (_, code, body, name) => {
    const backend = await startBackend();
    backend.on('GET /v2/users/me', (response) => response.writeHead(code, { 'content-type': 'text/html' }).end(body));
    const error = await failureOf(send(backend.url, 'users.get', me));
    expect(error.name).toBe(name);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
  });

  test('keeps the name, the details and the request id of an error', async () => {
    const backend = await startBackend();
    backend.on('GET /v2/users/me', (response) => {
      const status = {
        code: 40010,
        description: 'Already taken',
        req_id: 'r-9',
        details: [{ field: 'a', message: 'b' }],
      };
      response.writeHead(409).end(JSON.stringify({ status }));
    });
    expect(await failureOf(send(backend.url, 'users.get', me))).toEqual({
      name: 'duplicate',
      message: 'Already taken.',
      req_id: 'r-9',
      details: [{ field: 'a', message: 'b' }],
      retry_after_seconds: undefined,
    });
  });

  test('that throttles says how long to wait', async () => {
    const backend = await startBackend();
    backend.on('GET /v2/users/me', (response) => answerWith(response, 'throttled', {}, { 'retry-after': '17' }));
    expect(await failureOf(send(backend.url, 'users.get', me))).toMatchObject({
      name: 'throttled',
      retry_after_seconds: 17,
    });
  });

  test('that never ends is cut at the size limit', async () => {
    const backend = await startBackend();
    let sent = 0;
    let cut = false;
    backend.on('GET /v2/users/me', (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (!cut && sent < 200) {
          sent += 1;
          if (!response.write(chunk)) return response.once('drain', more);
        }
        return response.end();
      };
      response.on('close', () => {
        cut = true;
      });
      more();
    });
    expect(await failureOf(send(backend.url, 'users.get', me))).toMatchObject({ name: 'bad_answer' });
    expect(sent).toBeLessThan(100);
  });

  test('that drips byte by byte ends at the time limit for the whole', async () => {
    const backend = await startBackend();
    backend.on('GET /v2/users/me', (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await failureOf(send(backend.url, 'users.get', me, hurried))).toMatchObject({ name: 'timeout' });
  });

  test('that does not begin is a timeout, which for a change is not "nothing was changed"', async () => {
    const backend = await startBackend();
    backend.on('GET /v2/users/me', () => undefined);
    backend.on('PATCH /v2/users/me', () => undefined);
    expect(await failureOf(send(backend.url, 'users.get', me, impatient))).toMatchObject({ name: 'timeout' });
    const change = { ...me, body: { user: { first_name: 'Augusta' } } };
    const error = await failureOf(send(backend.url, 'users.update', change, impatient));
    expect(error).toMatchObject({
      name: 'timeout',
      message: expect.stringContaining('Look whether the change was made'),
    });
  });
});

describe('a redirect', () => {
  test('is not followed, and the token goes to no other address', async () => {
    const other = await startBackend();
    const backend = await startBackend();
    for (const code of [301, 302, 303, 307, 308]) {
      backend.on('GET /v2/users/me', (response) =>
        response.writeHead(code, { location: `${other.url}/v2/users/me` }).end(),
      );
      expect(await failureOf(send(backend.url, 'users.get', me))).toMatchObject({ name: 'bad_answer' });
    }
    expect(other.received).toEqual([]);
  });
});

/** Cuts the first `times` connections that send something, then answers. */
async function flaky(times: number) {
  const seen: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      seen.push(data.toString());
      if (seen.length <= times) return socket.resetAndDestroy();
      const body = JSON.stringify({ status: { code: 10000, description: 'Ok', req_id: 'r' } });
      return socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, seen };
}

describe('a broken connection', () => {
  const leave = { params: { org_id: 'acme' } };
  const keyHeader = (text: string | undefined) => /idempotency-key: (\S+)/i.exec(text ?? '')?.[1];

  test('is tried once more for a POST, with the same idempotency key', async () => {
    const backend = await flaky(1);
    await send(backend.url, 'organizations.leave', leave);
    expect(backend.seen).toHaveLength(2);
    expect(keyHeader(backend.seen[0])).toMatch(/^[0-9a-f-]{36}$/);
    expect(keyHeader(backend.seen[1])).toBe(keyHeader(backend.seen[0]));
  });

  test('is not tried a third time', async () => {
    const backend = await flaky(9);
    const error = await failureOf(send(backend.url, 'organizations.leave', leave));
    expect(error).toMatchObject({ name: 'offline', message: expect.stringContaining('Look whether') });
    expect(backend.seen).toHaveLength(2);
  });

  test('is not tried again for a PATCH or a DELETE, which have no key', async () => {
    for (const [name, input] of [
      ['users.update', { ...me, body: { user: { first_name: 'A' } } }],
      ['users.delete', { ...me, body: { confirm: 'ada' } }],
    ] as const) {
      const backend = await flaky(1);
      expect(await failureOf(send(backend.url, name, input))).toMatchObject({ name: 'offline' });
      expect(backend.seen).toHaveLength(1);
    }
  });

  test('that was never made says that nothing was changed', async () => {
    const backend = await startBackend();
    await backend.stop();
    const error = await failureOf(send(backend.url, 'organizations.leave', leave));
    expect(error).toMatchObject({ name: 'offline', message: expect.stringContaining('Nothing was changed.') });
  });
});

describe('what is sent', () => {
  test('is checked first, and every field that is wrong is named', async () => {
    const body = { organizations: [{ id: 'NOT AN ID', name: '', billing_email: 'x' }] };
    const error = await failureOf((async () => send('http://127.0.0.1:9', 'organizations.create', { ...me, body }))());
    expect(error.name).toBe('invalid');
    expect(error.details?.map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        'body.organizations.0.id',
        'body.organizations.0.name',
        'body.organizations.0.billing_email',
      ]),
    );
  });

  test('is not sent where it is larger than the backend takes', async () => {
    const events = Array.from({ length: 9000 }, () => 'x'.repeat(1000));
    const call = send('http://127.0.0.1:9', 'usage.record', { params: { org_id: 'acme' }, body: { events } });
    expect(await failureOf(call)).toMatchObject({ name: 'invalid' });
  });
});

describe('looking whether a backend is alive', () => {
  test('tells a backend from a page and from nothing', async () => {
    const backend = await startBackend();
    expect(await http.isAlive(backend.url, PATIENT.answerMs)).toBe(true);
    backend.on('GET /healthz', (response) => response.end('<html>Welcome on board</html>'));
    expect(await http.isAlive(backend.url, PATIENT.answerMs)).toBe(false);
    await backend.stop();
    expect(await http.isAlive(backend.url, PATIENT.answerMs)).toBe(false);
  });
});

describe('a version', () => {
  const version = '2026-11-24T10:00:00.000000Z';
  const update = { params: { org_id: 'acme' }, body: { organization: { name: 'Acme' } } };

  test('goes out as If-Match, and a refusal comes back by its name', async () => {
    const backend = await startBackend();
    backend.on('PATCH /v2/organizations/acme', (response) => answerWith(response, 'precondition_failed'));
    await expect(send(backend.url, 'organizations.update', { ...update, if_match: version })).rejects.toMatchObject({
      error: { name: 'precondition_failed' },
    });
    expect(backend.received[0]?.headers['if-match']).toBe(`"${version}"`);
  });

  test.each([
    ['a call that takes none', 'organizations.leave', { params: { org_id: 'acme' }, if_match: version }],
    ['what is no version', 'organizations.update', { ...update, if_match: 'yesterday' }],
  ] as const)('is refused for %s, and nothing is sent', (_, name, input) => {
    expect(() => parseInput(routes[name], input)).toThrow(/if_match/);
  });
});
