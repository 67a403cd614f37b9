import { CLOCK_OFFSET_VARIABLE, createClock, readClockOffset } from '../../src/shared/clock.ts';

const offset = readClockOffset(process.env[CLOCK_OFFSET_VARIABLE]);

/** The time at which the journeys happen: that of the app they start, which inherits the same variable. */
export const clock = createClock(() => offset);
