import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { clock } from '../lib/clock.ts';
import { writeFileAtomically } from '../lib/json-file.ts';

interface Known {
  size: number;
  usedAt: number;
}

/** Files of a bounded total size in one folder per account; the least recently used go first. */
export interface EntryFiles {
  /** The file's bytes, or undefined where there is none. Throws for other reasons. */
  read(folder: string, name: string): Promise<Buffer | undefined>;
  write(folder: string, name: string, bytes: Buffer): Promise<void>;
  remove(folder: string, name: string): Promise<void>;
  removeFolder(folder: string): Promise<void>;
  /** Removes every file, of all accounts. */
  removeAll(): Promise<void>;
  total(): Promise<{ bytes: number; files: number }>;
}

interface EntryFilesOptions {
  readonly root: string;
  readonly maxBytes: () => number;
  /** Told of each file that had to make room. */
  readonly onEvicted?: (folder: string, name: string) => void;
  /** A file below `root` that is no entry. */
  readonly notAnEntry?: string;
}

/** What is asked of the file system, or undefined where the file or folder is gone by now. Throws for other reasons. */
const unlessGone = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

/** Reads the folder when first used, so that the bound holds over restarts. */
export function createEntryFiles({ root, maxBytes, onEvicted, notAnEntry }: EntryFilesOptions): EntryFiles {
  let index: Promise<Map<string, Known>> | undefined;

  const scanFolder = async (folder: string, found: Map<string, Known>): Promise<void> => {
    const entries = (await unlessGone(readdir(folder, { withFileTypes: true }))) ?? [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await scanFolder(path, found);
      if (!entry.isFile() || (folder === root && entry.name === notAnEntry)) continue;
      // Left by a crash between writing and renaming.
      if (entry.name.endsWith('.tmp')) await rm(path, { force: true });
      else {
        const seen = await unlessGone(stat(path));
        if (seen !== undefined) found.set(path, { size: seen.size, usedAt: seen.mtimeMs });
      }
    }
  };
  const scan = async (): Promise<Map<string, Known>> => {
    const found = new Map<string, Known>();
    await scanFolder(root, found);
    return found;
  };
  const known = () => {
    index ??= scan().catch((error: unknown) => {
      index = undefined;
      throw error;
    });
    return index;
  };
  const total = (files: Map<string, Known>) => [...files.values()].reduce((sum, { size }) => sum + size, 0);

  const makeRoom = async (files: Map<string, Known>, needed: number) => {
    const limit = maxBytes();
    let bytes = total(files) + needed;
    if (bytes <= limit) return;
    const oldestFirst = [...files].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [path, { size }] of oldestFirst) {
      if (bytes <= limit) return;
      await rm(path, { force: true });
      files.delete(path);
      onEvicted?.(basename(dirname(path)), basename(path));
      bytes -= size;
    }
  };

  return {
    read: async (folder, name) => {
      const path = join(root, folder, name);
      const bytes = await unlessGone(readFile(path));
      if (bytes === undefined) return undefined;
      const files = await known();
      const now = clock.fileTime();
      files.set(path, { size: bytes.length, usedAt: now });
      // The order of use survives a restart; a folder that cannot be written is still a cache.
      await utimes(path, now / 1000, now / 1000).catch(() => undefined);
      return bytes;
    },
    write: async (folder, name, bytes) => {
      // One entry may not push out everything else.
      if (bytes.length > maxBytes() / 4) return;
      const path = join(root, folder, name);
      const files = await known();
      files.delete(path);
      await makeRoom(files, bytes.length);
      await mkdir(join(root, folder), { recursive: true, mode: 0o700 });
      await writeFileAtomically(path, bytes, false);
      files.set(path, { size: bytes.length, usedAt: clock.fileTime() });
    },
    remove: async (folder, name) => {
      const path = join(root, folder, name);
      await rm(path, { force: true });
      (await known()).delete(path);
    },
    removeFolder: async (folder) => {
      const path = join(root, folder);
      await rm(path, { recursive: true, force: true });
      const files = await known();
      for (const file of files.keys()) if (file.startsWith(join(path, '/'))) files.delete(file);
    },
    removeAll: async () => {
      await rm(root, { recursive: true, force: true });
      index = undefined;
    },
    total: async () => {
      const files = await known();
      return { bytes: total(files), files: files.size };
    },
  };
}
