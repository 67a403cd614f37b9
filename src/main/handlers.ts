import { z } from 'zod';
import type { RouteName } from '../contract/api/index.ts';
import { findRoute } from '../contract/api/index.ts';
import { user } from '../contract/api/users.ts';
import type { AppState } from '../contract/ipc.ts';
import type { AccountRecord } from './accounts/account-file.ts';
import type { AccountStore } from './accounts/account-store.ts';
import type { SignIn } from './accounts/sign-in.ts';
import { signOut } from './accounts/sign-out.ts';
import type { ApiClient } from './api-client/api-client.ts';
import type { Connections } from './api-client/connections.ts';
import type { Http } from './api-client/http.ts';
import type { Handlers } from './dispatcher.ts';
import type { Drafts } from './drafts/drafts.ts';
import { type ChooseFile, saveFile } from './exports/save-file.ts';
import { saveText } from './exports/save-text.ts';
import type { InviteJobs } from './invite-jobs/invite-jobs.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Keychain } from './keychain/keychain.ts';
import type { Clipboard } from './lib/clipboard.ts';
import type { Logger } from './lib/logger.ts';
import type { Work } from './lib/work.ts';
import type { Names } from './names/names.ts';
import type { CertificateStore } from './network/certificates.ts';
import type { Transport } from './network/transport.ts';
import { tryConnection } from './network/try-connection.ts';
import type { OfflineCache } from './offline-cache/cache.ts';
import type { SettingsStore } from './settings/settings.ts';
import type { Updates } from './updates/updates.ts';
import type { LocalAccount } from './workspace/local-account.ts';
import type { Workspace } from './workspace/workspace.ts';

interface Parts {
  readonly accounts: AccountStore;
  readonly api: ApiClient;
  readonly cache: OfflineCache;
  readonly certificates: CertificateStore;
  readonly chooseFile: ChooseFile;
  readonly clipboard: Clipboard;
  readonly connections: Connections;
  readonly drafts: Drafts;
  readonly http: Http;
  readonly jobs: Jobs;
  readonly inviteJobs: InviteJobs;
  readonly keychain: Keychain;
  readonly localAccount: LocalAccount;
  readonly log: Logger;
  readonly names: Names;
  readonly origin: (record: AccountRecord) => Promise<string>;
  readonly settings: SettingsStore;
  readonly signIn: SignIn;
  readonly state: () => AppState;
  readonly stateChanged: () => void;
  readonly transport: Transport;
  readonly updates: Updates;
  readonly work: Work;
  readonly workspace: Workspace;
  readonly diagnostics: () => Promise<string>;
  readonly print: (to: 'printer' | 'pdf') => Promise<boolean>;
  readonly onRemoved?: (accountId: string) => Promise<void>;
  readonly onPainted?: (view: string) => void;
}

/** Only the person themselves is told their `user_detail`. */
const ownProfile = z.object({ user: user.required({ user_detail: true }) });
const PROFILE_ROUTES = new Set<string>(['users.get', 'users.update'] satisfies RouteName[]);

/** What does each method of contract/ipc.ts: the table of contents of the main process. */
export function createHandlers(parts: Parts): Handlers {
  const { accounts, api, clipboard, connections, drafts, inviteJobs, keychain, localAccount, settings, signIn } = parts;
  const { work, workspace } = parts;

  const remove = async (id: string) => {
    const isLocal = accounts.record(id).kind === 'local';
    const result = await signOut(parts, id);
    connections.forget(id);
    await drafts.forget(id);
    await parts.jobs.forgetAccount(id);
    await inviteJobs.forget(id);
    await settings.forget(id);
    await parts.onRemoved?.(id);
    if (isLocal) await workspace.stop();
    return result;
  };
  /** One's own profile shows in the list of accounts too. */
  const callApi: Handlers['api.call'] = async (call) => {
    const changes = findRoute(call.route)?.reads === false;
    const answer = await (changes ? work.during(() => api.call(call)) : api.call(call));
    const own = ownProfile.safeParse(answer.data);
    if (own.success && PROFILE_ROUTES.has(call.route)) {
      const { id, first_name, last_name, user_detail } = own.data.user;
      await accounts.follow(call.account_id, { id, first_name, last_name, email: user_detail.primary_email });
    }
    return answer;
  };
  const signInAgain: Handlers['accounts.sign_in_again'] = async (input) => {
    const record = accounts.record(input.account_id);
    if (record.kind === 'server') return signIn.again(input);
    await localAccount.renew(record);
    return accounts.view(record.id);
  };

  return {
    'app.state': () => parts.state(),
    'app.painted': ({ view }) => {
      parts.onPainted?.(view);
      return {};
    },
    'settings.update': async (change) => {
      const changed = await settings.update(change);
      parts.stateChanged();
      return changed;
    },
    'cache.info': () => parts.cache.info(),
    'cache.clear': async () => {
      await parts.cache.clear();
      return parts.cache.info();
    },
    'proxy.test': ({ proxy, url }) => tryConnection(parts.transport.through(proxy), url),
    'certificates.list': () => ({ certificates: parts.certificates.list() }),
    'certificates.add': async ({ pem }) => ({ certificates: await parts.certificates.add(pem) }),
    'certificates.remove': async ({ fingerprint }) => ({ certificates: await parts.certificates.remove(fingerprint) }),
    'diagnostics.text': async () => ({ text: await parts.diagnostics() }),
    'window.print': async ({ to }) => ({ printed: await parts.print(to) }),
    'updates.check': () => parts.updates.check(),
    'updates.install': async () => {
      // Never in the middle of a change: what the user sees as done must be done.
      await work.idle();
      await parts.updates.install();
      return {};
    },
    'jobs.create': (job) => parts.jobs.create(job),
    'jobs.list': async () => ({ jobs: await parts.jobs.list() }),
    'jobs.resume': ({ id }) => parts.jobs.resume(id),
    'jobs.stop': ({ id }) => parts.jobs.stop(id),
    'jobs.forget': async ({ id }) => {
      await parts.jobs.forget(id);
      return {};
    },
    'api.call': callApi,
    'names.search': ({ account_id, organization_id, ...query }) =>
      parts.names.search(account_id, { ...query, organizationId: organization_id }),
    'files.save': (input) => saveFile(parts, input),
    'files.save_text': (input) => saveText(parts, input),
    'drafts.get': ({ account_id, key }) => ({ value: drafts.get(account_id, key) }),
    'drafts.put': async ({ account_id, key, value }) => {
      await drafts.put(accounts.record(account_id).id, key, value);
      return {};
    },
    'invite_jobs.list': async () => ({ jobs: await inviteJobs.list() }),
    'invite_jobs.begin': (job) => {
      accounts.record(job.account_id);
      return inviteJobs.begin(job);
    },
    'invite_jobs.rows': ({ job_id }) => ({ rows: [...inviteJobs.rows(job_id)] }),
    'invite_jobs.cancel': ({ job_id }) => inviteJobs.cancel(job_id),
    'invite_jobs.resume': ({ job_id }) => inviteJobs.resume(job_id),
    'invite_jobs.discard': async ({ job_id }) => {
      await inviteJobs.discard(job_id);
      return {};
    },
    'invite_jobs.save': ({ job_id, suggested_name }) => inviteJobs.save(job_id, suggested_name, parts.chooseFile),
    'accounts.add_with_token': (input) => signIn.withToken(input),
    'accounts.add_with_password': (input) => signIn.withPassword(input),
    'accounts.register': (input) => signIn.register(input),
    'accounts.sign_in_again': signInAgain,
    'accounts.remove': ({ account_id }) => remove(account_id),
    'accounts.activate': ({ account_id }) => accounts.activate(account_id),
    'workspace.create': (input) => localAccount.create(input),
    'keychain.retry': async () => {
      const state = await keychain.retry();
      await accounts.refresh();
      return { keychain: state };
    },
    'keychain.use_session': async () => {
      const state = keychain.useSession();
      await accounts.refresh();
      return { keychain: state };
    },
    'connection.retry': async ({ account_id }) => {
      if (accounts.record(account_id).kind === 'local') workspace.retry();
      return connections.retry(account_id);
    },
    'clipboard.copy_text': async ({ text }) => {
      await clipboard.copyText(text);
      return {};
    },
    'clipboard.copy_secret': async ({ text }) => {
      await clipboard.copySecret(text);
      return {};
    },
  };
}
