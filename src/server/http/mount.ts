import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { z } from 'zod';
import { status } from '../../contract/errors.ts';
import type { Route } from '../../contract/route.ts';
import { type Caller, findCaller, readToken } from './authenticate.ts';
import { readIdempotencyKey } from './idempotency.ts';
import { Download, type Operation } from './operation.ts';
import { type Answer, type Deps, perform } from './perform.ts';
import { Problem } from './problem.ts';

const NOBODY: Caller = { user_id: '', key_id: '', scopes: [] };
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'] as const;

/** `/v2/users/{user_id}` as Fastify writes it: `/v2/users/:user_id`. */
const fastifyPath = (route: Route): string => route.path.replace(/\{(\w+)\}/g, ':$1');

interface Identified {
  caller: Caller;
  token: string;
}
const identities = new WeakMap<FastifyRequest, Identified>();

/** Serves operations over HTTP: authenticate before the body is read, parse, perform, send. */
export function mount(app: FastifyInstance, deps: Deps, operations: readonly Operation[]): void {
  for (const operation of operations) mountOne(app, deps, operation);
  for (const [url, used] of methodsByPath(operations)) {
    const method = METHODS.filter((one) => !used.has(one));
    app.route({
      method,
      url,
      schema: { hide: true },
      handler: async (_, reply) => {
        reply.header('allow', [...used].join(', '));
        throw new Problem('method_not_allowed', `Use ${[...used].join(' or ')} here`);
      },
    });
  }
}

function methodsByPath(operations: readonly Operation[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { route } of operations) {
    const url = fastifyPath(route);
    found.set(url, (found.get(url) ?? new Set()).add(route.method));
  }
  return found;
}

function mountOne(app: FastifyInstance, deps: Deps, operation: Operation): void {
  const { route } = operation;
  const open = route.access.for === 'anyone';
  app.route({
    method: route.method,
    url: fastifyPath(route),
    bodyLimit: route.bodyLimit,
    schema: schemaOf(route),
    onRequest: async (request) => {
      if (open) return;
      const token = readToken(request.headers.authorization);
      const caller = await findCaller(deps.db, token);
      deps.activity.touch(caller, null);
      identities.set(request, { caller, token });
    },
    // A change without fields may come without a body: it is checked as the empty object that it means.
    preValidation: async (request) => {
      request.body ??= {};
    },
    handler: async (request, reply) => {
      const { caller, token } = identities.get(request) ?? { caller: NOBODY, token: '' };
      const { http, body } = await perform(deps, operation, {
        params: request.params as Record<string, unknown>,
        query: request.query as Record<string, unknown>,
        body: request.body as Record<string, unknown>,
        caller,
        origin: { req_id: request.id, source_ip: request.ip },
        ifMatch: request.headers['if-match'],
        idempotency: route.method === 'POST' && !route.reads ? idempotencyOf(request, caller, token) : null,
      });
      if (body instanceof Download) return sendDownload(reply, body);
      // A repeated request gets the kept answer whole: the id under which the change stands in the audit log too.
      reply.header('x-request-id', (body as Answer).status.req_id);
      reply.code(http).header('content-type', 'application/json; charset=utf-8');
      if (route.secret) reply.header('cache-control', 'no-store');
      return body;
    },
  });
}

/** The parts of the file as the client takes them; a client that goes away ends the reading. */
async function sendDownload(reply: FastifyReply, { filename, content_type, content }: Download): Promise<FastifyReply> {
  const whole = typeof content === 'function' ? await content() : undefined;
  const body = whole === undefined ? Readable.from(content as AsyncIterable<string>, { objectMode: false }) : whole;
  return reply
    .header('content-type', content_type)
    .header('content-disposition', `attachment; filename="${filename.replace(/[^\w.-]/g, '_')}"`)
    .header('cache-control', 'no-store')
    .send(typeof body === 'string' || body instanceof Readable ? body : Buffer.from(body));
}

const BINARY = {
  description: 'The file',
  content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
};

const IF_MATCH = z.looseObject({
  'if-match': z.string().optional().meta({
    description: 'The `modified_at` of the record as it was read, in quotes: refused where it has changed since',
  }),
});

/** What Fastify checks a request by, and what OpenAPI is generated from. */
function schemaOf(route: Route): FastifySchema {
  return {
    operationId: route.name,
    summary: route.summary,
    tags: [route.name.split('.')[0] ?? ''],
    params: route.params,
    querystring: route.query,
    ...(route.method === 'GET' ? {} : { body: route.body }),
    ...(route.versioned ? { headers: IF_MATCH } : {}),
    response: { 200: route.download ? BINARY : route.answer.extend({ status }) },
    ...(route.access.for === 'anyone' ? { security: [] } : {}),
  };
}

function idempotencyOf(request: FastifyRequest, caller: Caller, token: string) {
  return readIdempotencyKey(request.headers['idempotency-key'], {
    caller: caller.user_id === '' ? `anonymous:${request.ip}` : caller.user_id,
    secret: token,
    url: request.url,
    body: request.body,
  });
}
