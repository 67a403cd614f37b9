import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { handleError, statusOf } from './http/error-handler.ts';
import { mount } from './http/mount.ts';
import { describeApi } from './http/openapi.ts';
import { parseJson } from './http/parse-json.ts';
import type { Deps } from './http/perform.ts';
import { notFound } from './http/problem.ts';
import { operations } from './operations.ts';

const BODY_LIMIT = 256 * 1024;
const REQUEST_TIMEOUT_MS = 60_000;

type SchemaController = NonNullable<FastifyServerOptions['schemaController']>;

/** Given at the start, so that Fastify's own compilers, which are not used, are not read either: they take 40 ms. */
const schemaController = {
  compilersFactory: {
    buildValidator: () => validatorCompiler,
    // Answers are built by our own handlers and checked by types; checking each again would double their cost.
    buildSerializer: () => () => (data: unknown) => JSON.stringify(data),
  },
  // Fastify's types know its own compilers only.
} as unknown as SchemaController;

/** Composes the HTTP application: it reads the request, carries out the operation, answers. It does not listen. */
export async function buildApp(deps: Deps, version: string): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: deps.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => randomUUID(),
    // A malformed URL or method is refused before any route: in the same shape as every other refusal.
    frameworkErrors: handleError,
    schemaController,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((request) => {
    throw notFound(`${request.method} ${request.url.split('?')[0] ?? ''}`.slice(0, 200));
  });
  app.addHook('onSend', async (request, reply) => {
    if (!reply.hasHeader('x-request-id')) reply.header('x-request-id', request.id);
  });

  await app.register(helmet, { global: true });
  await describeApi(app, version, deps.settings.docs);
  app.get('/healthz', { schema: { hide: true } }, async (request) => ({ status: statusOf('ok', request.id) }));
  await app.register(async (scope) => mount(scope, deps, operations));
  return app;
}
