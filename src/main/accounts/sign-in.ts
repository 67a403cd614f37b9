import { randomBytes } from 'node:crypto';
import type { AnswerOf } from '../../contract/api/index.ts';
import type { Account } from '../../contract/ipc.ts';
import { violatedRules, violationText } from '../../contract/password-check.ts';
import { DEFAULT_POLICY } from '../../contract/password-policy.ts';
import { isTokenRefused } from '../api-client/answer.ts';
import { callRoute } from '../api-client/call-route.ts';
import type { Http } from '../api-client/http.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { Failure, failure } from '../lib/failure.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { AccountRecord } from './account-file.ts';
import type { AccountStore } from './account-store.ts';
import { revokeToken } from './sign-out.ts';

export interface Registration {
  readonly url: string;
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly password: string;
}

interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly new_password?: string | undefined;
}

/** Getting an account: each operation leaves a working account, or nothing. Throws `Failure`. */
export interface SignIn {
  withToken(input: { url: string; token: string }): Promise<Account>;
  /** Fails with `password_violates_policy` where a new password is needed, and takes one in the same call. */
  withPassword(input: { url: string } & Credentials): Promise<Account>;
  register(input: Registration): Promise<Account>;
  again(input: {
    account_id: string;
    token?: string | undefined;
    password?: string | undefined;
    new_password?: string | undefined;
  }): Promise<Account>;
}

interface SignInOptions {
  readonly accounts: AccountStore;
  readonly keychain: Keychain;
  readonly http: Http;
  readonly log: Logger;
}

interface Candidate {
  readonly url: string;
  readonly token: string;
  /** Steward got the token by signing in, and gives it back when it cannot be kept. */
  readonly own: boolean;
}

/** A token that is being tried was never signed in with: "sign in again" would be the wrong advice. */
function notAccepted(error: unknown): never {
  if (error instanceof Failure && isTokenRefused(error.error))
    throw failure(
      error.error.name,
      'The server does not accept this token. Copy it again, whole, or create a new one.',
      {
        req_id: error.error.req_id,
      },
    );
  throw error;
}

/** Why the password that was typed gave no token: each rule in words, and what the new one must keep. */
function newPasswordNeeded({ password_violations = {}, password_policy }: AnswerOf<'sessions.create'>): Failure {
  const policy = password_policy ?? DEFAULT_POLICY;
  const details = violatedRules(password_violations).map((rule) => ({
    field: rule,
    message: violationText(rule, policy),
  }));
  return failure('password_violates_policy', 'Your organizations ask for a new password before you can sign in.', {
    details,
    password_policy: policy,
  });
}

/** The person whom a token belongs to. Throws `Failure`, key_not_found among others. */
export async function personOf(http: Http, origin: string, token: string): Promise<AccountRecord['person']> {
  // Header values are visible ASCII, and so are tokens.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw failure('key_invalid', 'This is not a token: it holds spaces or other characters.');
  const { user } = await callRoute(http, { origin, token }, 'users.get', { params: { user_id: 'me' } }).catch(
    notAccepted,
  );
  const { id, first_name, last_name, user_detail } = user;
  return { id, first_name, last_name, email: user_detail?.primary_email ?? '' };
}

/** An id for a new account. Never used again, so that nothing kept for an old one is found for it. */
export const newAccountId = (kind: AccountRecord['kind']): string => `${kind}-${randomBytes(8).toString('hex')}`;

/** Signs in with backends and keeps what works. */
export function createSignIn({ accounts, keychain, http, log }: SignInOptions): SignIn {
  const giveBack = async ({ url, token, own }: Candidate) => {
    if (own && !(await revokeToken(http, url, token, log)))
      log.warn({ url }, 'a token that was not kept could not be revoked');
  };

  /** Keeps the candidate; the same person on the same server gets the new token, not a second account. */
  const keep = async (candidate: Candidate, expected?: AccountRecord): Promise<Account> => {
    const { url, token, own } = candidate;
    try {
      const person = await personOf(http, url, token);
      if (expected !== undefined && expected.person.id !== person.id)
        throw failure(
          'invalid',
          `This signs in ${person.first_name} (${person.id}), not ${expected.person.first_name} (${expected.person.id}).`,
        );
      const known = expected ?? accounts.find((record) => record.url === url && record.person.id === person.id);
      const before = known?.own_token ? await accounts.token(known.id).catch(() => undefined) : undefined;
      const id = known?.id ?? newAccountId('server');
      const record = {
        id,
        kind: 'server' as const,
        url,
        label: new URL(url).host,
        person,
        secret: 'keychain' as const,
      };
      const account = await accounts.save({ ...record, own_token: own }, token, { activate: true });
      if (before !== undefined && before !== token) await giveBack({ url, token: before, own: true });
      return account;
    } catch (error) {
      await giveBack(candidate);
      throw error;
    }
  };

  const withPassword = async (url: string, credentials: Credentials, expected?: AccountRecord) => {
    // Before there is a token that could not be kept.
    await keychain.mustBeReady();
    const body = { ...credentials, description: 'Steward' };
    const answer = await callRoute(http, { origin: url }, 'sessions.create', { body });
    if (answer.key === undefined) throw newPasswordNeeded(answer);
    return keep({ url, token: answer.key.id, own: true }, expected);
  };

  return {
    withToken: async ({ url, token }) => {
      await keychain.mustBeReady();
      return keep({ url, token, own: false });
    },
    withPassword: ({ url, ...credentials }) => withPassword(url, credentials),
    register: async ({ url, id, first_name, last_name, email, password }) => {
      await keychain.mustBeReady();
      const user = { id, first_name, last_name, primary_email: email };
      await callRoute(http, { origin: url }, 'users.create', { body: { user, password } });
      try {
        return await withPassword(url, { email, password });
      } catch (error) {
        log.warn(reason(error), 'registered, but not signed in');
        const message = error instanceof Failure ? error.message : 'Signing in failed.';
        const name = error instanceof Failure ? error.error.name : 'internal';
        throw failure(name, `${email} is registered now, but signing in did not work: ${message}`);
      }
    },
    again: async ({ account_id, token, password, new_password }) => {
      const record = accounts.record(account_id);
      await keychain.mustBeReady();
      if (record.kind === 'local') throw failure('refused', 'The local workspace needs no sign-in.');
      if (token !== undefined) return keep({ url: record.url, token, own: false }, record);
      if (password !== undefined)
        return withPassword(record.url, { email: record.person.email, password, new_password }, record);
      throw failure('invalid', 'Give a token or the password.', {
        details: [{ field: 'token', message: 'is missing' }],
      });
    },
  };
}
