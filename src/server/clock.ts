import { clockOf } from '../shared/clock.ts';

/**
 * The server's time outside the database: throttling, audit heads, backups. Inside it, `steward_now()` is the clock, and
 * it runs with the same offset (db/open.ts).
 */
export const clock = clockOf(process.env);
