import { join } from 'node:path';
import { z } from 'zod';
import { createJsonFile, type JsonFile } from '../lib/json-file.ts';
import type { Logger } from '../lib/logger.ts';

/** An account as it is kept on disk. Its token is in the keychain under `token:<id>` and is expected there. */
export const accountRecord = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  kind: z.enum(['local', 'server']),
  /** The server's origin; empty for the local workspace, whose port is new with each start. */
  url: z.string(),
  label: z.string(),
  person: z.object({ id: z.string(), first_name: z.string(), last_name: z.string(), email: z.string() }),
  /** Where the token was kept. `session`: in memory only, so that it is gone after a restart. */
  secret: z.enum(['keychain', 'session']),
  /** True where Steward made the token by signing in, so that it may revoke it; never for a token of the user's own. */
  own_token: z.boolean(),
});
export type AccountRecord = z.infer<typeof accountRecord>;

export const accountList = z.object({
  version: z.literal(1),
  active: z.string().nullable(),
  accounts: z.array(accountRecord).max(1000),
  /** Names of secrets that are to be deleted as soon as the keychain can be used again. */
  forget: z.array(z.string()).max(1000).default([]),
});
export type AccountList = z.infer<typeof accountList>;

const EMPTY: AccountList = { version: 1, active: null, accounts: [], forget: [] };

/** The list of accounts, without secrets: accounts.json in the data folder. */
export const accountFile = (dataDir: string, log: Logger): JsonFile<AccountList> =>
  createJsonFile({ path: join(dataDir, 'accounts.json'), schema: accountList, initial: EMPTY, log });
