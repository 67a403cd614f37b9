import type { AppError } from '../../contract/errors.ts';

const FIRST = 2;
const LONGEST = 30;
/** After so many failures of the server itself somebody should look. */
const MOST_INTERNAL = 6;
const WITHOUT_CONNECTION = new Set<AppError['name']>(['offline', 'timeout', 'workspace_busy', 'workspace_failed']);

/**
 * Milliseconds until the same call is made again, or null where somebody has to do something first. `second` is how many
 * of them are one.
 */
export function retryAfter(error: AppError, failures: number, second: number): number | null {
  if (error.name === 'throttled') return Math.max(1, error.retry_after_seconds ?? LONGEST) * second;
  const backoff = Math.min(LONGEST, FIRST * 2 ** (failures - 1)) * second;
  if (WITHOUT_CONNECTION.has(error.name)) return backoff;
  return error.name === 'internal' && failures < MOST_INTERNAL ? backoff : null;
}

/** Whether a connection that comes back ends the pause. */
export const endsWithConnection = (error: AppError): boolean => WITHOUT_CONNECTION.has(error.name);
