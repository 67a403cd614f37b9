import type { LogEntry } from './log-entry.ts';

/** How far one organization's log has been read. */
export interface LogPosition {
  /** Read and not yet shown, newest first. */
  readonly buffer: readonly LogEntry[];
  /** Where the next page begins; null where there is none. */
  readonly cursor: string | null;
}

export type Positions = Readonly<Record<string, LogPosition>>;

const newer = (one: LogEntry, other: LogEntry): boolean =>
  one.timestamp === other.timestamp ? one.organization.id < other.organization.id : one.timestamp > other.timestamp;

/**
 * Takes the newest entries of several logs, in order, for as long as it is certain that none is newer: until a log whose
 * next page is not read yet has run out. Answers them and what is left.
 */
export function mergeLogs(positions: Positions): { rows: LogEntry[]; rest: Positions } {
  const taken: Record<string, number> = {};
  const rows: LogEntry[] = [];
  for (;;) {
    let best: LogEntry | undefined;
    for (const [org, { buffer, cursor }] of Object.entries(positions)) {
      const head = buffer[taken[org] ?? 0];
      if (head === undefined && cursor !== null) return { rows, rest: drop(positions, taken) };
      if (head !== undefined && (best === undefined || newer(head, best))) best = head;
    }
    if (best === undefined) return { rows, rest: drop(positions, taken) };
    rows.push(best);
    taken[best.organization.id] = (taken[best.organization.id] ?? 0) + 1;
  }
}

const drop = (positions: Positions, taken: Readonly<Record<string, number>>): Positions =>
  Object.fromEntries(
    Object.entries(positions).map(([org, { buffer, cursor }]) => [
      org,
      { cursor, buffer: buffer.slice(taken[org] ?? 0) },
    ]),
  );

/** Which logs have to be read further before more can be shown. */
export const toRead = (positions: Positions): readonly string[] =>
  Object.entries(positions).flatMap(([org, { buffer, cursor }]) =>
    buffer.length === 0 && cursor !== null ? [org] : [],
  );

/** Whether nothing is left to show or to read. */
export const isAtEnd = (positions: Positions): boolean =>
  Object.values(positions).every(({ buffer, cursor }) => buffer.length === 0 && cursor === null);
