import { CLOCK_OFFSET_VARIABLE, createClock, readClockOffset } from '../../shared/clock.ts';

const offset = readClockOffset(process.env[CLOCK_OFFSET_VARIABLE]);

/** The main process's only source of the current time. The renderer learns its offset from the application's state. */
export const clock = createClock(() => offset);
