import { createClock } from '../../shared/clock.ts';

let offset = 0;

/** Runs with main's clock: called before the first view is drawn, with what the application's state says. */
export function setClockOffset(milliseconds: number): void {
  offset = milliseconds;
}

/** The renderer's only source of the current time. For times on screen use `useNow`, which updates them. */
export const clock = createClock(() => offset);
