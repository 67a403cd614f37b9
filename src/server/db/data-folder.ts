import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process holds the folder; `pid` is that process. */
export class DataFolderInUse extends Error {
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by process ${pid}. Stop that one first, or choose another folder.`);
    this.name = 'DataFolderInUse';
    this.pid = pid;
  }
}

/** A take-over lasts milliseconds; a guard older than this was left by a process that died in it. */
const GUARD_MAX_AGE_MS = 10_000;

interface Holder {
  pid: number;
  /** When the process started, in ticks since boot, where the system tells: a reused pid has another. */
  started: string | null;
}

/** Field 22 of /proc/PID/stat; null where there is no /proc or no such process. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return holder.started === processStart(process.pid);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.started === null || processStart(holder.pid) === holder.started;
}

function readHolder(file: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null) return null;
    const { pid, started } = value as Partial<Holder>;
    return typeof pid === 'number' ? { pid, started: typeof started === 'string' ? started : null } : null;
  } catch {
    return null;
  }
}

/**
 * Takes the folder for this process and answers how to let it go. PGlite lets a second process open the same folder and
 * then loses what both wrote, so this lock decides. A lock whose process has ended is stale and is taken over.
 * Throws DataFolderInUse at once when a living process holds it.
 */
export function lockDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'steward.lock');
  if (!create(file)) takeOver(folder, file);
  return () => rmSync(file, { force: true });
}

/** Writes the lock, whole or not at all; false where there is one. */
function create(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, started: processStart(process.pid) }), { mode: 0o600 });
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Of several processes that find a stale lock at once, the one that makes the guard folder goes on. */
function takeOver(folder: string, file: string): void {
  const holder = readHolder(file);
  if (holder !== null && isAlive(holder)) throw new DataFolderInUse(folder, holder.pid);
  const guard = `${file}.takeover`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (Date.now() - statSync(guard).mtimeMs < GUARD_MAX_AGE_MS) throw new DataFolderInUse(folder, holder?.pid ?? 0);
  }
  try {
    const now = readHolder(file);
    if (now !== null && isAlive(now)) throw new DataFolderInUse(folder, now.pid);
    rmSync(file, { force: true });
    if (!create(file)) throw new DataFolderInUse(folder, readHolder(file)?.pid ?? 0);
  } finally {
    rmSync(guard, { recursive: true, force: true });
  }
}
