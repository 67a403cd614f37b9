import type { z } from 'zod';
import type { ProblemDetail } from '../../contract/errors.ts';
import { type Route, recordVersion } from '../../contract/route.ts';
import { failure } from '../lib/failure.ts';

/** A call's input after the route's own checks: normalised, with defaults filled in. */
export interface ParsedInput {
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: Record<string, unknown>;
  /** The version of the record that the change was decided on. */
  readonly if_match?: string;
}

export interface GivenInput {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: Record<string, unknown>;
  readonly if_match?: string | undefined;
}

const PARTS = ['params', 'query', 'body'] as const;

/** What zod says, by dotted field. */
export const detailsOf = (error: z.ZodError, prefix: readonly string[] = []): ProblemDetail[] =>
  error.issues
    .slice(0, 100)
    .map(({ path, message }) => ({ field: [...prefix, ...path.map(String)].join('.'), message }));

/** Checks a call's input by the route's contract. Throws `Failure` invalid that names every field. */
export function parseInput(route: Route, input: GivenInput): ParsedInput {
  const parsed = { params: {}, query: {}, body: {} } satisfies ParsedInput as Record<string, Record<string, unknown>>;
  const details: ProblemDetail[] = [];
  for (const part of PARTS) {
    const result = route[part].safeParse(input[part] ?? {});
    if (result.success) parsed[part] = result.data;
    else details.push(...detailsOf(result.error, [part]));
  }
  const { if_match } = input;
  if (if_match !== undefined) {
    const version = recordVersion.safeParse(if_match);
    // Left out, it would let a change through that was to depend on it.
    if (!route.versioned) details.push({ field: 'if_match', message: 'is not taken by this call' });
    else if (!version.success) details.push(...detailsOf(version.error, ['if_match']));
  }
  if (details.length === 0)
    return { ...(parsed as unknown as ParsedInput), ...(if_match !== undefined && { if_match }) };
  const first = details[0];
  throw failure('invalid', `Check ${first?.field}: ${first?.message}.`, { details });
}
