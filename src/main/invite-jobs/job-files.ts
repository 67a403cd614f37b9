import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../lib/json-file.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { OpenSealing } from '../offline-cache/open-sealing.ts';
import { type JobRecord, jobRecord } from './record.ts';

/** Lists on disk, encrypted: the addresses of people who have not agreed to anything yet. */
export interface JobFiles {
  /** Every list that can be opened; undefined while there is no key. One that cannot be opened is removed and logged. */
  readAll(): Promise<JobRecord[] | undefined>;
  /** Replaces the list's file, synced. False where there is no key to seal it with. Throws what the file system throws. */
  write(record: JobRecord): Promise<boolean>;
  remove(id: string): Promise<void>;
}

const SUFFIX = '.job';

interface JobFilesOptions {
  readonly folder: string;
  readonly sealing: OpenSealing;
  /** Whether what is written now could be opened after a restart. */
  readonly isLasting: () => boolean;
  readonly log: Logger;
}

export function createJobFiles({ folder, sealing, isLasting, log }: JobFilesOptions): JobFiles {
  const pathOf = (id: string) => join(folder, `${id}${SUFFIX}`);
  const purposeOf = (id: string) => `invite job ${id}`;
  const names = () =>
    readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
  return {
    readAll: async () => {
      const found = (await names()).filter((name) => name.endsWith(SUFFIX));
      if (found.length === 0) return [];
      const key = await sealing();
      if (key === undefined) return undefined;
      const records: JobRecord[] = [];
      for (const name of found) {
        const id = name.slice(0, -SUFFIX.length);
        const bytes = await readFile(join(folder, name));
        try {
          records.push(jobRecord.parse(JSON.parse(await key.openText(purposeOf(id), bytes))));
        } catch (error) {
          log.error({ file: name, ...reason(error) }, 'a list of invitations could not be opened; it was removed');
          await rm(join(folder, name), { force: true });
        }
      }
      return records;
    },
    write: async (record) => {
      const key = isLasting() ? await sealing() : undefined;
      if (key === undefined) return false;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFileAtomically(pathOf(record.id), await key.sealText(purposeOf(record.id), JSON.stringify(record)));
      return true;
    },
    remove: (id) => rm(pathOf(id), { force: true }),
  };
}
