import { join } from 'node:path';
import { z } from 'zod';
import { createJsonFile } from '../lib/json-file.ts';
import type { Logger } from '../lib/logger.ts';

/** Work that somebody has begun and not yet sent, such as an access review: it outlives a restart and needs no connection. */
export interface Drafts {
  /** What was kept under the key, or null. */
  get(accountId: string, key: string): unknown;
  /** Keeps a value, or with null forgets it. Throws what the file system throws; nothing is changed then. */
  put(accountId: string, key: string, value: unknown): Promise<void>;
  /** Forgets everything of an account. */
  forget(accountId: string): Promise<void>;
}

const schema = z.object({
  drafts: z.array(z.object({ account_id: z.string(), key: z.string(), value: z.unknown() })),
});

/** Reads drafts.json; an unreadable one is moved aside and a new one begun. */
export async function openDrafts(dataDir: string, log: Logger): Promise<Drafts> {
  const file = createJsonFile({ path: join(dataDir, 'drafts.json'), schema, initial: { drafts: [] }, log });
  let { drafts } = await file.read();
  const replace = async (next: typeof drafts) => {
    await file.write({ drafts: next });
    drafts = next;
  };
  const find = (accountId: string, key: string) =>
    drafts.find((draft) => draft.account_id === accountId && draft.key === key);
  return {
    get: (accountId, key) => find(accountId, key)?.value ?? null,
    put: async (accountId, key, value) => {
      const kept = find(accountId, key);
      const others = drafts.filter((draft) => draft !== kept);
      if (value === null && kept === undefined) return;
      await replace(value === null ? others : [...others, { account_id: accountId, key, value }]);
    },
    forget: async (accountId) => {
      const others = drafts.filter((draft) => draft.account_id !== accountId);
      if (others.length !== drafts.length) await replace(others);
    },
  };
}
