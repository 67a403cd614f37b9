import { clockOf } from '../../src/shared/clock.ts';

/** The time at which attacks happen: that of the servers they start, which inherit the same variable. */
export const clock = clockOf(process.env);
