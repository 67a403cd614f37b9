import type { Account } from '../../contract/ipc.ts';
import type { AccountRecord } from '../accounts/account-file.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { newAccountId, personOf } from '../accounts/sign-in.ts';
import type { Http } from '../api-client/http.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { NewOwner, Workspace } from './workspace.ts';

export type CreateWorkspace = { readonly mode: 'sample' } | ({ readonly mode: 'empty' } & NewOwner);

/** The account of the local workspace: it gets its own tokens and never needs a sign-in. */
export interface LocalAccount {
  /** Creates the workspace, or opens the one that is there, and makes it the active account. Throws `Failure`. */
  create(input: CreateWorkspace): Promise<Account>;
  /** A new token in place of one that is missing or refused. Throws `Failure`. */
  renew(record: AccountRecord): Promise<string>;
}

interface LocalAccountOptions {
  readonly accounts: AccountStore;
  readonly keychain: Keychain;
  readonly http: Http;
  readonly workspace: Workspace;
}

/** Wires the workspace and the accounts. */
export function createLocalAccount({ accounts, keychain, http, workspace }: LocalAccountOptions): LocalAccount {
  let renewing: Promise<string> | undefined;
  let creating: Promise<Account> | undefined;

  const firstToken = async (input: CreateWorkspace): Promise<string> => {
    if (await workspace.hasOwner()) return (await workspace.provisionOwner()).token;
    if (input.mode === 'sample') return (await workspace.loadSampleData()).token;
    const { first_name, last_name, email } = input;
    return (await workspace.provisionOwner({ first_name, last_name, email })).token;
  };
  const create = async (input: CreateWorkspace): Promise<Account> => {
    await keychain.mustBeReady();
    workspace.retry();
    const known = accounts.find(({ kind }) => kind === 'local');
    if (known !== undefined) return accounts.activate(known.id);
    const token = await firstToken(input);
    const person = await personOf(http, await workspace.url(), token);
    const id = newAccountId('local');
    const record = {
      id,
      kind: 'local' as const,
      url: '',
      label: 'Local workspace',
      person,
      secret: 'keychain' as const,
    };
    return accounts.save({ ...record, own_token: true }, token, { activate: true });
  };

  return {
    create: (input) => {
      creating ??= create(input).finally(() => {
        creating = undefined;
      });
      return creating;
    },
    // Many calls meet a refused token at once; one new token serves them all.
    renew: (record) => {
      renewing ??= (async () => {
        const { token } = await workspace.provisionOwner();
        await accounts.save(record, token, { activate: accounts.activeId() === record.id });
        return token;
      })().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
  };
}
