import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { World } from '../../src/server/testing/world.ts';
import type { Context } from '../attack.ts';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
}

type Misbehave = (request: IncomingMessage, response: ServerResponse) => void;

const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');

/** Writes until it has written so much, or for ever, and stops when the other side has had enough. */
function pour(response: ServerResponse, megabytes: number): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  let sent = 0;
  const more = (): void => {
    while (!response.destroyed && sent < megabytes) {
      sent += 1;
      if (!response.write(MEGABYTE)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

const answer =
  (http: number, body: string, headers: Record<string, string> = {}): Misbehave =>
  (_, response) =>
    void response.writeHead(http, { 'content-type': 'application/json', ...headers }).end(body);
const status = (code: number, more = '') => `{"status":{"code":${code},"description":"Teapot","req_id":"r"}${more}}`;
const HTML = '<html><body>Welcome on board. <a href="/pay">Buy</a></body></html>';

/** Ways in which a backend, or what stands before it, goes wrong; each with the errors that say so. */
export const WAYS: Readonly<Record<string, { readonly do: Misbehave; readonly errors: readonly string[] }>> = {
  'cuts the connection at once': { do: (request) => request.socket.destroy(), errors: ['offline'] },
  'resets it in the middle of the answer': {
    do: (request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"status":', () => (request.socket as { resetAndDestroy(): void }).resetAndDestroy());
    },
    errors: ['offline', 'bad_answer'],
  },
  'never answers': { do: () => undefined, errors: ['timeout'] },
  'drips for ever': { do: (_, response) => drip(response), errors: ['timeout'] },
  'answers 500 in its shape': { do: answer(500, status(98004)), errors: ['internal'] },
  'answers 502 with a page': { do: answer(502, HTML, { 'content-type': 'text/html' }), errors: ['internal'] },
  'answers 503 with nothing': { do: answer(503, ''), errors: ['internal'] },
  'answers 429': { do: answer(429, status(11005), { 'retry-after': '17' }), errors: ['throttled'] },
  'answers 429 with nonsense': { do: answer(429, 'slow down', { 'retry-after': 'soon' }), errors: ['throttled'] },
  'answers a page': { do: answer(200, HTML, { 'content-type': 'text/html' }), errors: ['bad_answer'] },
  'redirects to a page': { do: answer(302, '', { location: 'http://127.0.0.1:9/' }), errors: ['bad_answer'] },
  'answers another schema': {
    do: answer(200, status(10000, ',"organizations":"all","user":7')),
    errors: ['bad_answer'],
  },
  'answers with half a JSON': { do: answer(200, status(10000).slice(0, 30)), errors: ['bad_answer'] },
  'answers a code that nobody knows': { do: answer(418, status(99999)), errors: ['bad_answer'] },
  'answers 200 MB': { do: (_, response) => pour(response, 200), errors: ['bad_answer', 'timeout'] },
  'answers without an end': {
    do: (_, response) => pour(response, Number.POSITIVE_INFINITY),
    errors: ['bad_answer', 'timeout'],
  },
};

/** A backend that is a real one until it is told to go wrong. It counts what reaches it. */
export interface HostileBackend {
  readonly url: string;
  readonly seen: Seen[];
  /** Goes wrong in this way for every path but the one that is asked whether it lives; null: as it should be. */
  become(way: Misbehave | null): void;
  /** Nobody listens any more, until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

async function forward(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let payload = '';
  for await (const part of request) payload += part;
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
  const reply = await world.app.inject({
    method: request.method as 'GET',
    url: request.url ?? '/',
    headers,
    ...(payload === '' ? {} : { payload }),
  });
  response.writeHead(reply.statusCode, { 'content-type': String(reply.headers['content-type']) }).end(reply.body);
}

/** Starts it on loopback, before the server of `world`. */
export async function startHostileBackend(context: Context, world: World): Promise<HostileBackend> {
  const seen: Seen[] = [];
  let way: Misbehave | null = null;
  let port = 0;
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    const { method = '', url: path = '', headers } = request;
    seen.push({ method, path, key: headers['idempotency-key'] as string | undefined });
    if (way === null) void forward(world, request, response);
    else way(request, response);
  });
  const start = () =>
    new Promise<void>((resolve) =>
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      }),
    );
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await start();
  context.atEnd(() => (server.listening ? stop() : undefined));
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    become: (next) => {
      way = next;
    },
    stop,
    start,
  };
}

const CONFIG = `[ca]
default_ca = own
[own]
database = index.txt
rand_serial = yes
new_certs_dir = .
default_md = sha256
policy = any
x509_extensions = ext
[any]
commonName = supplied
[ext]
subjectAltName = IP:127.0.0.1
`;

/** A TLS server whose certificate ended years ago. It counts the requests that reach it: none should. */
export async function startExpired(context: Context): Promise<{ url: string; received(): number }> {
  const folder = await context.temporaryFolder();
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  writeFileSync(join(folder, 'ca.cnf'), CONFIG);
  writeFileSync(join(folder, 'index.txt'), '');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'key.pem'];
  openssl('req', '-new', ...key, '-out', 'csr.pem', '-subj', '/CN=127.0.0.1');
  const dates = ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z'];
  openssl(
    'ca',
    '-batch',
    '-selfsign',
    '-notext',
    '-config',
    'ca.cnf',
    '-keyfile',
    'key.pem',
    '-in',
    'csr.pem',
    '-out',
    'cert.pem',
    ...dates,
  );
  const read = (name: string) => readFileSync(join(folder, name));
  let received = 0;
  const server = createSecureServer({ key: read('key.pem'), cert: read('cert.pem') }, (_, response) => {
    received += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.atEnd(() => server.close());
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, received: () => received };
}
