import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** Several times what the tests hold at once. */
const ENOUGH = 4 * 1024 ** 3;

function hasRoom() {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return Math.min(bavail * bsize, freemem()) >= ENOUGH;
  } catch {
    // No such place here.
    return false;
  }
}

/**
 * Variables for tests, where there is plenty of memory: what they write and remove lies there, in a folder that goes with
 * this process. A database is a thousand small files, and each server that a test starts copies one. Node's own cache is
 * for later runs as well, and stays where it is.
 */
export function memoryEnv() {
  if (tmpdir().startsWith(MEMORY) || !hasRoom()) return {};
  const folder = mkdtempSync(join(MEMORY, 'steward-'));
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o1777);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const cache = process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'node-compile-cache');
  return { TMPDIR: folder, NODE_COMPILE_CACHE: cache };
}
