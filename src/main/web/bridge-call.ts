import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Steward } from '../steward.ts';
import { plainAnswer } from './plain-answer.ts';
import { isBridgeCall } from './request-checks.ts';

/** More than the largest body that a route takes (8 MiB), with what the bridge puts around it. */
const MAX_BYTES = 9 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseCall(text: string): { method?: unknown; input?: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** One call of the bridge over HTTP: `{method, input}` in, a reply out. The core checks what is in them. */
export async function answerCall(
  steward: Pick<Steward, 'invoke'>,
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
): Promise<void> {
  if (request.method !== 'POST') return plainAnswer(response, 405, 'Only POST works here.', { allow: 'POST' });
  if (!isBridgeCall(request.headers, origin)) return plainAnswer(response, 403, 'Refused.');
  const text = await readBody(request);
  if (text === undefined) return plainAnswer(response, 413, 'That is too large.', { connection: 'close' });
  const call = parseCall(text);
  if (call === undefined) return plainAnswer(response, 400, 'That is not JSON.');
  const body = JSON.stringify(await steward.invoke(call.method, call.input));
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
