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

/** Fastify's own refusals, in our vocabulary. */
function fastifyProblem(error: FastifyError): Problem | null {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.map((issue) => {
      const path = issue.instancePath.split('/').filter((part) => part !== '');
      const keys = (issue.params as { issue?: { keys?: string[] } } | undefined)?.issue?.keys;
      const field = [error.validationContext ?? 'request', ...path, ...(keys?.slice(0, 1) ?? [])].join('.');
      return { field: field.replace(/^querystring/, 'query'), message: issue.message ?? 'is not valid' };
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

/** PostgreSQL's class 22: a value that a column cannot hold. Never the server's fault, so never a 500. */
function isDataException(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code);
}

/** Any thrown value as a Problem: a refusal as it is, everything unforeseen as `internal`, without its text. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Error && 'code' in error && isDataException(error))
    return new Problem('invalid', 'A value cannot be stored');
  return fastifyProblem(error as FastifyError) ?? new Problem('internal', 'Something went wrong on the server');
}

/** Answers every failure in the API's shape; only what we did not foresee is logged as an error. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  if (problem.status === 'internal') request.log.error({ err: error }, 'request failed');
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds));
  reply
    .code(STATUS[problem.status].http)
    .header('content-type', 'application/json; charset=utf-8')
    .send({ status: statusOf(problem.status, request.id, problem.message, problem.details) });
}
