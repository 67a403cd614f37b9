import type { FastifyRequest } from 'fastify';
import secureJson from 'secure-json-parse';
import { invalid, Problem } from './problem.ts';

const MAX_DEPTH = 32;

/** Why PostgreSQL cannot store a text, or null. */
function unstorableText(text: string): string | null {
  if (text.includes('\0')) return 'contains a NUL';
  return text.isWellFormed() ? null : 'contains half a surrogate pair';
}

interface Unstorable {
  /** The names that lead to it, the innermost first: they are joined where something is found, and for nothing else. */
  readonly path: string[];
  readonly message: string;
}

/** The first text that cannot be stored, or a value that is nested too deep. */
function findUnstorable(value: unknown, depth: number): Unstorable | null {
  if (typeof value === 'string') {
    const message = unstorableText(value);
    return message === null ? null : { path: [], message };
  }
  if (typeof value !== 'object' || value === null) return null;
  if (depth > MAX_DEPTH) return { path: [], message: 'is nested too deep' };
  for (const [key, inner] of Object.entries(value)) {
    const message = unstorableText(key);
    if (message !== null) return { path: [], message: `has a name that ${message}` };
    const found = findUnstorable(inner, depth + 1);
    if (found === null) continue;
    found.path.push(key);
    return found;
  }
  return null;
}

/** Reads a JSON body: an empty one is an empty object; `__proto__` and what cannot be stored are refused. */
export async function parseJson(_: FastifyRequest, body: string): Promise<unknown> {
  if (body.trim() === '') return {};
  let value: unknown;
  try {
    value = secureJson.parse(body, undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw new Problem('bad_format', 'The body is not JSON');
  }
  const found = findUnstorable(value, 0);
  if (found !== null) throw invalid([...found.path, 'body'].reverse().join('.'), found.message);
  return value;
}
