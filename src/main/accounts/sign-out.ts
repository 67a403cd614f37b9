import { callRoute } from '../api-client/call-route.ts';
import type { Http } from '../api-client/http.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { keychainFailure } from '../keychain/messages.ts';
import { Failure } from '../lib/failure.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { OfflineCache } from '../offline-cache/cache.ts';
import type { AccountRecord } from './account-file.ts';
import type { AccountStore } from './account-store.ts';

/** Revokes the very token that is given. Answers whether it is known to be revoked; never throws `Failure`. */
export async function revokeToken(http: Http, origin: string, token: string, log: Logger): Promise<boolean> {
  const me = { user_id: 'me' };
  try {
    const { keys } = await callRoute(http, { origin, token }, 'keys.list', { params: me, query: { per_page: 1000 } });
    const current = keys.find((key) => key.is_current);
    if (current === undefined) return false;
    await callRoute(http, { origin, token }, 'keys.delete', { params: { ...me, key_id: current.public_id } });
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    log.warn({ origin, name: error.error.name, ...reason(error) }, 'a token could not be revoked');
    // Already revoked or expired is what was wanted.
    return error.error.name === 'key_not_found';
  }
}

interface SignOutOptions {
  readonly accounts: AccountStore;
  readonly keychain: Keychain;
  readonly http: Http;
  readonly cache: OfflineCache;
  readonly origin: (record: AccountRecord) => Promise<string>;
  readonly log: Logger;
}

/**
 * Signs an account out: revokes the token where Steward made it itself, deletes it, wipes what was kept. A token of the
 * user's own is only forgotten. Throws `Failure` keychain_locked, when nothing was changed: a locked token could not be
 * revoked.
 */
export async function signOut(options: SignOutOptions, accountId: string): Promise<{ revoked: boolean }> {
  const { accounts, keychain, http, cache, origin, log } = options;
  const record = accounts.record(accountId);
  const token = await accounts.token(accountId).catch((error: unknown) => {
    log.info(reason(error), 'signing out without the token');
    return undefined;
  });
  if (token === undefined && keychain.state() === 'locked') throw keychainFailure('locked');
  const revoke = async () => token !== undefined && revokeToken(http, await origin(record), token, log);
  const revoked = record.own_token
    ? await revoke().catch((error: unknown) => {
        log.warn(reason(error), 'the token could not be revoked');
        return false;
      })
    : false;
  await accounts.remove(accountId);
  await cache.wipe(accountId);
  return { revoked };
}
