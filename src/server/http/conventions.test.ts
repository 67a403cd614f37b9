import { expect, it } from 'vitest';
import { routes } from '../../contract/api/index.ts';
import type { Route } from '../../contract/route.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { member, organization, person } from '../testing/people.ts';
import { routeNames } from '../testing/scenes.ts';

const all: Route[] = routeNames.map((name) => routes[name]);
const JSON_TYPE = { 'content-type': 'application/json' };

onEachEngine('every answer', (world) => {
  const outcome = async (...given: Parameters<typeof world.send>) => {
    const { http, status } = await world.send(...given);
    return [http, status.code];
  };

  it.each(['/v2/nothing', '/', '/v2/users/a/b/c', '/v2/organizations/x/nothing'])(
    'to %s, which does not exist, is 404 / 11101',
    async (url) => {
      for (const method of ['GET', 'POST', 'DELETE']) expect(await outcome(method, url, null)).toEqual([404, 11101]);
    },
  );

  it('to a method that a path does not have is 405 / 11103 and names the ones it has', async () => {
    const paths = new Map<string, Set<string>>();
    for (const { path, method } of all) paths.set(path, (paths.get(path) ?? new Set()).add(method));
    for (const [path, used] of paths)
      for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS']) {
        if (used.has(method)) continue;
        const reply = await world.send(method, path.replace(/\{\w+\}/g, 'x'), null);
        expect([method, path, reply.http, reply.status.code]).toEqual([method, path, 405, 11103]);
        expect(String(reply.headers.allow).split(', ').sort()).toEqual([...used].sort());
      }
  });

  it.each([
    '{',
    '',
    'nul',
    '{"a":1}}',
    '{"a":}',
    "{'a':1}",
    '\ufeff{}',
    '{"__proto__":{}}',
    '{"a":{"constructor":{"prototype":1}}}',
  ])('to the body %j is a refusal in the usual shape', async (body) => {
    const who = await person(world);
    const [http, code] = await outcome('POST', '/v2/users/me/keys', who, body, JSON_TYPE);
    expect([400, [11100, 11102].includes(code ?? 0)]).toEqual([http, true]);
  });

  it.each([
    ['nested too deep', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`],
    ['nested a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['with a NUL', '{"keys":[{"description":"a\\u0000b"}]}'],
    ['with a name that has a NUL', '{"a\\u0000b":1}'],
    ['with half a surrogate pair', '{"keys":[{"description":"\\ud800"}]}'],
    ['that is a list', '[]'],
    ['that is null', 'null'],
    ['that is a text', '"keys"'],
  ])('to a body %s is 400', async (_, body) => {
    const reply = await world.send('POST', '/v2/users/me/keys', await person(world), body, JSON_TYPE);
    expect(reply.http).toBe(400);
  });

  it('names the field whose text cannot be stored', async () => {
    const who = await person(world);
    for (const text of ['a\0b', '\ud800']) {
      const search = { query: { user_ids: ['fine', text] } };
      const reply = await world.send('POST', '/v2/users/me/audit_log/searches', who, search);
      expect([reply.http, ...reply.fields]).toEqual([400, 'body.query.user_ids.1']);
    }
  });

  it('to a body that is too large or no JSON is 400 / 11100', async () => {
    const who = await person(world);
    const large = JSON.stringify({ keys: [{ description: 'x'.repeat(300 * 1024) }] });
    expect(await outcome('POST', '/v2/users/me/keys', who, large, JSON_TYPE)).toEqual([400, 11100]);
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
    ])
      expect(await outcome('POST', '/v2/users/me/keys', who, 'a=b', { 'content-type': type })).toEqual([400, 11100]);
    const utf8 = { 'content-type': 'application/json; charset=utf-8' };
    expect(await outcome('POST', '/v2/users/me/keys', who, '{"keys":[{"description":"x"}]}', utf8)).toEqual([
      200, 10000,
    ]);
  });

  it.each([
    `/v2/users/${'x'.repeat(300)}`,
    '/v2/users/%zz',
    '/v2/users/%',
    '/v2/users/%ff',
    '/v2/users/%00',
    '/v2/users/%E2%80%AE',
    '//',
    '/v2//users',
  ])('to the malformed address %s is a refusal in the usual shape', async (url) => {
    const [http] = await outcome('GET', url, await person(world));
    expect([400, 404]).toContain(http);
  });

  it('names an unknown field, wherever it stands', async () => {
    const who = await person(world);
    const refusal = async (method: string, url: string, body?: unknown) =>
      (await world.send(method, url, who, body)).fields;
    expect(await refusal('GET', '/v2/users/me/keys?surprise=1')).toEqual(['query.surprise']);
    expect(await refusal('GET', '/v2/users/me/keys?per_page=1&per_page=2')).toEqual(['query.per_page']);
    expect(await refusal('POST', '/v2/users/me/keys', { keys: [{ description: 'x' }], surprise: 1 })).toEqual([
      'body.surprise',
    ]);
    expect(await refusal('POST', '/v2/users/me/keys', { keys: [{ description: 'x', surprise: 1 }] })).toEqual([
      'body.keys.0.surprise',
    ]);
    expect(await refusal('DELETE', '/v2/users/me', { confirm: 'x', surprise: 1 })).toEqual(['body.surprise']);
  });

  it.each(['0', '-1', '1001', '1e2', ' 1', '', '99999999999999999999', 'NaN', '0x10'])(
    'refuses per_page=%s',
    async (text) => {
      const url = `/v2/users/me/keys?per_page=${encodeURIComponent(text)}`;
      expect(await outcome('GET', url, await person(world))).toEqual([400, 11102]);
    },
  );

  it('comes to a change without fields that has no body at all', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const who = await member(world, admin, org_id);
    expect(await outcome('POST', `/v2/organizations/${org_id}/leave`, who)).toEqual([200, 10000]);
    const key = await person(world);
    expect(await outcome('DELETE', `/v2/users/me/keys/${key.key_id}`, key)).toEqual([200, 10000]);
  });

  it('carries no words of a token that was refused', async () => {
    const secret = `stw_${'A'.repeat(38)}`;
    const reply = await world.send('GET', '/v2/users/me', { token: secret });
    expect([reply.http, JSON.stringify(reply.body).includes('AAAA')]).toEqual([401, false]);
  });

  it('describes every route of the contract in OpenAPI 3.1, with a page to read it', async () => {
    const document = (await world.app.inject({ url: '/v2/openapi.json' })).json() as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(document.openapi).toMatch(/^3\.1\./);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(all.map(({ name, method, path }) => `${name} ${method} ${path}`).sort());
    const page = await world.app.inject({ url: '/v2/docs/' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });
});
