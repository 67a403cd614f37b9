import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppState, Event, Reply, Settings } from '../contract/ipc.ts';
import { openAccounts } from './accounts/account-store.ts';
import { createSignIn } from './accounts/sign-in.ts';
import { createApiClient } from './api-client/api-client.ts';
import { createBackends, isAlive, originOf } from './api-client/backends.ts';
import { createConnections } from './api-client/connections.ts';
import { createHttp } from './api-client/http.ts';
import type { HttpLimits } from './api-client/limits.ts';
import { diagnosticsText } from './diagnostics/diagnostics.ts';
import { createDispatcher } from './dispatcher.ts';
import { openDrafts } from './drafts/drafts.ts';
import type { ChooseFile } from './exports/save-file.ts';
import { createHandlers } from './handlers.ts';
import { createInviteJobs } from './invite-jobs/invite-jobs.ts';
import { openJobs } from './jobs/jobs.ts';
import { openKeychain } from './keychain/keychain.ts';
import type { SecretStore } from './keychain/secret-store.ts';
import { createClipboard } from './lib/clipboard.ts';
import { clock } from './lib/clock.ts';
import { createEvents } from './lib/events.ts';
import { failure } from './lib/failure.ts';
import { type Logger, reason } from './lib/logger.ts';
import { createWork } from './lib/work.ts';
import { createNames } from './names/names.ts';
import { openCertificates } from './network/certificates.ts';
import { environmentProxy, type SystemProxy } from './network/system-proxy.ts';
import { createTransport } from './network/transport.ts';
import type { Pending } from './notifications/pending.ts';
import { openWatch, type WatchOptions } from './notifications/watch.ts';
import type { CacheLimits } from './offline-cache/cache.ts';
import { openCache } from './offline-cache/open-cache.ts';
import { openSealing } from './offline-cache/open-sealing.ts';
import { openSettings } from './settings/settings.ts';
import { noUpdates, type Updates } from './updates/updates.ts';
import type { ServerLauncher } from './workspace/launcher.ts';
import { createLocalAccount } from './workspace/local-account.ts';
import { openWorkspace, type WorkspaceLimits } from './workspace/workspace.ts';

/** What a host (Electron, or the browser host) gives the core. */
export interface StewardOptions {
  /** The folder for everything that Steward keeps: accounts, settings, cache, the local workspace. */
  readonly dataDir: string;
  readonly host: 'electron' | 'browser';
  readonly version: string;
  readonly smoke: boolean;
  readonly secretStore: SecretStore;
  readonly launchServer: ServerLauncher;
  readonly log: Logger;
  /** Asks where a file goes that is about to be received. */
  readonly chooseFile: ChooseFile;
  copyText(text: string): void | Promise<void>;
  readClipboard(): string | Promise<string>;
  /** Called whenever a first view with data is on screen. */
  onPainted?(view: string): void;
  /** How to reach a backend, for tests; through the settings' proxy otherwise. */
  readonly fetch?: typeof fetch;
  /** Finds the proxy that the system wants; the environment's unless said otherwise. */
  readonly systemProxy?: SystemProxy;
  /** Brings new versions; none unless said otherwise. `changed` is to be called with each change of its state. */
  readonly updates?: (changed: () => void) => Updates;
  /** Prints the page in front; answers false where the user cancelled. */
  print?(to: 'printer' | 'pdf'): Promise<boolean>;
  /** Where given, every account is looked at now and then, and news and counts are told. */
  readonly watch?: Pick<WatchOptions, 'onNotices' | 'onPending'>;
  /** Shorter limits, for tests. */
  readonly limits?: {
    readonly http?: Partial<HttpLimits>;
    readonly workspace?: Partial<WorkspaceLimits>;
    readonly probeMs?: number;
    readonly firstProbeMs?: number;
  };
}

/** The whole main process without windows: both hosts carry exactly this to their renderer. */
export interface Steward {
  /** Answers one call of the renderer. Never throws: every failure is a reply with a sentence for people. */
  invoke(method: unknown, input: unknown): Promise<Reply>;
  /** Calls `listener` with every event until the answered function is called. */
  subscribe(listener: (event: Event) => void): () => void;
  state(): AppState;
  /** What waits in every account, as last seen. */
  pending(): readonly Pending[];
  updates: Updates;
  /** Resolves once no change is under way. */
  idle(): Promise<void>;
  /** The screen was locked, or the machine goes to sleep: secrets leave the memory. */
  forgetSecrets(): void;
  /** Stops the embedded server and the keychain's process, and finishes what is being written. */
  close(): Promise<void>;
}

/** Starts the core. Throws only where its data folder cannot be read or written. */
export async function createSteward(options: StewardOptions): Promise<Steward> {
  const { dataDir, host, version, smoke, log, limits } = options;
  const events = createEvents(log, () => state());
  // The keychain is another process: it comes up while files are read.
  const [settings, drafts, certificates, keychain] = await Promise.all([
    openSettings(dataDir, log),
    openDrafts(dataDir, log),
    openCertificates(dataDir, log),
    openKeychain({ store: options.secretStore, log, onChange: events.stateChanged }),
  ]);
  // A smoke run asks nobody anything.
  if (smoke && keychain.state() !== 'ready') keychain.useSession();
  const accounts = await openAccounts({ dataDir, keychain, log, onChange: events.stateChanged });
  const cacheRoot = join(dataDir, 'cache');
  const sealing = openSealing({ keychain, log, onNewKey: () => rm(cacheRoot, { recursive: true, force: true }) });
  const kept = openCache({ root: cacheRoot, keychain, sealing, log, limits: () => cacheLimits(settings.current()) });
  const names = createNames({
    cache: kept,
    log,
    record: accounts.record,
    mustBeReadable: (record) => backends.mustBeReadable(record),
  });
  const cache = names.followed;
  const transport = createTransport({
    proxy: () => settings.current().proxy,
    systemProxy: options.systemProxy ?? environmentProxy(process.env),
    authorities: certificates.pems,
  });
  const http = createHttp({ fetch: options.fetch ?? transport.fetch, version, limits: limits?.http });
  const localId = () => accounts.find(({ kind }) => kind === 'local')?.id;
  const forLocal = (act: (id: string) => void) => () => {
    const id = localId();
    if (id !== undefined) act(id);
  };
  const connections = createConnections({
    isAlive: (id) => isAlive(accounts, workspace, http, id, limits?.probeMs ?? 3000),
    emit: (connection) => {
      events.emit({ type: 'connection', connection });
      if (connection.state === 'online') inviteJobs.connected(connection.account_id);
    },
    firstMs: limits?.firstProbeMs,
  });
  const workspace = await openWorkspace({
    dataDir,
    launch: options.launchServer,
    log,
    limits: limits?.workspace,
    onProgress: ({ step, done, total }) => events.emit({ type: 'workspace_progress', step, done, total }),
    onStarting: forLocal((id) => connections.starting(id)),
    onReady: forLocal((id) => void connections.retry(id)),
    onDown: forLocal((id) => connections.failed(id)),
  });
  const localAccount = createLocalAccount({ accounts, keychain, http, workspace });
  const backends = createBackends({ accounts, keychain, workspace, localAccount });
  const api = createApiClient({ backends, http, cache, connections });
  const signIn = createSignIn({ accounts, keychain, http, log });
  const clipboard = createClipboard({ copyText: options.copyText, readClipboard: options.readClipboard, log });
  const updates = options.updates?.(events.stateChanged) ?? noUpdates;
  const work = createWork(() => watch?.lookSoon());
  const jobs = openJobs({
    dataDir,
    keychain,
    sealing,
    api,
    work,
    log,
    onChange: (job) => events.emit({ type: 'job', job }),
  });
  const inviteJobs = createInviteJobs({
    ...{ dataDir, api, keychain, sealing, work, log },
    changed: (jobs) => events.emit({ type: 'invite_jobs', jobs }),
  });
  const origin = (record: Parameters<typeof originOf>[0]) => originOf(record, workspace);

  const state = (): AppState => ({
    accounts: accounts.list(),
    active_account_id: accounts.activeId(),
    connections: accounts.list().map(({ id }) => connections.get(id)),
    keychain: keychain.state(),
    settings: settings.current(),
    update: updates.state(),
    info: {
      version,
      host,
      platform: platform(),
      has_workspace: workspace.exists(),
      smoke,
      clock_offset_ms: clock.offset(),
    },
  });
  const watch =
    options.watch === undefined
      ? undefined
      : await openWatch({ dataDir, api, state, log, subscribe: events.subscribe, ...options.watch });
  const diagnostics = async () =>
    diagnosticsText({ state: state(), cache: await cache.info(), dataDir, authorities: certificates.list().length });
  const print = options.print ?? (async () => Promise.reject(failure('refused', 'Print from the browser’s menu.')));
  const handlers = createHandlers({
    ...{
      accounts,
      api,
      cache,
      clipboard,
      connections,
      http,
      jobs,
      keychain,
      localAccount,
      log,
      origin,
      settings,
      signIn,
    },
    chooseFile: options.chooseFile,
    ...{ certificates, diagnostics, drafts, inviteJobs, names, print, transport, updates, work },
    onRemoved: watch?.forget,
    ...{ state, stateChanged: events.stateChanged, workspace, onPainted: options.onPainted },
  });
  const invoke = createDispatcher({ handlers, log });

  // In the background: the window is not to wait for either.
  const inBackground = (what: string, task: Promise<unknown>) =>
    void task.catch((error: unknown) => log.warn(reason(error), what));
  inBackground('the accounts’ tokens could not be looked at', accounts.refresh());
  if (localId() !== undefined) inBackground('the local workspace did not start', workspace.url());

  return {
    invoke,
    subscribe: events.subscribe,
    state,
    pending: () => watch?.pending() ?? [],
    updates,
    idle: work.idle,
    forgetSecrets: () => {
      keychain.forgetRecent();
      names.forgetAll();
    },
    close: async () => {
      await jobs.close();
      connections.close();
      // Before the server that they may be sending to.
      await inviteJobs.close();
      await Promise.all([watch?.close(), workspace.stop(), cache.flush(), clipboard.close()]);
      await Promise.all([keychain.close(), transport.close()]);
    },
  };
}

const cacheLimits = ({ cache: { megabytes, days } }: Settings): CacheLimits => ({
  maxBytes: megabytes * 1024 * 1024,
  maxAgeMs: days * 86_400_000,
});

function platform(): AppState['info']['platform'] {
  const { platform: name } = process;
  return name === 'linux' || name === 'darwin' || name === 'win32' ? name : 'other';
}
