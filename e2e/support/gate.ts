import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a server on which a test can hold back answers: the server has acted, and nobody hears of it yet. */
export interface Gate {
  readonly url: string;
  /** From now on so many calls that invite are answered; the answers of those after them are held back. */
  letThrough(calls: number): void;
  /** Resolves once the server has carried out a call whose answer is held back. */
  holding(): Promise<void>;
  /** Gives every answer that is held back, and holds no more. */
  release(): void;
  close(): Promise<void>;
}

const invites = ({ method, url = '' }: IncomingMessage): boolean => method === 'POST' && url.endsWith('/invitations');

async function forward(target: string, request: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { host, connection, 'content-length': length, ...headers } = request.headers;
  return fetch(target + request.url, {
    method: request.method,
    headers: headers as Record<string, string>,
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
}

function begin(response: ServerResponse, { status, headers }: Response): void {
  const kept = [...headers].filter(
    ([name]) => !['content-encoding', 'transfer-encoding', 'content-length'].includes(name),
  );
  response.writeHead(status, Object.fromEntries(kept));
}

/**
 * Waits while white space is sent, which JSON may begin with: Steward waits for an answer to begin for a quarter of a
 * minute, in which a busy machine doesn't get through what a test does meanwhile, and for its end for a whole one.
 */
async function keepWaiting(response: ServerResponse, released: Promise<void>): Promise<void> {
  const timer = setInterval(() => response.write(' '), 1000);
  response.write(' ');
  await released;
  clearInterval(timer);
}

async function finish(response: ServerResponse, { body }: Response): Promise<void> {
  if (body !== null) for await (const chunk of body) response.write(chunk);
  response.end();
}

/** Opens a gate in front of a server, with everything let through. */
export async function openGate(target: string): Promise<Gate> {
  let left = Number.POSITIVE_INFINITY;
  let held: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  const hold = () =>
    new Promise<void>((resolve) => {
      held.push(resolve);
      for (const tell of waiting.splice(0)) tell();
    });
  const server = createServer(async (request, response) => {
    try {
      const holds = invites(request) && left-- <= 0;
      const got = await forward(target, request);
      begin(response, got);
      if (holds) await keepWaiting(response, hold());
      await finish(response, got);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const release = () => {
    left = Number.POSITIVE_INFINITY;
    for (const go of held.splice(0)) go();
    held = [];
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letThrough: (calls) => {
      left = calls;
    },
    holding: () => (held.length > 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    release,
    close: () =>
      new Promise((resolve) => {
        release();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
