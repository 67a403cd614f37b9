import { isDeepStrictEqual } from 'node:util';
import type { Account } from '../../contract/ipc.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { failure } from '../lib/failure.ts';
import { type Logger, reason } from '../lib/logger.ts';
import { type AccountList, type AccountRecord, accountFile } from './account-file.ts';

/** The accounts and their tokens. It knows nothing of HTTP; signing in and out is in sign-in.ts. */
export interface AccountStore {
  list(): Account[];
  activeId(): string | null;
  /** Throws `Failure` not_found. */
  record(id: string): AccountRecord;
  has(id: string): boolean;
  find(matches: (record: AccountRecord) => boolean): AccountRecord | undefined;
  view(id: string): Account;
  /** The account's token. Throws `Failure` keychain_*, or signed_out where there is none any more. */
  token(id: string): Promise<string>;
  /** Keeps the token, then the account; where either fails, neither is kept. */
  save(record: AccountRecord, token: string, options: { activate: boolean }): Promise<Account>;
  /** What the backend says about the account's person now; kept where it differs. */
  follow(id: string, person: AccountRecord['person']): Promise<void>;
  /** Removes the account and its token; a keychain that cannot be used deletes the token when it can again. */
  remove(id: string): Promise<void>;
  activate(id: string): Promise<Account>;
  /** The server does not accept the token (any more): sign in again. Nothing is removed. */
  refuse(id: string): void;
  /** After the keychain became usable: deletes what waits for it, and looks which tokens are there. */
  refresh(): Promise<void>;
}

interface AccountStoreOptions {
  readonly dataDir: string;
  readonly keychain: Keychain;
  readonly log: Logger;
  readonly onChange: () => void;
}

const MAX_ACCOUNTS = 100;

/** The name of an account's token in the keychain. */
export const tokenName = (id: string) => `token:${id}`;

/** Reads accounts.json. Throws only where the file cannot be read for other reasons than its content. */
export async function openAccounts(options: AccountStoreOptions): Promise<AccountStore> {
  const { dataDir, keychain, log, onChange } = options;
  const file = accountFile(dataDir, log);
  let list: AccountList = await file.read();
  const missing = new Set(list.accounts.filter(({ secret }) => secret === 'session').map(({ id }) => id));
  const refused = new Set<string>();

  let tail: Promise<unknown> = Promise.resolve();
  /** Changes are made one after the other, each on what the one before it left. */
  const update = (change: (current: AccountList) => AccountList): Promise<void> => {
    const run = tail.then(async () => {
      const next = change(list);
      await file.write(next);
      list = next;
      onChange();
    });
    tail = run.catch(() => undefined);
    return run;
  };
  const record = (id: string): AccountRecord => {
    const found = list.accounts.find((account) => account.id === id);
    if (found === undefined) throw failure('not_found', 'This account does not exist any more.');
    return found;
  };
  const view = (id: string): Account => {
    const { own_token: _, ...account } = record(id);
    // The local workspace gets itself a new token whenever it needs one.
    const needs_sign_in = account.kind !== 'local' && (missing.has(id) || refused.has(id));
    return { ...account, secret: keychain.state() === 'session' ? 'session' : account.secret, needs_sign_in };
  };
  const mark = (set: Set<string>, id: string, isMember: boolean) => {
    if (set.has(id) === isMember) return;
    if (isMember) set.add(id);
    else set.delete(id);
    onChange();
  };
  const token = async (id: string): Promise<string> => {
    const { label } = record(id);
    const value = await keychain.get(tokenName(id));
    mark(missing, id, value === null);
    if (value !== null && !refused.has(id)) return value;
    throw failure('signed_out', `You are signed out of ${label}. Sign in again to go on.`);
  };

  /** What could not be done while the keychain was not usable: forget old tokens, keep the session's. */
  const catchUp = async () => {
    const forgotten = new Set(list.forget);
    for (const name of forgotten) await keychain.delete(name);
    const kept = new Set<string>();
    for (const { id } of list.accounts.filter(({ secret }) => secret === 'session')) {
      const value = await keychain.get(tokenName(id));
      if (value === null) continue;
      await keychain.set(tokenName(id), value);
      kept.add(id);
    }
    if (kept.size === 0 && list.forget.length === 0) return;
    await update((current) => ({
      ...current,
      forget: current.forget.filter((name) => !forgotten.has(name)),
      accounts: current.accounts.map((account) =>
        kept.has(account.id) ? { ...account, secret: 'keychain' } : account,
      ),
    }));
  };

  return {
    list: () => list.accounts.map(({ id }) => view(id)),
    activeId: () => list.active,
    record,
    has: (id) => list.accounts.some((account) => account.id === id),
    find: (matches) => list.accounts.find(matches),
    view,
    token,
    save: async (given, value, { activate }) => {
      const saved = { ...given, secret: keychain.state() === 'session' ? ('session' as const) : ('keychain' as const) };
      const known = list.accounts.some(({ id }) => id === saved.id);
      if (!known && list.accounts.length >= MAX_ACCOUNTS)
        throw failure('exceeds_limits', `There are ${MAX_ACCOUNTS} accounts already. Remove one first.`);
      const before = known ? await keychain.get(tokenName(saved.id)) : null;
      await keychain.set(tokenName(saved.id), value);
      try {
        await update((current) => ({
          ...current,
          accounts: current.accounts.some(({ id }) => id === saved.id)
            ? current.accounts.map((account) => (account.id === saved.id ? saved : account))
            : [...current.accounts, saved],
          active: activate ? saved.id : current.active,
        }));
      } catch (error) {
        await (before === null
          ? keychain.delete(tokenName(saved.id))
          : keychain.set(tokenName(saved.id), before)
        ).catch((e: unknown) => log.error(reason(e), 'a token of no account is left in the keychain'));
        throw error;
      }
      mark(missing, saved.id, false);
      mark(refused, saved.id, false);
      return view(saved.id);
    },
    follow: async (id, person) => {
      if (isDeepStrictEqual(record(id).person, person)) return;
      await update((current) => ({
        ...current,
        accounts: current.accounts.map((account) => (account.id === id ? { ...account, person } : account)),
      }));
    },
    remove: async (id) => {
      const name = tokenName(id);
      // In "this session only" the keychain may still hold the token of an earlier run.
      const elsewhere = record(id).secret === 'keychain' && keychain.state() === 'session';
      const deleted = await keychain.delete(name).then(
        () => !elsewhere,
        () => false,
      );
      await update((current) => {
        const accounts = current.accounts.filter((account) => account.id !== id);
        const active = current.active === id ? (accounts[0]?.id ?? null) : current.active;
        const forget = deleted ? current.forget : [...current.forget, name].slice(-1000);
        return { ...current, accounts, active, forget };
      });
      missing.delete(id);
      refused.delete(id);
    },
    activate: async (id) => {
      record(id);
      if (list.active !== id) await update((current) => ({ ...current, active: id }));
      return view(id);
    },
    refuse: (id) => mark(refused, id, true),
    refresh: async () => {
      const state = keychain.state();
      if (state === 'ready') await catchUp();
      if (state !== 'ready' && state !== 'session') return;
      for (const { id } of list.accounts) mark(missing, id, (await keychain.get(tokenName(id))) === null);
    },
  };
}
