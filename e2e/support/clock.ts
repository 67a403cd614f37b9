import { clockOf } from '../../src/shared/clock.ts';

/** The time at which the journeys happen: that of the app they start, which inherits the same variable. */
export const clock = clockOf(process.env);
