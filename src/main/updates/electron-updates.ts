import type { AppUpdater } from 'electron-updater';
import type { UpdateState } from '../../contract/ipc.ts';
import { failure } from '../lib/failure.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { Feed } from './feed.ts';
import type { SignedFeedOptions } from './signed-provider.ts';
import type { Updates } from './updates.ts';

interface ElectronUpdatesOptions {
  /** Answers the updater; asked once, when it is needed. */
  readonly loadUpdater: () => Promise<AppUpdater>;
  readonly feed: Feed;
  readonly log: Logger;
  readonly onChange: (state: UpdateState) => void;
  readonly everyMs?: number;
}

const DAY_MS = 86_400_000;

/** What a failure means to people; undefined for a feed that cannot be reached, which is nobody's business but the log's. */
function problemOf(error: unknown): string | undefined {
  const { code, reason: text } = reason(error);
  if (code === 'STEWARD_NOT_SIGNED')
    return 'The list of new versions is not signed by who made this one. Nothing was installed. Tell your administrator.';
  if (code === 'ERR_CHECKSUM_MISMATCH' || /sha512 checksum mismatch/i.test(text))
    return 'The new version was damaged on the way, or is not the one that was announced. Nothing was installed.';
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE')
    return 'The new version is not signed by who made this one. Nothing was installed. Tell your administrator.';
  return undefined;
}

/** Takes an updater in hand: it does nothing by itself, and knows this feed only. */
async function prepare(updater: AppUpdater, feed: Feed, log: Logger): Promise<AppUpdater> {
  const { SignedProvider } = await import('./signed-provider.ts');
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  updater.logger = null;
  const feedOptions: SignedFeedOptions = { provider: 'custom', updateProvider: SignedProvider, ...feed };
  updater.setFeedURL(feedOptions);
  // It also throws what it emits; without a listener the event would end the app.
  updater.on('error', (error) => log.info(reason(error), 'looking for updates failed'));
  return updater;
}

/** Looks once a day, fetches what is new, and waits to be told to install it. The updater is loaded at the first look. */
export function createElectronUpdates(options: ElectronUpdatesOptions): Updates & { close(): void } {
  const { loadUpdater, feed, log, onChange, everyMs = DAY_MS } = options;
  let state: UpdateState = { state: 'idle', version: null, problem: null };
  let checking: Promise<UpdateState> | undefined;
  let loaded: Promise<AppUpdater> | undefined;
  const updater = () => {
    loaded ??= loadUpdater().then((found) => prepare(found, feed, log));
    return loaded;
  };
  const become = (next: UpdateState) => {
    state = next;
    onChange(state);
    return state;
  };

  const look = async (): Promise<UpdateState> => {
    if (state.state === 'ready') return state;
    become({ state: 'checking', version: null, problem: null });
    try {
      const found = await (await updater()).checkForUpdates();
      if (found === null || !found.isUpdateAvailable) return become({ state: 'idle', version: null, problem: null });
      const { version } = found.updateInfo;
      become({ state: 'downloading', version, problem: null });
      await (await updater()).downloadUpdate();
      return become({ state: 'ready', version, problem: null });
    } catch (error) {
      const problem = problemOf(error);
      log.warn(reason(error), 'no update');
      return become({ state: problem === undefined ? 'idle' : 'failed', version: null, problem: problem ?? null });
    }
  };
  const check = () => {
    checking ??= look().finally(() => {
      checking = undefined;
    });
    return checking;
  };
  const timer = setInterval(() => void check(), everyMs);
  timer.unref();

  return {
    state: () => state,
    check,
    install: async () => {
      if (state.state !== 'ready') throw failure('refused', 'There is no new version to install.');
      (await updater()).quitAndInstall(false, true);
    },
    close: () => clearInterval(timer),
  };
}
