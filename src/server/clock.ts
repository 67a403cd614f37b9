import { CLOCK_OFFSET_VARIABLE, createClock, readClockOffset } from '../shared/clock.ts';

const offset = readClockOffset(process.env[CLOCK_OFFSET_VARIABLE]);

/**
 * The server's time outside the database: throttling, audit heads, backups. Inside it, `steward_now()` is the clock, and
 * it runs with the same offset (db/open.ts).
 */
export const clock = createClock(() => offset);
