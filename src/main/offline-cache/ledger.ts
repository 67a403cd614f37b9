import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { clock } from '../lib/clock.ts';
import { writeFileAtomically } from '../lib/json-file.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { Sealing } from './sealing.ts';

const PURPOSE = 'ledger';
export const LEDGER_FILE = 'ledger';

/** More removed files than this are not remembered one by one any more. */
const MAX_REMOVED = 20_000;

const content = z.object({
  /** Files that are not listed are believed above this number only. */
  floor: z.number().int().nonnegative(),
  /** The last number that was given out when the ledger was written. */
  head: z.number().int().nonnegative(),
  /** The number of each entry, by its file. */
  entries: z.record(z.string(), z.number().int().nonnegative()),
  /** Entries that were removed, and must not come back. */
  removed: z.array(z.string()),
});

/**
 * Which state of each entry is the last one: an older file that somebody puts back is sealed as properly as the new one
 * was, and only its number gives it away. It is written now and then; what a crash left unlisted is believed. Whoever puts the whole folder back, with its ledger, gets an older state, which shows its age.
 */
export interface Ledger {
  /** A number greater than all before. */
  next(): number;
  record(file: string, sequence: number): void;
  forget(file: string): void;
  /** Forgets a whole folder, whose name is never used again. */
  forgetBelow(prefix: string): void;
  /** Whether a file with this number is what was last written there. */
  isCurrent(file: string, sequence: number): boolean;
  /** Writes it where something changed. Throws what the file system throws. */
  save(): Promise<void>;
}

interface State {
  floor: number;
  head: number;
  entries: Map<string, number>;
  removed: Set<string>;
}

/** Numbers start at the time in microseconds, so that they go on rising over a lost ledger and over a crash. */
const numberNow = () => clock.now() * 1000;

async function read(path: string, sealing: Sealing, log: Logger): Promise<State | undefined> {
  try {
    const kept = content.parse(JSON.parse(await sealing.openText(PURPOSE, await readFile(path))));
    return {
      floor: kept.floor,
      head: Math.max(kept.head, numberNow()),
      entries: new Map(Object.entries(kept.entries)),
      removed: new Set(kept.removed),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    log.warn(reason(error), 'the list of what is kept is damaged; it is begun anew');
    await rm(path, { force: true }).catch(() => undefined);
    return undefined;
  }
}

/** Reads the ledger below `root`. Without a readable one, nothing that was kept before is believed. Never throws. */
export async function openLedger(root: string, sealing: Sealing, log: Logger): Promise<Ledger> {
  const path = join(root, LEDGER_FILE);
  const now = numberNow();
  const fresh: State = { floor: now, head: now, entries: new Map(), removed: new Set() };
  const kept = await read(path, sealing, log);
  const state = kept ?? fresh;
  const { removed } = state;
  let changed = kept === undefined;

  const next = () => {
    state.head += 1;
    changed = true;
    return state.head;
  };
  const forget = (file: string) => {
    // A number that no file has.
    state.entries.set(file, next());
    removed.add(file);
  };
  /** Not being listed says the same once the floor is above every number so far. */
  const forgetRemoved = () => {
    state.floor = state.head;
    for (const file of removed) state.entries.delete(file);
    removed.clear();
  };

  return {
    next,
    record: (file, sequence) => {
      state.entries.set(file, sequence);
      removed.delete(file);
      changed = true;
    },
    forget,
    forgetBelow: (prefix) => {
      for (const file of [...state.entries.keys()]) {
        if (!file.startsWith(prefix)) continue;
        state.entries.delete(file);
        removed.delete(file);
        changed = true;
      }
    },
    isCurrent: (file, sequence) => sequence >= (state.entries.get(file) ?? state.floor + 1),
    save: async () => {
      if (!changed) return;
      changed = false;
      if (removed.size > MAX_REMOVED) forgetRemoved();
      try {
        // Of accounts that are gone nothing stays, not even that there was something.
        if (state.entries.size === 0) return await rm(path, { force: true });
        await mkdir(root, { recursive: true, mode: 0o700 });
        const { floor, head, entries } = state;
        const text = JSON.stringify({ floor, head, entries: Object.fromEntries(entries), removed: [...removed] });
        await writeFileAtomically(path, await sealing.sealText(PURPOSE, text), false);
      } catch (error) {
        changed = true;
        throw error;
      }
    },
  };
}
