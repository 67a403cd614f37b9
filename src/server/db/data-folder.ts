import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clock } from '../clock.ts';

/** Another process holds the folder; `pid` is that process. */
export class DataFolderInUse extends Error {
  readonly pid: number;
  /** The application that started that process is gone, such as after a crash: the process ends in a moment. */
  readonly leaving: boolean;
  constructor(folder: string, pid: number, leaving = false) {
    super(`The data folder ${folder} is in use by process ${pid}. Stop that one first, or choose another folder.`);
    this.name = 'DataFolderInUse';
    this.pid = pid;
    this.leaving = leaving;
  }
}

/** A take-over lasts milliseconds; a guard older than this was left by a process that died in it. */
const GUARD_MAX_AGE_MS = 10_000;

interface Process {
  pid: number;
  /** When the process started, in ticks since boot, where the system tells: a reused pid has another. */
  started: string | null;
}

interface Holder extends Process {
  /** The application whose end is this process's end too; null for a server that was started by itself. */
  parent: Process | null;
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

function isAlive(holder: Process): boolean {
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
    const holder = asProcess(value);
    return holder === null ? null : { ...holder, parent: asProcess((value as Partial<Holder>).parent) };
  } catch {
    return null;
  }
}

function asProcess(value: unknown): Process | null {
  if (typeof value !== 'object' || value === null) return null;
  const { pid, started } = value as Partial<Process>;
  return typeof pid === 'number' ? { pid, started: typeof started === 'string' ? started : null } : null;
}

const inUse = (folder: string, holder: Holder): DataFolderInUse =>
  new DataFolderInUse(folder, holder.pid, holder.parent !== null && !isAlive(holder.parent));

/** Whoever is leaving has flushed and let go long before. */
const LEAVING_MS = 5000;
const LOOK_AGAIN_MS = 20;

/**
 * Like `lockDataFolder`, and waits for a holder that is leaving, since the application it served is gone: whoever starts
 * again at once after a crash is not refused by what is left of the run before. Throws DataFolderInUse.
 */
export async function takeDataFolder(folder: string, parent: number | null): Promise<() => void> {
  const until = performance.now() + LEAVING_MS;
  for (;;) {
    try {
      return lockDataFolder(folder, parent);
    } catch (error) {
      if (!(error instanceof DataFolderInUse) || !error.leaving || performance.now() > until) throw error;
      await sleep(LOOK_AGAIN_MS);
    }
  }
}

/**
 * Takes the folder for this process and answers how to let it go. PGlite lets a second process open the same folder and
 * then loses what both wrote, so this lock decides. A lock whose process has ended is stale and is taken over.
 * Throws DataFolderInUse at once when a living process holds it. `parent` is the application whose end ends this process.
 */
export function lockDataFolder(folder: string, parent: number | null = null): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'steward.lock');
  if (!create(file, parent)) takeOver(folder, file, parent);
  return () => rmSync(file, { force: true });
}

const identify = (pid: number): Process => ({ pid, started: processStart(pid) });

/** Writes the lock, whole or not at all; false where there is one. */
function create(file: string, parent: number | null): boolean {
  const own = `${file}.${process.pid}`;
  const holder: Holder = { ...identify(process.pid), parent: parent === null ? null : identify(parent) };
  writeFileSync(own, JSON.stringify(holder), { mode: 0o600 });
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
function takeOver(folder: string, file: string, parent: number | null): void {
  const holder = readHolder(file);
  if (holder !== null && isAlive(holder)) throw inUse(folder, holder);
  const guard = `${file}.takeover`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (clock.fileTime() - statSync(guard).mtimeMs < GUARD_MAX_AGE_MS)
      throw new DataFolderInUse(folder, holder?.pid ?? 0);
  }
  try {
    const now = readHolder(file);
    if (now !== null && isAlive(now)) throw inUse(folder, now);
    rmSync(file, { force: true });
    if (!create(file, parent)) throw new DataFolderInUse(folder, readHolder(file)?.pid ?? 0);
  } finally {
    rmSync(guard, { recursive: true, force: true });
  }
}
