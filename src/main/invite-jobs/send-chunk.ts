import type { AnswerOf } from '../../contract/api/index.ts';
import type { AppError } from '../../contract/errors.ts';
import { Failure } from '../lib/failure.ts';
import type { JobRecord, Mark } from './record.ts';

/** One call of the API as the list's account, under an idempotency key where it changes something. */
export type CallApi = (
  route: 'invitations.create' | 'invitations.check',
  input: object,
  key?: string,
) => Promise<unknown>;

type Chunk = NonNullable<JobRecord['in_flight']>;

/** Refusals that are about rows: the others of the call can be sent without them. */
const ABOUT_ROWS = new Set<AppError['name']>(['duplicate', 'invalid', 'bad_format', 'exceeds_limits']);
const ROW = /^body\.invitations\.(\d+)\./;

const named = (error: AppError, chunk: Chunk): Mark[] =>
  (error.details ?? []).flatMap(({ field, message }) => {
    const index = chunk.rows[Number(ROW.exec(field)?.[1])];
    return index === undefined ? [] : [{ index, result: 'refused' as const, message }];
  });

/** What the server says about each row that it would not invite. */
async function askWhy(call: CallApi, input: object, chunk: Chunk): Promise<Mark[]> {
  const { rows } = (await call('invitations.check', input)) as AnswerOf<'invitations.check'>;
  return rows.flatMap(({ outcome, message }, at): Mark[] => {
    const index = chunk.rows[at];
    if (index === undefined || outcome === 'invite') return [];
    if (outcome === 'already_member' || outcome === 'already_invited') return [{ index, result: outcome }];
    return [{ index, result: 'refused', ...(message !== undefined && { message }) }];
  });
}

/**
 * Makes the call that is under way and answers what became of its rows. Rows that are not named wait for the next call.
 * Throws `Failure` where nothing is known about any row: the same call has to be made again, later.
 */
export async function sendChunk(record: JobRecord, chunk: Chunk, call: CallApi): Promise<Mark[]> {
  const invitations = chunk.rows.flatMap((index) => {
    const row = record.rows[index];
    return row === undefined ? [] : [{ email: row.email, role_id: row.role_id, team_ids: row.team_ids }];
  });
  const input = { params: { org_id: record.organization_id }, body: { invitations } };
  const invited = () => chunk.rows.map((index): Mark => ({ index, result: 'invited' }));
  try {
    await call('invitations.create', input, chunk.key);
    return invited();
  } catch (error) {
    if (!(error instanceof Failure) || !ABOUT_ROWS.has(error.error.name)) throw error;
    const { details = [] } = error.error;
    // The key is this call's alone: it was made before, under a token that was replaced since.
    if (details.some(({ field }) => field === 'header.idempotency-key')) return invited();
    const marks = await askWhy(call, input, chunk).catch((asking: unknown) => {
      if (asking instanceof Failure && ABOUT_ROWS.has(asking.error.name)) return [];
      throw asking;
    });
    const known = marks.length > 0 ? marks : named(error.error, chunk);
    if (known.length === 0) throw error;
    return known;
  }
}
