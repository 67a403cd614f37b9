import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** More windows than this can be open, but only so many are remembered. */
export const MOST_REMEMBERED = 8;

/** The file of the first window, and one more for each further one: which exist says which windows were open at the end. */
export const slotFile = (dataDir: string, slot: number): string =>
  join(dataDir, slot === 1 ? 'window.json' : `window-${slot}.json`);

/** The windows to open at a start: the first one always, and the further ones that were open at the last end. */
export function slotsToOpen(dataDir: string, exists: (file: string) => boolean = existsSync): number[] {
  const further = Array.from({ length: MOST_REMEMBERED - 1 }, (_, index) => index + 2);
  return [1, ...further.filter((slot) => exists(slotFile(dataDir, slot)))];
}

/** The lowest slot that no open window has. */
export function freeSlot(taken: ReadonlySet<number>): number {
  let slot = 1;
  while (taken.has(slot)) slot += 1;
  return slot;
}

/** A further window that is closed while others stay is not opened again. */
export async function forgetSlot(dataDir: string, slot: number): Promise<void> {
  if (slot !== 1) await rm(slotFile(dataDir, slot), { force: true });
}
