import fc from 'fast-check';
import { z } from 'zod';
import type { Route } from '../../src/contract/route.ts';

/** Where a value stands in a request: `params`, `query` or `body`, then names and places in lists. */
export type Path = readonly [part: 'params' | 'query' | 'body', ...rest: (string | number)[]];

interface Schema {
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

/** The path of every field that a schema has, and of every object and list on the way. */
function walk(schema: Schema, path: Path): Path[] {
  const inner = [...(schema.anyOf ?? [])].flatMap((one) => walk(one, path).slice(1));
  for (const [name, one] of Object.entries(schema.properties ?? {})) inner.push(...walk(one, [...path, name]));
  if (schema.items !== undefined) inner.push(...walk(schema.items, [...path, 0]));
  return [path, ...inner];
}

/** Every field that a route takes, from its schemas. */
export function fieldsOf(route: Route): Path[] {
  return (['params', 'query', 'body'] as const).flatMap((part) => {
    const schema = z.toJSONSchema(route[part], { io: 'input', unrepresentable: 'any' }) as Schema;
    const [self, ...fields] = walk(schema, [part]);
    return part === 'body' && self !== undefined && route.method !== 'GET' ? [self, ...fields] : fields;
  });
}

/** The request with `value` at `path`; what is missing on the way is made. */
export function withValue(request: Record<string, unknown>, path: Path, value: unknown): Record<string, unknown> {
  const copy = structuredClone(request);
  let place = copy as Record<string | number, unknown>;
  for (const [index, key] of path.slice(0, -1).entries()) {
    const missing = typeof path[index + 1] === 'number' ? [] : {};
    if (typeof place[key] !== 'object' || place[key] === null) place[key] = missing;
    place = place[key] as Record<string | number, unknown>;
  }
  place[path.at(-1) ?? ''] = value;
  return copy;
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

/** Values that have broken servers before. */
const NOTORIOUS: readonly unknown[] = [
  ...['', ' ', '\0', 'a\0b', '\ud800', 'a\udfff', '\u202e', '\ufeff', '\u2028', '😀'.repeat(60), 'İ', 'ﬃ', '\ufdfa'],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', 'true', '-1', '1e309', '0x7f', '%00', '%'],
  ...["'; drop table users; --", "' or '1'='1", '\\', '%_%', '$1', '#{1}', '{{1}}', '../../etc/passwd', '<script>'],
  ...['9999-12-31T23:59:59.999999Z', '0001-01-01T00:00:00+23:59', '9999-12-31T23:59:59-23:59', '2026-02-30T00:00:00Z'],
  ...['a@b.example', `${'a'.repeat(300)}@b.example`, '"a b"@x.example', 'a@b.example\r\nBcc: c@d.example', 'me', 'new'],
  ...['00000000-0000-0000-0000-000000000000', 'data:image/png;base64,AAAA', 'x'.repeat(5000), '\r\n', 'infinity'],
  ...[0, -0, 1, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 1e-7, null, true, false, [], {}, [[]], [null], [{}]],
  ...[{ __proto__: null, a: 1 }, { toString: 1 }, { length: 1e9 }, { $ne: null }, nested(31), nested(40)],
  ...[Array.from({ length: 3000 }, () => 'a'), Array.from({ length: 3000 }, () => ({}))],
];

/** A value that no client of good will sends. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...NOTORIOUS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.double() },
);
