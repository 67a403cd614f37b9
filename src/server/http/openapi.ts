import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

/**
 * Generates OpenAPI 3.1 from the mounted routes, at `/v2/openapi.json`, and with `page` a readable page of it at
 * `/v2/docs`. The page's files are only loaded where somebody may read it.
 */
export async function describeApi(app: FastifyInstance, version: string, page: boolean): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Steward',
        version,
        description: 'Organizations, members, invitations, teams and access. `Authorization: Key <token>`.',
      },
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Key <personal access token>`' },
        },
      },
      security: [{ key: [] }],
    },
    transform: jsonSchemaTransform,
  });
  if (page) {
    const { default: swaggerUi } = await import('@fastify/swagger-ui');
    await app.register(swaggerUi, {
      routePrefix: '/v2/docs',
      staticCSP: true,
      theme: { title: 'Steward API' },
      // Without the bar of the tool's maker, and without asking a validator on the network.
      uiConfig: { layout: 'BaseLayout', validatorUrl: null },
    });
  }
  app.get('/v2/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
