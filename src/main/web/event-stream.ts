import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Steward } from '../steward.ts';
import { plainAnswer } from './plain-answer.ts';

/** Often enough that nothing between the page and us takes the connection for dead. */
const HEARTBEAT_MS = 20_000;

/** The core's events as server-sent events, until the page goes away. */
export function streamEvents(steward: Pick<Steward, 'subscribe'>, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'GET') return plainAnswer(response, 405, 'Only GET works here.', { allow: 'GET' });
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.write(': open\n\n');
  const stop = steward.subscribe((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
  const heartbeat = setInterval(() => response.write(': here\n\n'), HEARTBEAT_MS);
  response.once('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}
