import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { routes } from '../../contract/api/index.ts';
import { backendUrl, type ProxySetting } from '../../contract/ipc.ts';
import { createHttp } from '../api-client/http.ts';
import { parseInput } from '../api-client/input.ts';
import { silentLogger } from '../lib/logger.ts';
import { PATIENT, temporaryFolder } from '../lib/testing/fixtures.ts';
import { openCertificates } from './certificates.ts';
import { environmentProxy, firstProxy } from './system-proxy.ts';
import { type Issued, makeAuthority } from './testing/authority.ts';
import { createTransport, type Transport } from './transport.ts';
import { tryConnection } from './try-connection.ts';

/** Not this machine by name, so that it goes through a proxy; only the tests' proxy knows where it is. */
const HOST = 'steward.example.test';
const TOKEN = 'the-canary-token';

const transports: Transport[] = [];
afterEach(async () => {
  for (const transport of transports.splice(0)) await transport.close();
});

function transportWith(proxy: ProxySetting, authorities: readonly string[] = []): Transport {
  const systemProxy = async () => null;
  const transport = createTransport({ proxy: () => proxy, systemProxy, authorities: () => authorities });
  transports.push(transport);
  return transport;
}

interface Heard {
  readonly port: number;
  readonly requests: IncomingMessage[];
}

async function secureServer(issued: Issued, answer: { status: number; location?: string } = { status: 200 }) {
  const requests: IncomingMessage[] = [];
  const server = createServer({ cert: issued.cert, key: issued.key }, (request, response) => {
    requests.push(request);
    response.writeHead(answer.status, answer.location === undefined ? {} : { location: answer.location });
    response.end('{"status":"ok"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, requests } satisfies Heard;
}

/** A proxy that leads every name to this machine; with a status it refuses instead. */
async function proxyServer(refusal?: number) {
  const asked: string[] = [];
  const headers: string[] = [];
  const sockets = new Set<Duplex>();
  const server = createHttpServer();
  server.on('connect', (request, socket: Duplex) => {
    asked.push(request.url ?? '');
    headers.push(JSON.stringify(request.headers));
    sockets.add(socket.on('error', () => undefined));
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
    const port = Number(request.url?.split(':')[1]);
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Ok\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    sockets.add(target.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, headers };
}

const callMe = (transport: Transport, origin: string) => {
  const http = createHttp({ fetch: transport.fetch, version: '1', limits: PATIENT });
  const input = parseInput(routes['users.get'], { params: { user_id: 'me' } });
  return http.send({ origin, token: TOKEN, route: routes['users.get'], input });
};

describe('a certificate', () => {
  test('of an authority that nobody trusts sends nothing, and no setting goes on without', async () => {
    const authority = await makeAuthority();
    const server = await secureServer(await authority.issue('127.0.0.1'));
    const origin = `https://127.0.0.1:${server.port}`;
    const refused = callMe(transportWith({ mode: 'direct' }), origin);
    await expect(refused).rejects.toThrow(/certificate is not trusted \(\w+\)\. Nothing was sent\./);
    expect(server.requests).toEqual([]);
  });

  test('of the company’s own authority is trusted once it was added, and not after it was removed', async () => {
    const authority = await makeAuthority();
    const server = await secureServer(await authority.issue('127.0.0.1'));
    const origin = `https://127.0.0.1:${server.port}`;
    const certificates = await openCertificates(await temporaryFolder(), silentLogger);
    const transport = createTransport({
      proxy: () => ({ mode: 'direct' }),
      systemProxy: async () => null,
      authorities: certificates.pems,
    });
    transports.push(transport);
    const [added] = await certificates.add(authority.cert);
    expect(await tryConnection(transport.fetch, origin)).toMatchObject({ reached: true });
    await certificates.remove(added?.fingerprint ?? '');
    expect(await tryConnection(transport.fetch, origin)).toMatchObject({
      reached: false,
      message: expect.stringContaining('certificate is not trusted'),
    });
  });

  test('for another name is refused although its authority is trusted', async () => {
    const authority = await makeAuthority();
    const server = await secureServer(await authority.issue('other.example'));
    const transport = transportWith({ mode: 'direct' }, [authority.cert]);
    await expect(callMe(transport, `https://127.0.0.1:${server.port}`)).rejects.toThrow(/ERR_TLS_CERT_ALTNAME_INVALID/);
    expect(server.requests).toEqual([]);
  });
});

describe('a proxy', () => {
  test('carries what is encrypted and never sees the token', async () => {
    const authority = await makeAuthority();
    const server = await secureServer(await authority.issue(HOST));
    const proxy = await proxyServer();
    const transport = transportWith({ mode: 'manual', url: proxy.url }, [authority.cert]);
    const tried = await tryConnection(transport.fetch, `https://${HOST}:${server.port}`);
    expect(tried).toEqual({ reached: true, message: `${HOST}:${server.port} answers.` });
    await callMe(transport, `https://${HOST}:${server.port}`).catch(() => undefined);
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Key ${TOKEN}`);
    expect(new Set(proxy.asked)).toEqual(new Set([`${HOST}:${server.port}`]));
    expect(proxy.headers.join()).not.toContain(TOKEN);
  });

  test.each([
    [407, 'asks for a user name and a password'],
    [403, 'refused the connection (403)'],
  ])('that refuses with %i is said', async (status, sentence) => {
    const proxy = await proxyServer(status);
    const transport = transportWith({ mode: 'manual', url: proxy.url });
    const { reached, message } = await tryConnection(transport.fetch, `https://${HOST}`);
    expect({ reached, message }).toEqual({ reached: false, message: expect.stringContaining(sentence) });
  });

  test('is not between Steward and this machine', async () => {
    const authority = await makeAuthority();
    const server = await secureServer(await authority.issue('127.0.0.1'));
    const proxy = await proxyServer();
    const transport = transportWith({ mode: 'manual', url: proxy.url }, [authority.cert]);
    expect(await tryConnection(transport.fetch, `https://127.0.0.1:${server.port}`)).toMatchObject({ reached: true });
    expect(proxy.asked).toEqual([]);
  });

  test('of the system is understood, and one that cannot be used is not gone around', () => {
    expect(firstProxy('DIRECT')).toBeNull();
    expect(firstProxy('PROXY proxy.example:3128; DIRECT')).toBe('http://proxy.example:3128');
    expect(firstProxy('SOCKS5 s.example:1080; HTTPS proxy.example:443')).toBe('https://proxy.example:443');
    expect(() => firstProxy('SOCKS5 s.example:1080')).toThrow(/SOCKS/);
  });

  test('of the environment has its exceptions', async () => {
    const env = { HTTPS_PROXY: 'proxy.example:3128', NO_PROXY: 'intern.example, .corp' };
    const proxyOf = environmentProxy(env);
    expect(await proxyOf('https://steward.example')).toBe('http://proxy.example:3128/');
    expect(await proxyOf('http://steward.example')).toBeNull();
    for (const host of ['intern.example', 'a.intern.example', 'x.corp'])
      expect(await proxyOf(`https://${host}`), host).toBeNull();
    expect(await proxyOf('https://notintern.example')).not.toBeNull();
  });
});

test('a redirect to another place takes no token there', async () => {
  const authority = await makeAuthority();
  const elsewhere = await secureServer(await authority.issue('127.0.0.1'));
  const location = `https://127.0.0.1:${elsewhere.port}/v2/users/me`;
  const server = await secureServer(await authority.issue('127.0.0.1'), { status: 307, location });
  const transport = transportWith({ mode: 'direct' }, [authority.cert]);
  await expect(callMe(transport, `https://127.0.0.1:${server.port}`)).rejects.toThrow(/redirects/);
  expect(server.requests).toHaveLength(1);
  expect(elsewhere.requests).toEqual([]);
});

test.each([
  ['https://steward.example.org', true],
  ['http://localhost:7878', true],
  ['http://127.0.0.1:7878', true],
  ['http://[::1]:7878', true],
  ['http://steward.example.org', false],
  ['http://127.0.0.1.example.org', false],
  ['http://localhost.example.org', false],
  ['http://0.0.0.0', false],
  ['ftp://localhost', false],
  ['https://ada:pw@steward.example.org', false],
])('an address of a backend: %s, accepted: %s', (url, accepted) => {
  expect(backendUrl.safeParse(url).success).toBe(accepted);
});
