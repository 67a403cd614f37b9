/** A part's only source of the current time: nothing else in that part asks the computer. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  date(): Date;
  /** RFC 3339 in UTC, with milliseconds. */
  timestamp(): string;
  /** The computer's own time in milliseconds since 1970, to compare with a file's times and nothing else. */
  fileTime(): number;
  /** How far ahead of the computer's clock this one runs, in milliseconds. */
  offset(): number;
}

/** The variable that lets a whole run happen at another time: milliseconds to add to the computer's clock. */
export const CLOCK_OFFSET_VARIABLE = 'STEWARD_CLOCK_OFFSET_MS';

/** Reads that variable; 0 if it isn't set. Throws if it isn't a whole number of milliseconds. */
export function readClockOffset(value: string | undefined): number {
  if (value === undefined || value === '') return 0;
  const offset = Number(value);
  if (!Number.isSafeInteger(offset))
    throw new Error(`${CLOCK_OFFSET_VARIABLE} must be a whole number of milliseconds, not “${value}”`);
  return offset;
}

/** The clock of a process, moved by the offset in its environment. Throws if that isn't a whole number. */
export function clockOf(env: Readonly<Record<string, string | undefined>>): Clock {
  const offset = readClockOffset(env[CLOCK_OFFSET_VARIABLE]);
  return createClock(() => offset);
}

/** A clock that runs `offset()` milliseconds ahead of the computer's. */
export function createClock(offset: () => number): Clock {
  const now = (): number => Date.now() + offset();
  const date = (): Date => new Date(now());
  return { now, date, timestamp: () => date().toISOString(), fileTime: Date.now, offset };
}
