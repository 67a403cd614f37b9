import type { AccountRecord } from '../accounts/account-file.ts';
import { type AccountStore, tokenName } from '../accounts/account-store.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { Failure } from '../lib/failure.ts';
import type { LocalAccount } from '../workspace/local-account.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Backends } from './api-client.ts';
import type { Http } from './http.ts';

interface BackendsOptions {
  readonly accounts: AccountStore;
  readonly keychain: Keychain;
  readonly workspace: Workspace;
  readonly localAccount: LocalAccount;
}

/** Finds where an account's backend is and which token it takes, for both kinds of account. */
export function createBackends({ accounts, keychain, workspace, localAccount }: BackendsOptions): Backends {
  return {
    record: accounts.record,
    has: accounts.has,
    origin: (record) => originOf(record, workspace),
    token: async (record) => {
      try {
        return await accounts.token(record.id);
      } catch (error) {
        const isGone = error instanceof Failure && error.error.name === 'signed_out';
        if (record.kind !== 'local' || !isGone) throw error;
        return localAccount.renew(record);
      }
    },
    mustBeReadable: async (record) => {
      await keychain.get(tokenName(record.id));
    },
    renew: async (record) => {
      if (record.kind === 'local') return localAccount.renew(record);
      accounts.refuse(record.id);
      return undefined;
    },
  };
}

/** Where an account's backend is; starts the local workspace and waits for it. Throws `Failure` workspace_*. */
export async function originOf(record: AccountRecord, workspace: Workspace): Promise<string> {
  return record.kind === 'local' ? workspace.url() : record.url;
}

/** Whether an account's backend answers. Never throws. */
export async function isAlive(accounts: AccountStore, workspace: Workspace, http: Http, id: string, limitMs: number) {
  const record = accounts.find((account) => account.id === id);
  if (record === undefined) return false;
  try {
    return await http.isAlive(await originOf(record, workspace), limitMs);
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
