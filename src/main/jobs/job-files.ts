import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Job, job } from '../../contract/jobs.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { writeFileAtomically } from '../lib/json-file.ts';
import { type Logger, reason } from '../lib/logger.ts';
import { createSealing, type Sealing } from '../offline-cache/sealing.ts';

const KEY_NAME = 'jobs-key';
const FILE = /^([0-9a-f-]{36})\.job$/;
const purposeOf = (id: string) => `job ${id}`;
const kept = job.omit({ running: true, kept: true, problem: true });

/** Jobs on disk, one file each, encrypted: they name people. */
export interface JobFiles {
  /** Every job that can be opened. A file that cannot is left where it is, and said in the log. */
  read(): Promise<Job[]>;
  /** Answers whether it is kept: false where there is no keychain for the key. Throws what the file system throws. */
  write(job: Job): Promise<boolean>;
  remove(id: string): Promise<void>;
}

/** AES-256-GCM under a key of its own in the keychain. */
export function createJobFiles(options: { dataDir: string; keychain: Keychain; log: Logger }): JobFiles {
  const { keychain, log } = options;
  const folder = join(options.dataDir, 'jobs');
  let sealing: Sealing | undefined;

  /** Undefined where no key can be had now. A key is only made for writing: reading under a new one opens nothing. */
  const key = async (make: boolean): Promise<Sealing | undefined> => {
    if (sealing !== undefined) return sealing;
    if (keychain.state() !== 'ready') return undefined;
    try {
      const found = Buffer.from((await keychain.get(KEY_NAME)) ?? '', 'base64');
      if (found.length !== 32 && !make) return undefined;
      const secret = found.length === 32 ? found : randomBytes(32);
      if (secret !== found) await keychain.set(KEY_NAME, secret.toString('base64'));
      sealing = createSealing(secret);
      return sealing;
    } catch (error) {
      log.warn(reason(error), 'jobs have no key now');
      return undefined;
    }
  };

  const open = async (sealed: Sealing, name: string): Promise<Job | undefined> => {
    const id = FILE.exec(name)?.[1];
    if (id === undefined) return undefined;
    try {
      const text = await sealed.openText(purposeOf(id), await readFile(join(folder, name)));
      return { ...kept.parse(JSON.parse(text)), running: false, kept: true, problem: null };
    } catch (error) {
      log.error({ name, ...reason(error) }, 'a job could not be read');
      return undefined;
    }
  };

  return {
    read: async () => {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      if (names.length === 0) return [];
      const sealed = await key(false);
      if (sealed === undefined) return [];
      const jobs = await Promise.all(names.map((name) => open(sealed, name)));
      return jobs.filter((one) => one !== undefined);
    },
    write: async ({ running: _running, kept: _kept, problem: _problem, ...one }) => {
      const sealed = await key(true);
      if (sealed === undefined) return false;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const bytes = await sealed.sealText(purposeOf(one.id), JSON.stringify(one));
      await writeFileAtomically(join(folder, `${one.id}.job`), bytes);
      return true;
    },
    remove: (id) => rm(join(folder, `${z.uuid().parse(id)}.job`), { force: true }),
  };
}
