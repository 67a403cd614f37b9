import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { STATUS, type StatusName } from '../../../contract/errors.ts';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (response: ServerResponse, request: Received) => void;

/** A backend for tests on a real socket: a person, their tokens, and whatever a test makes it answer. */
export interface FakeBackend {
  readonly url: string;
  readonly received: Received[];
  /** Tokens that it accepts, by their secret, with their public ids. */
  readonly tokens: Map<string, string>;
  /** Answers `METHOD /path` (without query) from now on. */
  on(what: string, answer: Answer): void;
  /** What it answers where no test says otherwise. */
  readonly standard: Answer;
  /** Ends it as a crash does: every connection is cut. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Answers JSON with a status of that name. */
export function answerWith(
  response: ServerResponse,
  name: StatusName,
  data: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): void {
  const { code, description, http } = STATUS[name];
  response.writeHead(http, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ status: { code, description, req_id: 'req-1' }, ...data }));
}

const TIME = '2026-11-01T08:00:00.000000Z';

export const ada = {
  id: 'ada',
  first_name: 'Ada',
  last_name: 'Lovelace',
  company_name: '',
  job_title: '',
  job_role: '',
  created_at: TIME,
  visibility: { gettable: 10 },
  image: null,
  user_detail: {
    primary_email: 'ada@example.com',
    email_addresses: [],
    two_factor_auth_enabled: false,
    teams_count: 0,
  },
};

const keyOf = (id: string, public_id: string, is_current: boolean) => ({
  ...{ id, public_id, is_current, type: 'personal_access_token', description: 'Steward', scopes: ['*'] },
  ...{ endpoints: [], apps: [], created_at: TIME, expires_at: null, last_used_at: null, revoked_at: null },
});

const readBody = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
};

/** Starts a backend; it ends with the test. */
export async function startBackend(): Promise<FakeBackend> {
  const received: Received[] = [];
  const tokens = new Map<string, string>();
  const answers = new Map<string, Answer>();
  let made = 0;
  let port = 0;

  const standard = (response: ServerResponse, request: Received) => {
    const token = request.headers.authorization?.replace(/^Key /, '') ?? '';
    const [path = ''] = request.path.split('?');
    if (path === '/healthz') return answerWith(response, 'ok');
    if (request.method === 'POST' && path === '/v2/users') return answerWith(response, 'ok', { user: ada });
    if (request.method === 'POST' && path === '/v2/sessions') {
      made += 1;
      tokens.set(`made-secret-${made}`, `public${made}`);
      const key = keyOf(`made-secret-${made}`, `public${made}`, false);
      return answerWith(response, 'ok', { key, user_id: 'ada' });
    }
    if (!tokens.has(token)) return answerWith(response, 'key_not_found');
    if (request.method === 'GET' && path === '/v2/users/me') return answerWith(response, 'ok', { user: ada });
    if (request.method === 'GET' && path === '/v2/users/me/keys') {
      const keys = [...tokens].map(([secret, id]) => keyOf(id, id, secret === token));
      return answerWith(response, 'ok', { keys });
    }
    const revoked = /^\/v2\/users\/me\/keys\/(\w+)$/.exec(path)?.[1];
    if (request.method === 'DELETE' && revoked !== undefined) {
      for (const [secret, id] of tokens) if (id === revoked) tokens.delete(secret);
      return answerWith(response, 'ok');
    }
    answerWith(response, 'not_found');
  };

  const server = createServer(async (incoming, response) => {
    const { method = '', url = '', headers } = incoming;
    const request = { method, path: url, headers, body: await readBody(incoming) };
    received.push(request);
    (answers.get(`${method} ${url.split('?')[0]}`) ?? standard)(response, request);
  });
  const start = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await start();
  onTestFinished(async () => {
    if (server.listening) await stop();
  });
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    tokens,
    standard,
    on: (what, answer) => void answers.set(what, answer),
    start,
    stop,
  };
}
