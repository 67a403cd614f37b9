import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataFolderInUse, lockDataFolder } from '../../db/data-folder.ts';
import type { HeadsKey } from './key.ts';
import { type LineContent, lineHash, writeLine } from './line.ts';

const FILE = /^heads-\d{6}\.jsonl$/;
const WRITER = /^writer-\d+$/;
/** The wait for the disk is the file's alone: requests go on meanwhile. */
const reachDisk = promisify(fsync);
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/** Each process that writes at the same time has a sub-folder of its own. */
export const writerFolders = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => WRITER.test(name))
        .sort()
        .map((name) => join(folder, name))
    : [];

/** A writer's files, oldest first. */
export const headFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => FILE.test(name))
    .sort();

const nameOf = (number: number): string => `heads-${String(number).padStart(6, '0')}.jsonl`;

function lockFirstFree(folder: string): { folder: string; unlock: () => void } {
  for (let number = 1; ; number++) {
    const own = join(folder, `writer-${number}`);
    try {
      return { folder: own, unlock: lockDataFolder(own) };
    } catch (error) {
      if (!(error instanceof DataFolderInUse)) throw error;
    }
  }
}

export interface HeadFile {
  /** Appends lines and returns once they are on the disk. One at a time: the next waits for the one before. */
  append(lines: readonly LineContent[]): Promise<void>;
  close(): void;
}

/** Cuts off what a crash left of a line, and answers the hash of the last whole one. */
function lastLine(path: string): string {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(path, end);
  const text = bytes.subarray(0, end).toString('utf8').trimEnd();
  return text === '' ? '' : lineHash(text.slice(text.lastIndexOf('\n') + 1));
}

/** Opens the files of heads to append to, after the last line that any run before has left. */
export function openHeadFile(folder: string, key: HeadsKey, maxBytes = DEFAULT_MAX_BYTES): HeadFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { folder: own, unlock } = lockFirstFree(folder);
  let number = Math.max(1, headFiles(own).length);
  let path = join(own, nameOf(number));
  let prev = existsSync(path) ? lastLine(path) : '';
  let handle = openSync(path, 'a', 0o600);
  let size = readFileSync(path).length;

  const write = (content: LineContent): void => {
    const line = writeLine(content, prev, key.secret);
    const bytes = Buffer.from(`${line}\n`);
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
    size += bytes.length;
    prev = lineHash(line);
  };
  const rotate = (time: string): void => {
    fsyncSync(handle);
    closeSync(handle);
    const before = nameOf(number);
    number += 1;
    path = join(own, nameOf(number));
    handle = openSync(path, 'a', 0o600);
    size = 0;
    write({ continues: before, time });
  };
  return {
    append: async (lines) => {
      for (const line of lines) {
        if (size >= maxBytes) rotate(line.time);
        write(line);
      }
      await reachDisk(handle);
    },
    close: () => {
      closeSync(handle);
      unlock();
    },
  };
}
