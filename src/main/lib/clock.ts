import { clockOf } from '../../shared/clock.ts';

/** The main process's only source of the current time. The renderer learns its offset from the application's state. */
export const clock = clockOf(process.env);
