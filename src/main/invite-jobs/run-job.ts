import type { AppError } from '../../contract/errors.ts';
import type { Clock } from '../../shared/clock.ts';
import { Failure } from '../lib/failure.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { Work } from '../lib/work.ts';
import { applyMarks, type JobRecord, nextChunk } from './record.ts';
import { type CallApi, sendChunk } from './send-chunk.ts';
import { endsWithConnection, retryAfter } from './what-next.ts';

/** A list that is being sent. */
export interface Run {
  /** Resolves when nothing of it is under way any more. Never rejects. */
  readonly ended: Promise<void>;
  /** Stops after the call that is under way. */
  stop(as: 'cancelled' | 'interrupted'): Promise<void>;
  /** There is a connection again. */
  wake(): void;
  readonly retryAt: () => number | null;
  readonly leftMs: () => number | null;
}

interface RunOptions {
  readonly record: JobRecord;
  readonly call: CallApi;
  /** Keeps the record on disk. Throws what the file system throws. */
  readonly keep: () => Promise<void>;
  readonly changed: () => void;
  readonly work: Pick<Work, 'during'>;
  readonly log: Logger;
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds of a second of waiting: tests have shorter ones. */
  readonly second: number;
}

/** A pause that can be ended from outside. */
function createPause() {
  let end: () => void = () => undefined;
  return {
    end: () => end(),
    wait: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

/** How long what is left takes, at the pace of the calls so far. */
function createPace() {
  let rows = 0;
  let ms = 0;
  return {
    add: (count: number, took: number) => {
      rows += count;
      ms += took;
    },
    left: (waiting: number) => (rows === 0 ? null : Math.round((ms / rows) * waiting)),
  };
}

/** Sends what waits, call after call, until nothing waits, somebody stops it, or somebody has to do something. */
export function startRun({ record, call, keep, changed, work, log, clock, second }: RunOptions): Run {
  const pause = createPause();
  const pace = createPace();
  let stopAs: 'cancelled' | 'interrupted' | null = null;
  let retryAt: number | null = null;
  let failures = 0;

  const become = (state: JobRecord['state'], error: AppError | null = null) => {
    Object.assign(record, { state, error });
    if (state === 'finished') record.ended_at = clock.now();
    changed();
  };
  /** One call and what it says. False when nothing waits any more. */
  const step = async (): Promise<boolean> => {
    record.in_flight ??= nextChunk(record);
    const chunk = record.in_flight;
    if (chunk === null) return false;
    await keep();
    const begun = clock.now();
    applyMarks(record, await sendChunk(record, chunk, call));
    pace.add(chunk.rows.length, clock.now() - begun);
    failures = 0;
    if (record.error !== null) become('running');
    else changed();
    return true;
  };
  /** True where it goes on by itself. */
  const afterFailure = async (error: AppError): Promise<boolean> => {
    failures += 1;
    const wait = retryAfter(error, failures, second);
    if (wait === null) {
      become('paused', error);
      return false;
    }
    if (stopAs !== null) return true;
    retryAt = clock.now() + wait;
    become('waiting', error);
    await pause.wait(wait);
    retryAt = null;
    return true;
  };
  const loop = async (): Promise<void> => {
    while (stopAs === null) {
      try {
        if (!(await work.during(step))) return become('finished');
      } catch (error) {
        if (!(await afterFailure(asAppError(error, log)))) return;
      }
    }
    become(stopAs);
  };
  const ended = loop()
    .then(keep)
    .catch((error: unknown) => log.error(reason(error), 'a list of invitations could not be kept'))
    .then(changed);

  return {
    ended,
    stop: (as) => {
      stopAs = as;
      pause.end();
      return ended;
    },
    wake: () => {
      if (record.error !== null && endsWithConnection(record.error)) pause.end();
    },
    retryAt: () => retryAt,
    leftMs: () => pace.left(record.rows.filter(({ result }) => result === 'waiting').length),
  };
}

const DISK: Readonly<Record<string, string>> = { ENOSPC: 'the disk is full', EDQUOT: 'the disk is full' };

/** Nothing is sent that could not be written down first, so a full disk is a reason to stop like any other. */
function asAppError(error: unknown, log: Logger): AppError {
  if (error instanceof Failure) return error.error;
  log.error(reason(error), 'a list of invitations stopped');
  const { code } = reason(error);
  if (code === undefined)
    return { name: 'internal', message: 'Something went wrong in Steward itself. Its log says what.' };
  const why = DISK[code] ?? `its folder cannot be written (${code})`;
  return { name: 'refused', message: `The list cannot be kept on this computer: ${why}. Nothing more was sent.` };
}
