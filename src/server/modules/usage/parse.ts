import { type UsageCorrection, type UsageEvent, usageCorrection, usageEvent } from '../../../contract/api/usage.ts';
import type { ProblemDetail } from '../../../contract/errors.ts';
import { unknownFields } from '../../http/error-handler.ts';

export interface Refusal {
  readonly index: number;
  readonly details: ProblemDetail[];
}

/** A row of the batch with its place, by which it is refused. */
export interface Placed<T> {
  readonly index: number;
  readonly row: T;
}

export interface Batch {
  readonly events: Placed<UsageEvent>[];
  readonly corrections: Placed<UsageCorrection>[];
  readonly refused: Refusal[];
}

/** One field of one row is wrong. */
export const refuse = (index: number, field: string, message: string): Refusal => ({
  index,
  details: [{ field: `body.events.${index}.${field}`, message }],
});

const isCorrection = (row: unknown): boolean => typeof row === 'object' && row !== null && 'corrects' in row;

const IN_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d+))?Z$/;

/** RFC 3339 with any offset as UTC to the microsecond, finer digits cut: such times compare as texts. */
export function canonicalTime(text: string): string {
  const inUtc = IN_UTC.exec(text);
  const fraction = (inUtc ?? /\.(\d+)/.exec(text))?.[1] ?? '';
  // Most are in UTC already: a date is made of the others alone, which takes longer than all else.
  const seconds = inUtc ? text.slice(0, 19) : new Date(text.replace(/\.\d+/, '')).toISOString().slice(0, 19);
  return `${seconds}.${fraction.slice(0, 6).padEnd(6, '0')}Z`;
}

/** Parses each row for itself: a bad one is refused by its place, the others stay. */
export function parseBatch(rows: readonly unknown[]): Batch {
  const batch: Batch = { events: [], corrections: [], refused: [] };
  for (const [index, row] of rows.entries()) {
    const parsed = isCorrection(row) ? usageCorrection.safeParse(row) : usageEvent.safeParse(row);
    if (!parsed.success)
      batch.refused.push({
        index,
        details: parsed.error.issues.flatMap((issue) => {
          const field = ['body.events', index, ...issue.path.map(String)].join('.');
          return issue.code === 'unrecognized_keys'
            ? unknownFields(field, issue.keys)
            : [{ field, message: issue.message }];
        }),
      });
    else if ('corrects' in parsed.data) batch.corrections.push({ index, row: parsed.data });
    else batch.events.push({ index, row: { ...parsed.data, timestamp: canonicalTime(parsed.data.timestamp) } });
  }
  return batch;
}
