import { CLOCK_OFFSET_VARIABLE, createClock, readClockOffset } from '../../src/shared/clock.ts';

const offset = readClockOffset(process.env[CLOCK_OFFSET_VARIABLE]);

/** The time at which attacks happen: that of the servers they start, which inherit the same variable. */
export const clock = createClock(() => offset);
