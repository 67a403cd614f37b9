import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, session } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { UpdateState } from '../../contract/ipc.ts';
import { type Logger, reason } from '../lib/logger.ts';
import { createElectronUpdates } from '../updates/electron-updates.ts';
import { type Feed, parseFeed } from '../updates/feed.ts';
import { noUpdates, type Updates } from '../updates/updates.ts';

/** electron-updater keeps a session of its own. */
const UPDATER_PARTITION = 'electron-updater';

/** The feed that this build was made with; a checkout may name one to try it. */
function readFeed(log: Logger): Feed | undefined {
  const file = app.isPackaged ? join(process.resourcesPath, 'updates.json') : process.env.STEWARD_UPDATES;
  if (file === undefined) return undefined;
  try {
    return parseFeed(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.error(reason(error), 'the configuration of updates is not valid');
    return undefined;
  }
}

/** The updater's session may reach the feed, and nothing else. */
function allowOnly(feed: Feed): void {
  const { origin } = new URL(feed.url);
  session
    .fromPartition(UPDATER_PARTITION, { cache: false })
    .webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: URL.parse(url)?.origin !== origin }));
}

/** The updater of this system. Looking at its package makes one. */
async function loadUpdater(): Promise<AppUpdater> {
  const { autoUpdater } = (await import('electron-updater')).default;
  if (!app.isPackaged) {
    autoUpdater.forceDevUpdateConfig = true;
    // What a package has from its builder: the name of the folder to download to.
    autoUpdater.updateConfigPath = join(dirname(process.env.STEWARD_UPDATES ?? ''), 'app-update.yml');
  }
  return autoUpdater;
}

/** Updates from a feed of one's own; none where the build names no feed. */
export function openUpdates(log: Logger, onChange: (state: UpdateState) => void): Updates {
  const feed = readFeed(log);
  if (feed === undefined) return noUpdates;
  allowOnly(feed);
  return createElectronUpdates({ loadUpdater, feed, log, onChange });
}
