import type { z } from 'zod';
import {
  type AppError,
  type Status,
  type StatusName,
  statusName,
  status as statusSchema,
} from '../../contract/errors.ts';
import type { Route } from '../../contract/route.ts';
import { clock } from '../lib/clock.ts';
import { type Failure, failure } from '../lib/failure.ts';

const NAME_BY_HTTP: Readonly<Record<number, StatusName>> = {
  401: 'key_invalid',
  403: 'forbidden',
  404: 'not_found',
  409: 'duplicate',
  412: 'precondition_failed',
  429: 'throttled',
};

const asSentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Seconds to wait, from a `Retry-After` header in either of its two forms; undefined for none and for nonsense. */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d{1,6}$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 86_400) : undefined;
}

/** Whether a server's error says that the account's token is not accepted (any more). */
export const isTokenRefused = (error: AppError): boolean =>
  error.name === 'key_invalid' || error.name === 'key_not_found';

const SENTENCES: Partial<Record<StatusName, string>> = {
  key_invalid: 'The server does not accept this token. Sign in again.',
  key_not_found: 'The server does not know this token any more: it expired or was revoked. Sign in again.',
  throttled: 'Too many requests. Wait a moment and try again.',
  internal: 'The server had a problem. Nothing is wrong with what you did; try again in a moment.',
};

function fromStatus(route: Route, status: Status, response: Response): Failure {
  const name =
    statusName(status.code) ?? NAME_BY_HTTP[response.status] ?? (response.status >= 500 ? 'internal' : 'bad_answer');
  // Without a token there is none to blame: what the server says about the password or the person stands.
  const own = route.access.for !== 'anyone' && name in SENTENCES ? SENTENCES[name as StatusName] : undefined;
  return failure(name, own ?? asSentence(status.description), {
    details: status.details,
    req_id: status.req_id,
    retry_after_seconds: retryAfterSeconds(response.headers.get('retry-after'), clock.now()),
  });
}

/** The failure for an answer that is not what the contract says. */
export const badAnswer = (why: string): Failure =>
  failure('bad_answer', `The answer did not come from a backend that Steward understands: ${why}.`);

function withoutStatus(response: Response): Failure {
  if (response.status === 429)
    return failure('throttled', SENTENCES.throttled ?? '', {
      retry_after_seconds: retryAfterSeconds(response.headers.get('retry-after'), clock.now()),
    });
  if (response.status >= 500)
    return failure('internal', `The server had a problem (HTTP ${response.status}). Try again in a moment.`);
  return badAnswer(`HTTP ${response.status} without a status`);
}

/** Reads an answer's JSON by the route's contract. Throws `Failure` with the server's name for what went wrong. */
export function readAnswer(route: Route, response: Response, text: string): z.output<Route['answer']> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    if (!response.ok) throw withoutStatus(response);
    throw badAnswer('it is not JSON');
  }
  const object = typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  const status = statusSchema.safeParse(object.status);
  if (!status.success) {
    if (!response.ok) throw withoutStatus(response);
    throw badAnswer('it has no status');
  }
  if (!response.ok) throw fromStatus(route, status.data, response);
  const answer = route.answer.safeParse(object);
  if (answer.success) return answer.data;
  const issue = answer.error.issues[0];
  throw badAnswer(`${issue?.path.join('.') ?? ''} is not what it should be`);
}
