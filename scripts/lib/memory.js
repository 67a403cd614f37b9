import { accessSync, constants, statfsSync } from 'node:fs';
import { freemem } from 'node:os';

const MEMORY = '/dev/shm';
/** Several times what the tests hold at once. */
const ENOUGH = 4 * 1024 ** 3;

/** A file system in memory with room for what tests write and remove, or undefined. A database is a thousand small files. */
export function memoryFolder() {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return Math.min(bavail * bsize, freemem()) < ENOUGH ? undefined : MEMORY;
  } catch {
    // No such place here.
    return undefined;
  }
}
