import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { failure } from '../lib/failure.ts';

/** Where a file goes that is being received. */
export interface FileTarget {
  write(chunk: Uint8Array): Promise<void>;
  /** The file is whole: it is put in its place. Answers where it is, or where the page gets it. */
  finish(): Promise<{ path?: string; link?: string }>;
  /** The file will not be whole: nothing is left of it. */
  discard(): Promise<void>;
}

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'you may not write there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOENT: 'the folder does not exist',
  EISDIR: 'there is a folder of that name',
};

const asFailure = (error: unknown) => {
  const code = String((error as NodeJS.ErrnoException).code);
  return failure('refused', `The file could not be written: ${WHY[code] ?? code}. Choose another place.`);
};

/** A file that appears under its name only when it is whole. Throws `Failure` where it cannot be written. */
export async function fileTarget(path: string): Promise<FileTarget> {
  const partial = `${path}.partial`;
  const attempt = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw asFailure(error);
    });
  const handle: FileHandle = await attempt(open(partial, 'w', 0o600));
  return {
    write: async (chunk) => {
      await attempt(handle.writeFile(chunk));
    },
    finish: async () => {
      await attempt(handle.sync());
      await attempt(handle.close());
      await attempt(rename(partial, path));
      return { path };
    },
    discard: async () => {
      await handle.close().catch(() => undefined);
      await rm(partial, { force: true });
    },
  };
}
