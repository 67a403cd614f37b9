import fc from 'fast-check';
import { routes } from '../../src/contract/api/index.ts';
import { STATUS, statusName } from '../../src/contract/errors.ts';
import { type Route, routeUrl } from '../../src/contract/route.ts';
import { engines } from '../../src/server/testing/engines.ts';
import { buildScene, callerOf, examples, routeNames, type Scene } from '../../src/server/testing/scenes.ts';
import type { World } from '../../src/server/testing/world.ts';
import { onEngines } from '../attack.ts';
import { equal, must } from '../support/equal.ts';
import { fieldsOf, hostile, type Path, withValue } from '../support/hostile.ts';
import { noErrors, openUndoing } from '../support/worlds.ts';

type Name = (typeof routeNames)[number];

/** Fields that no request may set, wherever it puts them: whoever takes one in gives away a right. */
const PRIVILEGED: Readonly<Record<string, unknown>> = {
  ...{ owner_id: 'me', user_id: 'somebody', organization_id: 'other', made_by: 'workspace', is_admin: true },
  ...{
    abilities: { manage_organization: true },
    plan: 'enterprise',
    password_hash: 'x',
    deleted_at: null,
    status: 'PAID',
  },
  ...{ created_at: '2020-01-01T00:00:00Z', cost_micros: 0, unit_price_micros: 0, seq: 1, hash: '', surprise: 1 },
};

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

async function send(world: World, scene: Scene, route: Route, request: Record<string, unknown>) {
  const { params = {}, query = {}, body } = request as Record<string, Record<string, unknown> | undefined>;
  const url = routeUrl(route, toWords(params), toWords(query));
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const type: Record<string, string> = payload === undefined ? {} : { 'content-type': 'application/json' };
  return world.send(route.method, url, callerOf(scene, route.name as Name), payload, type);
}

/** Objects of a request's body that can take one more field: the body and the first element of each list in it. */
const placesFor = (paths: readonly Path[]): Path[] => [
  ['body'],
  ...paths.filter(([part, ...rest]) => part === 'body' && typeof rest.at(-1) === 'number'),
];

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (request: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], request);

/** What a route names that takes the good rows of a list and refuses the others. */
const refusedRows = (body: Record<string, unknown>): string[] =>
  ((body.refused ?? []) as { details: { field: string }[] }[]).flatMap(({ details }) =>
    details.map(({ field }) => field),
  );

/** The path of every value of a request: what a schema says of nothing but `unknown` is found in the example. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path as unknown as Path];
  const inner = Object.entries(value).flatMap(([key, one]) =>
    pathsIn(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length < 2 ? inner : [path as unknown as Path, ...inner];
}

const allFields = (name: Name, scene: Scene): Path[] => {
  const found = new Map(
    [...fieldsOf(routes[name]), ...pathsIn(examples[name].input(scene))].map((path) => [path.join('.'), path]),
  );
  return [...found.values()];
};

/** Names that the route's own schema has at that place: they are no surprise there. */
const knownAt = (paths: readonly Path[], place: Path): Set<unknown> =>
  new Set(paths.filter((path) => path.length === place.length + 1).map((path) => path.at(-1)));

/** Every field of every route with generated values, and with fields that it does not have. Each try is undone. */
export const fieldAttacks = onEngines('malicious values in every field', async (tally, context, engine) => {
  const { world, database } = await openUndoing(context, engine);
  const scene = await buildScene(world);
  const fields = new Map(routeNames.map((name) => [name, allFields(name, scene)]));
  const all = [...fields.values()].reduce((sum, { length }) => sum + Math.max(3, length), 0);
  // 50,000 on each engine; each route gets its share by how many fields it has.
  const wanted = context.times(50_000, engine === engines.at(-1) ? 1600 : 400);

  for (const [index, name] of routeNames.entries()) {
    const route: Route = routes[name];
    const paths = fields.get(name) ?? [];
    const request = examples[name].input(scene) as Record<string, unknown>;
    const tries = Math.max(2, Math.round((wanted * Math.max(3, paths.length)) / all));
    const values = fc.sample(
      fc.tuple(fc.constantFrom(...paths), hostile, hostile, fc.constantFrom(...paths), fc.nat(9)),
      {
        numRuns: tries,
        seed: context.seed + index,
      },
    );
    for (const [path, value, second, other, dice] of values)
      await tally.trial(`${name} with ${JSON.stringify(value)?.slice(0, 200)} at ${path.join('.')}`, async () => {
        const changed = withValue(request, path, value);
        // Now and then two fields at once: what lies behind one check is reached only where the other passes.
        const odd = dice === 0 ? withValue(changed, other, second) : changed;
        const reply = await database.undoing(() => send(world, scene, route, odd));
        must(reply.http < 500, `it answered ${reply.http}`);
        const code = statusName(reply.status.code);
        equal(code === undefined ? undefined : STATUS[code].http, reply.http, 'the HTTP status');
        must(
          !/\bat .*\.ts:\d+|node_modules|SELECT |relation "/.test(reply.text),
          `it shows its inside: ${reply.text.slice(0, 200)}`,
        );
        noErrors(world);
      });
    if (route.method === 'GET') continue;
    for (const place of placesFor(paths)) {
      if (!isObject(at(request, place))) continue;
      const known = knownAt(paths, place);
      const surprises = Object.entries(PRIVILEGED).filter(([field]) => !known.has(field));
      for (const [field, value] of context.short ? surprises.filter((_, at) => (at + index) % 5 === 0) : surprises)
        await tally.trial(`${name} with ${[...place, field].join('.')}`, async () => {
          const reply = await database.undoing(() =>
            send(world, scene, route, withValue(request, [...place, field], value)),
          );
          const named = [...reply.fields, ...refusedRows(reply.body)];
          must(reply.http === 400 || reply.http === 207, `it answered ${reply.http}`);
          must(
            named.some((one) => one.endsWith(field)),
            `it names ${named.join(', ')}`,
          );
        });
    }
  }
  await tally.trial('the server answers after all of it', async () => {
    const reply = await world.call('users.get', scene.admin, { params: { user_id: 'me' } });
    equal(reply.http, 200);
    noErrors(world);
  });
});
