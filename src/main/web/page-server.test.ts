import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Event, Reply } from '../../contract/ipc.ts';
import { openPageServer, type PageServer } from './page-server.ts';
import { isBridgeCall, isOwnRequest } from './request-checks.ts';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

let page = '';
let server: PageServer;
const invoke = vi.fn(async (method: unknown): Promise<Reply> => ({ ok: true, value: method }));
const listeners = new Set<(event: Event) => void>();
const subscribe = (listener: (event: Event) => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

beforeEach(async () => {
  page = await mkdtemp(join(tmpdir(), 'steward-host-'));
  await writeFile(join(page, 'index.html'), '<p>page</p>');
  invoke.mockClear();
  listeners.clear();
  server = await openPageServer({ steward: { invoke, subscribe }, page });
});

afterEach(async () => {
  await server.close();
  await rm(page, { recursive: true });
});

/** Node's own client, since fetch refuses to send a `Host` or an `Origin` of one's choice. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.origin);
    const request = httpRequest({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function signIn(): Promise<string> {
  const { headers } = await send(server.link.slice(server.origin.length));
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

const callHeaders = (cookie: string) => ({
  cookie,
  origin: server.origin,
  'content-type': 'application/json',
  'x-steward-bridge': '1',
});
const call = JSON.stringify({ method: 'app.state', input: {} });

test('the link works once and gives a cookie that scripts cannot read', async () => {
  const path = server.link.slice(server.origin.length);
  const first = await send(path);
  expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
  expect(first.headers['set-cookie']?.[0]).toMatch(/^steward-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  const second = await send(path);
  expect(second.status).toBe(403);
  expect(second.headers['set-cookie']).toBeUndefined();
});

test('a wrong code opens nothing and does not use the link up', async () => {
  for (const path of ['/open', '/open?code=', `/open?code=${'A'.repeat(43)}`])
    expect((await send(path)).status).toBe(403);
  expect(await signIn()).not.toBe('');
});

test('without the cookie nothing answers', async () => {
  for (const path of ['/', '/index.html', '/bridge/events', '/bridge/invoke'])
    expect((await send(path)).status, path).toBe(401);
  await signIn();
  expect((await send('/')).status).toBe(401);
  expect((await send('/', { cookie: 'steward-1=x' })).status).toBe(401);
  expect((await send('/bridge/invoke', callHeaders(''), 'POST', call)).status).toBe(401);
  expect(invoke).not.toHaveBeenCalled();
});

test('with the cookie the page is there, with its policy', async () => {
  const cookie = await signIn();
  const answer = await send('/organizations/x', { cookie: `other=1; ${cookie}` });
  expect(answer).toMatchObject({ status: 200, text: '<p>page</p>' });
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  expect((await send('/', { cookie }, 'POST')).status).toBe(405);
  expect((await send('/../../etc/passwd', { cookie })).text).not.toContain('root:');
});

test('another name for this machine is refused (DNS rebinding)', async () => {
  const cookie = await signIn();
  for (const host of ['evil.example', 'localhost', '127.0.0.1', `evil.example:${new URL(server.origin).port}`])
    expect((await send('/', { cookie, host })).status, host).toBe(403);
});

test('a page of somebody else is refused', async () => {
  const cookie = await signIn();
  for (const origin of ['https://evil.example', 'null', server.origin.replace('127.0.0.1', 'localhost')])
    expect((await send('/bridge/invoke', { ...callHeaders(cookie), origin }, 'POST', call)).status, origin).toBe(403);
  for (const site of ['cross-site', 'same-site'])
    expect((await send('/bridge/events', { cookie, 'sec-fetch-site': site })).status, site).toBe(403);
  expect(invoke).not.toHaveBeenCalled();
});

test('a call needs the origin, the header and JSON', async () => {
  const cookie = await signIn();
  const whole = callHeaders(cookie);
  const { origin: _origin, ...noOrigin } = whole;
  const { 'x-steward-bridge': _header, ...noHeader } = whole;
  for (const headers of [noOrigin, noHeader, { ...whole, 'content-type': 'text/plain' }])
    expect((await send('/bridge/invoke', headers, 'POST', call)).status).toBe(403);
  expect((await send('/bridge/invoke', whole, 'GET')).status).toBe(405);
  for (const body of ['', '{', '1', 'null'])
    expect((await send('/bridge/invoke', whole, 'POST', body)).status).toBe(400);
  expect(invoke).not.toHaveBeenCalled();
});

test('a call reaches the core and its reply the page', async () => {
  const cookie = await signIn();
  const answer = await send('/bridge/invoke', callHeaders(cookie), 'POST', call);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toEqual({ ok: true, value: 'app.state' });
  expect(invoke).toHaveBeenCalledWith('app.state', {});
});

test('a body that is too large is refused', async () => {
  const cookie = await signIn();
  const headers = callHeaders(cookie);
  const sent = send('/bridge/invoke', headers, 'POST', ' '.repeat(9 * 1024 * 1024 + 1));
  expect((await sent).status).toBe(413);
});

test('events reach the page until it goes', async () => {
  const cookie = await signIn();
  const event: Event = { type: 'menu', command: 'find' };
  const response = await fetch(`${server.origin}/bridge/events`, { headers: { cookie } });
  await vi.waitFor(() => expect(listeners.size).toBe(1));
  for (const listener of listeners) listener(event);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('data:')) text += (await reader?.read())?.value ?? '';
  expect(text).toContain(`data: ${JSON.stringify(event)}\n\n`);
  await reader?.cancel();
  await vi.waitFor(() => expect(listeners.size).toBe(0));
});

test('the link is one person’s, also when two open it at the same moment', async () => {
  const path = server.link.slice(server.origin.length);
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(path)));
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  expect(answers.filter(({ headers }) => headers['set-cookie'] !== undefined)).toHaveLength(1);
});

test('no other machine can connect', async () => {
  const { port } = new URL(server.origin);
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address?.internal === false && address.family === 'IPv4');
  for (const address of others) {
    const refused = new Promise<string>((resolve) => {
      const socket = connect(Number(port), address?.address ?? '');
      socket.once('connect', () => resolve('connected'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    });
    expect(await refused, address?.address).toBe('ECONNREFUSED');
  }
  expect(new URL(server.origin).hostname).toBe('127.0.0.1');
});

test('of all headers only our own page’s are taken', async () => {
  const { host } = new URL('http://127.0.0.1:4242');
  const origin = `http://${host}`;
  const some = (...values: string[]) =>
    fc.option(fc.oneof(fc.constantFrom(...values), fc.string()), { nil: undefined });
  const headers = fc.record({
    host: some(host, 'localhost:4242', '127.0.0.1', 'evil.example:4242', `${host}.evil.example`),
    origin: some(origin, 'null', 'http://localhost:4242', `${origin}.evil.example`, 'https://127.0.0.1:4242'),
    'sec-fetch-site': some('same-origin', 'none', 'cross-site', 'same-site'),
    'x-steward-bridge': some('1', '0'),
    'content-type': some('application/json', 'text/plain', 'application/json; charset=utf-8', 'multipart/form-data'),
  });
  fc.assert(
    fc.property(headers, (given) => {
      if (isOwnRequest(given, origin)) {
        expect(given.host).toBe(host);
        expect([undefined, origin]).toContain(given.origin);
        expect([undefined, 'same-origin', 'none']).toContain(given['sec-fetch-site']);
      }
      if (isBridgeCall(given, origin)) {
        expect(given).toMatchObject({ origin, 'x-steward-bridge': '1' });
        // What a form of another page can send without being asked for permission is not among them.
        expect(given['content-type']).toMatch(/^application\/json(;|$)/i);
      }
    }),
    { numRuns: 3000 },
  );
});
