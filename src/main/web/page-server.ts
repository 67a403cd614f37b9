import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageFile } from '../host/page-files.ts';
import type { Steward } from '../steward.ts';
import { answerCall } from './bridge-call.ts';
import type { Downloads } from './downloads.ts';
import { createEntrance } from './entrance.ts';
import { streamEvents } from './event-stream.ts';
import { plainAnswer } from './plain-answer.ts';
import { isOwnRequest } from './request-checks.ts';

export interface PageServer {
  readonly origin: string;
  /** The one-time link. */
  readonly link: string;
  close(): Promise<void>;
}

interface PageServerOptions {
  readonly steward: Pick<Steward, 'invoke' | 'subscribe'>;
  /** Files that wait for the page to fetch them; none unless given. */
  readonly downloads?: Pick<Downloads, 'serve'>;
  /** The folder of the built page. */
  readonly page: string;
}

const CLOSED = 'This link was used already, or is not the one that Steward printed. Start Steward again for a new one.';

async function servePage(root: string, request: IncomingMessage, response: ServerResponse, path: string) {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return plainAnswer(response, 405, 'Only GET works here.', { allow: 'GET, HEAD' });
  const { status, headers, body } = await pageFile(root, path);
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** The page on a free port of this machine's own address, for whoever opens the link first. */
export async function openPageServer({ steward, page, downloads }: PageServerOptions): Promise<PageServer> {
  const entrance = createEntrance();
  let origin = '';
  let cookieName = '';

  const open = (response: ServerResponse, code: string) => {
    const value = entrance.redeem(code);
    if (value === undefined) return plainAnswer(response, 403, CLOSED);
    const cookie = `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict`;
    plainAnswer(response, 303, 'Opening Steward.', { location: '/', 'set-cookie': cookie });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    // A request line such as `GET //elsewhere/x` is a path to us, never another host.
    const url = URL.parse(`${origin}${request.url ?? ''}`);
    if (url === null || !isOwnRequest(request.headers, origin)) return plainAnswer(response, 403, 'Refused.');
    if (url.pathname === '/open' && request.method === 'GET') return open(response, url.searchParams.get('code') ?? '');
    if (!entrance.admits(request.headers.cookie, cookieName)) return plainAnswer(response, 401, CLOSED);
    if (url.pathname === '/bridge/invoke') return answerCall(steward, request, response, origin);
    if (url.pathname === '/bridge/events') return streamEvents(steward, request, response);
    if (url.pathname === '/download' && request.method === 'GET' && downloads !== undefined)
      return downloads.serve(response, url.searchParams.get('code') ?? '');
    return servePage(page, request, response, url.pathname);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else plainAnswer(response, 500, 'That did not work.');
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  // Cookies do not tell ports apart: two Stewards on one machine must not take each other's.
  cookieName = `steward-${port}`;
  return {
    origin,
    link: `${origin}/open?code=${entrance.code}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
