import { clock } from '../../clock.ts';
import { Problem } from '../../http/problem.ts';

/** Wrong passwords in a row that are answered at once; each further one waits twice as long as the one before. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const MAX_BUCKETS = 10_000;
/** Attempts that lie so far back count no more: nobody waits for what they typed last year. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

interface Failures {
  count: number;
  blockedUntil: number;
}
const buckets = new Map<string, Failures>();

/**
 * Counts an attempt in this bucket (an address from one place, say) as failed until `noteSuccess`, before the password is
 * compared: many guesses at the same moment count like many in a row. `free` of them are answered at once. Throws
 * throttled while somebody guesses.
 */
export function beginAttempt(bucket: string, free = FREE_FAILURES, now = clock.now()): void {
  const known = buckets.get(bucket);
  const failures = known !== undefined && known.blockedUntil + FORGOTTEN_AFTER_MS > now ? known : undefined;
  if (failures !== undefined && failures.blockedUntil > now) {
    const seconds = Math.ceil((failures.blockedUntil - now) / 1000);
    throw new Problem('throttled', `Too many wrong passwords. Try again in ${seconds} seconds.`, [], seconds);
  }
  const count = (failures?.count ?? 0) + 1;
  const wait = count < free ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - free));
  buckets.delete(bucket);
  buckets.set(bucket, { count, blockedUntil: now + wait });
  const oldest = buckets.keys().next().value;
  if (buckets.size > MAX_BUCKETS && oldest !== undefined) buckets.delete(oldest);
}

/** Forgets the attempts before after a right one. */
export const noteSuccess = (bucket: string): void => {
  buckets.delete(bucket);
};
