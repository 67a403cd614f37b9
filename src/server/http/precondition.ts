import { NEVER_MODIFIED, recordVersion } from '../../contract/route.ts';
import type { Db } from '../db/tables.ts';
import type { Operation } from './operation.ts';
import type { PerformInput } from './perform.ts';
import { invalid, Problem } from './problem.ts';

/** The version in `If-Match`, with or without the quotes that HTTP asks for. Throws invalid. */
function readVersion(header: string): string {
  const version = recordVersion.safeParse(header.trim().replace(/^"(.*)"$/, '$1'));
  if (!version.success) throw invalid('headers.if-match', 'is not the modified_at of a record');
  return version.data;
}

/**
 * Where the request says what it was decided on, lets it through only if that still holds. Under the organization's
 * lock: nobody changes it between this look and the change. Throws precondition_failed.
 */
export async function assertUnchanged({ route, version }: Operation, input: PerformInput, db: Db): Promise<void> {
  if (input.ifMatch === undefined || route.reads) return;
  // Ignored, it would let a change overwrite what it was to leave alone.
  if (version === null) throw invalid('headers.if-match', 'is not taken here');
  const reviewed = readVersion(input.ifMatch);
  const present = (await version(input as never, db)) ?? NEVER_MODIFIED;
  if (present === reviewed) return;
  throw new Problem(
    'precondition_failed',
    'It was changed by somebody else since it was read: nothing was overwritten',
    [{ field: 'headers.if-match', message: `is ${reviewed}, and the record is of ${present}` }],
  );
}

/** The one record that a change to several is about. Throws invalid: one version says nothing about two records. */
export function onlyOne<T>(records: readonly T[], field: string): T {
  const [one] = records;
  if (one === undefined || records.length > 1) throw invalid(field, 'must name one record where If-Match is given');
  return one;
}
