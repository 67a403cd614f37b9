import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { clock } from './clock.ts';
import { type Logger, reason } from './logger.ts';

/**
 * Replaces a file so that a crash or a power cut leaves the old content or the new, never half of it: a temporary file
 * beside it, synced, renamed over it. Only the user can read it.
 */
export async function writeFileAtomically(path: string, data: string | Buffer, sync = true): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(data);
      if (sync) await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** A JSON file that is checked when read and replaced whole when written. */
export interface JsonFile<T> {
  /** The content, or `initial` where there is none. Unreadable content is moved aside and said in the log. */
  read(): Promise<T>;
  /** Writes are done one after the other, in the order asked. Throws what the file system throws. */
  write(value: T): Promise<void>;
}

interface JsonFileOptions<S extends z.ZodType> {
  readonly path: string;
  readonly schema: S;
  readonly initial: z.output<S>;
  readonly log: Logger;
}

/** Opens nothing yet: the file is read and written when asked. */
export function createJsonFile<S extends z.ZodType>(options: JsonFileOptions<S>): JsonFile<z.output<S>> {
  const { path, schema, initial, log } = options;
  let tail: Promise<unknown> = Promise.resolve();

  const setAside = async (why: string): Promise<z.output<S>> => {
    const aside = `${path}.unreadable-${clock.timestamp().replaceAll(':', '')}-${randomBytes(2).toString('hex')}`;
    await rename(path, aside);
    log.error({ path, aside, why }, 'a file could not be read; it was moved aside and a new one is begun');
    return initial;
  };

  return {
    read: async () => {
      let text: string;
      try {
        text = await readFile(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return initial;
        throw error;
      }
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch {
        return setAside('not JSON');
      }
      const parsed = schema.safeParse(json);
      return parsed.success ? parsed.data : setAside(parsed.error.issues[0]?.message ?? 'not what it should be');
    },
    write: (value) => {
      const run = tail.then(async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await writeFileAtomically(path, `${JSON.stringify(value, null, 2)}\n`);
      });
      tail = run.catch((error: unknown) => log.error({ path, ...reason(error) }, 'a file could not be written'));
      return run;
    },
  };
}
