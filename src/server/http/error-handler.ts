import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type ProblemDetail, STATUS, type Status, type StatusName } from '../../contract/errors.ts';
import { Problem } from './problem.ts';

/** The `status` object of an answer. */
export function statusOf(name: StatusName, reqId: string, description?: string, details?: ProblemDetail[]): Status {
  return {
    code: STATUS[name].code,
    description: description ?? STATUS[name].description,
    ...(details === undefined || details.length === 0 ? {} : { details }),
    req_id: reqId,
  };
}

/** More unknown fields of one object than these are not named. */
const MAX_UNKNOWN = 10;

/** What is said of each field of `keys` that an object at `field` does not have. */
export const unknownFields = (field: string, keys: readonly string[]): ProblemDetail[] =>
  keys.slice(0, MAX_UNKNOWN).map((key) => ({ field: `${field}.${key}`, message: 'is not known here' }));

/** Fastify's own refusals, in our vocabulary. */
function fastifyProblem(error: FastifyError): Problem | null {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.flatMap((issue) => {
      const path = issue.instancePath.split('/').filter((part) => part !== '');
      const field = [error.validationContext ?? 'request', ...path].join('.').replace(/^querystring/, 'query');
      const message = issue.message ?? 'is not valid';
      const unknown = (issue.params as { keys?: string[] } | undefined)?.keys;
      return unknown === undefined ? [{ field, message }] : unknownFields(field, unknown);
    });
    const first = details[0];
    return new Problem('invalid', first === undefined ? undefined : `${first.field}: ${first.message}`, details);
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('bad_format', 'The body is too large');
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Problem('bad_format', 'The body must be JSON');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Problem('bad_format', 'The request is not well-formed');
  return null;
}

const BUSY_SECONDS = 5;
const busy = (message: string): Problem => new Problem('unavailable', message, [], BUSY_SECONDS);

/** The pool's own sentence for a connection that was not free, or could not be made, in time. */
const NO_CONNECTION = /timeout exceeded when trying to connect|Connection terminated/;

/** What is wrong with the place where the data is and not with the request: nothing was changed, and later it may work. */
function outage(error: unknown): Problem | null {
  const { code: given, message = '' } = error as { code?: unknown; message?: string };
  const code = String(given);
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT')
    return busy('The disk of the server is full. Nothing was changed');
  if (code === '58030' || code === 'EROFS' || code === 'EIO')
    return busy('The disk of the server cannot be written. Nothing was changed');
  if (/^53/.test(code)) return busy('The database has too much to do. Nothing was changed');
  if (/^(08|57P0)/.test(code) || /^E(CONN|PIPE|TIMEDOUT)/.test(code) || NO_CONNECTION.test(message))
    return busy('The database cannot be reached');
  return null;
}

/** What PostgreSQL refuses although every check before let it pass: a value that a column cannot hold, or a race lost. */
function databaseProblem(error: unknown): Problem | null {
  const code = String((error as { code?: unknown }).code);
  if (/^22[0-9A-Z]{3}$/.test(code)) return new Problem('invalid', 'A value cannot be stored');
  if (code === '23505') return new Problem('duplicate', 'Somebody else took it at the same moment');
  if (code === '23503') return new Problem('not_found', 'Something that this needs was removed at the same moment');
  return null;
}

/** Any thrown value as a Problem: a refusal as it is, everything unforeseen as `internal`, without its text. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const known = databaseProblem(error) ?? outage(error) ?? fastifyProblem(error as FastifyError);
  return known ?? new Problem('internal', 'Something went wrong on the server');
}

/** Answers every failure in the API's shape; only what we did not foresee is logged as an error. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  if (problem.status === 'internal' || problem.status === 'unavailable')
    request.log.error({ err: error }, 'request failed');
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds));
  reply
    .code(STATUS[problem.status].http)
    // No hook runs for an address that the router itself refuses.
    .header('x-request-id', request.id)
    .header('content-type', 'application/json; charset=utf-8')
    .send({ status: statusOf(problem.status, request.id, problem.message, problem.details) });
}
