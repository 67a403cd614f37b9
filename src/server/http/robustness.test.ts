import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '../../contract/api/index.ts';
import { STATUS, statusName } from '../../contract/errors.ts';
import { type Route, routeUrl } from '../../contract/route.ts';
import { fieldsOf, hostile, type Path, withValue } from '../testing/hostile.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { buildScene, callerOf, examples, routeNames, type Scene } from '../testing/scenes.ts';

const RUNS = 16;
const AT_LEAST = 3000;

onEachEngine('whatever comes in', (world) => {
  let scene: Scene;
  let sent = 0;
  beforeAll(async () => {
    scene = await buildScene(world);
  });
  afterAll(() => {
    expect(sent).toBeGreaterThanOrEqual(AT_LEAST);
  });

  const send = async (route: Route, request: Record<string, unknown>) => {
    const { params = {}, query = {}, body } = request as Record<string, Record<string, unknown> | undefined>;
    const url = routeUrl(route, toWords(params), toWords(query));
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const who = callerOf(scene, route.name as keyof typeof examples);
    sent += 1;
    return world.send(
      route.method,
      url,
      who,
      payload,
      payload === undefined ? {} : { 'content-type': 'application/json' },
    );
  };

  it.each(routeNames)('%s answers in its shape and never with a fault of its own', async (name) => {
    const route: Route = routes[name];
    const paths: Path[] = fieldsOf(route);
    if (paths.length === 0) throw new Error('a route without fields');
    const place = fc.constantFrom(...paths);
    const request = examples[name].input(scene) as Record<string, unknown>;
    await fc.assert(
      fc.asyncProperty(place, hostile, fc.boolean(), async (path, value, surprise) => {
        const changed = withValue(request, path, value);
        const odd = surprise && value !== undefined ? withValue(changed, ['body', 'surprise'], 1) : changed;
        const reply = await send(route, odd);
        expect(reply.http).toBeLessThan(500);
        const code = statusName(reply.status.code);
        expect(code === undefined ? undefined : STATUS[code].http).toBe(reply.http);
        if (surprise && route.method !== 'GET') expect(reply.http).toBeGreaterThanOrEqual(400);
      }),
      { seed: 20261124, numRuns: RUNS * Math.max(3, paths.length), timeout: 60_000 },
    );
  });
});

/** Addresses carry text: a value that is none is written as JSON, half a surrogate pair as it can be. */
function toWords(values: Record<string, unknown>): Record<string, unknown> {
  const word = (value: unknown): string =>
    (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')).toWellFormed();
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.slice(0, 20).map(word) : word(value).slice(0, 3000),
    ]),
  );
}
