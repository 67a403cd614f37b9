import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Keychain } from '../keychain/keychain.ts';
import { writeFileAtomically } from '../lib/json-file.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { OpenSealing } from './open-sealing.ts';

const FILE = /^([0-9a-f-]{36})\.job$/;

/** Work that goes on after a restart, one encrypted file for each: it names people. */
export interface SealedRecords<T> {
  /**
   * Every record that can be opened; undefined while there is no key. One that cannot be is left where it is and
   * logged: another version of Steward may read it.
   */
  read(): Promise<T[] | undefined>;
  /** Replaces the record's file, synced. False where it would not outlast this session. Throws what the file system throws. */
  write(record: T): Promise<boolean>;
  remove(id: string): Promise<void>;
}

interface SealedRecordsOptions<T> {
  readonly folder: string;
  /** What they are, in a word: no file of another kind opens as one of these. */
  readonly kind: string;
  readonly schema: z.ZodType<T>;
  readonly keychain: Pick<Keychain, 'state'>;
  readonly sealing: OpenSealing;
  readonly log: Logger;
}

/** Records in `folder`, sealed under the key of all that is kept. Touches neither until it is asked. */
export function createSealedRecords<T extends { readonly id: string }>(
  options: SealedRecordsOptions<T>,
): SealedRecords<T> {
  const { folder, kind, schema, keychain, sealing, log } = options;
  const purposeOf = (id: string) => `${kind} ${id}`;
  const pathOf = (id: string) => join(folder, `${z.uuid().parse(id)}.job`);
  const ids = async () => {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.map((name) => FILE.exec(name)?.[1]).filter((id) => id !== undefined);
  };
  return {
    read: async () => {
      const found = await ids();
      if (found.length === 0) return [];
      const key = await sealing();
      if (key === undefined) return undefined;
      const open = async (id: string): Promise<T | undefined> => {
        try {
          return schema.parse(JSON.parse(await key.openText(purposeOf(id), await readFile(pathOf(id)))));
        } catch (error) {
          log.error({ kind, id, ...reason(error) }, 'what was kept could not be opened');
          return undefined;
        }
      };
      return (await Promise.all(found.map(open))).filter((record) => record !== undefined);
    },
    write: async (record) => {
      const key = keychain.state() === 'session' ? undefined : await sealing();
      if (key === undefined) return false;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFileAtomically(pathOf(record.id), await key.sealText(purposeOf(record.id), JSON.stringify(record)));
      return true;
    },
    remove: (id) => rm(pathOf(id), { force: true }),
  };
}
