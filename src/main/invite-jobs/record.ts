import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { appError } from '../../contract/errors.ts';
import { INVITE_RESULTS, type Invitee, type InviteJob, invitee, inviteJobState } from '../../contract/invite-jobs.ts';

/** How many people one call invites: progress that can be seen, a stop that is soon, and few entries in the audit log. */
const CHUNK = 100;

/** A list as it is kept on disk. */
export const jobRecord = z.object({
  id: z.uuid(),
  account_id: z.string(),
  organization_id: z.string(),
  organization_name: z.string(),
  state: inviteJobState,
  error: appError.nullable(),
  started_at: z.number(),
  ended_at: z.number().nullable(),
  rows: z.array(invitee),
  /**
   * The call whose answer is not known: which rows, under which idempotency key. It is written down before the call is
   * made, so that whoever goes on makes the very same call, and the server answers what it did the first time.
   */
  in_flight: z.object({ key: z.string(), rows: z.array(z.number().int()) }).nullable(),
});
export type JobRecord = z.infer<typeof jobRecord>;

export type NewJob = Pick<JobRecord, 'account_id' | 'organization_id' | 'organization_name'> & {
  readonly invitations: readonly Omit<Invitee, 'result' | 'message'>[];
};

/** A list of which nothing is sent yet. An address that stands in it twice is sent once. */
export function newRecord({ invitations, ...place }: NewJob, now: number): JobRecord {
  const seen = new Set<string>();
  const rows = invitations.filter(({ email }) => !seen.has(email) && seen.add(email));
  return {
    ...{ ...place, id: randomUUID(), state: 'running', error: null, started_at: now, ended_at: null, in_flight: null },
    rows: rows.map((row) => ({ ...row, result: 'waiting' as const })),
  };
}

/** The rows of the next call under a key of its own; null when nothing waits. */
export function nextChunk({ rows }: JobRecord): NonNullable<JobRecord['in_flight']> | null {
  const waiting: number[] = [];
  for (let index = 0; index < rows.length && waiting.length < CHUNK; index++)
    if (rows[index]?.result === 'waiting') waiting.push(index);
  return waiting.length === 0 ? null : { key: `invite-${randomUUID()}`, rows: waiting };
}

/** What became of one row. */
export interface Mark {
  readonly index: number;
  readonly result: Exclude<Invitee['result'], 'waiting'>;
  readonly message?: string;
}

/** Writes down what became of rows; the call that was under way has its answer. */
export function applyMarks(record: JobRecord, marks: readonly Mark[]): void {
  for (const { index, result, message } of marks) {
    const row = record.rows[index];
    if (row !== undefined) record.rows[index] = { ...row, result, ...(message !== undefined && { message }) };
  }
  record.in_flight = null;
}

export function countResults(rows: readonly Invitee[]): InviteJob['counts'] {
  const counts = Object.fromEntries(INVITE_RESULTS.map((result) => [result, 0])) as InviteJob['counts'];
  for (const { result } of rows) counts[result] += 1;
  return counts;
}

/** Whether nothing of the list will be sent any more. */
export const isOver = ({ state }: Pick<JobRecord, 'state'>): boolean => state === 'finished';
