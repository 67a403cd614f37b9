import { app } from 'electron';
import { knownPath } from '../../contract/pages.ts';
import type { Place } from '../host/deep-link.ts';
import type { BuiltFiles } from '../host/paths.ts';
import type { Logger } from '../lib/logger.ts';
import type { Notice, Pending } from '../notifications/pending.ts';
import type { Steward } from '../steward.ts';
import { followSettings } from './follow-settings.ts';
import { connectPages } from './ipc.ts';
import { setMenuFor } from './menu.ts';
import type { DesktopSettings } from './settings.ts';
import { followTheme } from './theme.ts';
import { createTray, type TrayIcon } from './tray.ts';
import { openWindow, pathOf } from './window.ts';
import { forgetSlot, freeSlot, slotFile, slotsToOpen } from './window-slots.ts';
import { sendTo, type Windows } from './windows.ts';

interface DesktopOptions {
  readonly settings: DesktopSettings;
  readonly files: BuiltFiles;
  readonly windows: Windows;
}

/** Windows, menu and tray around the core. */
export interface Desktop {
  /** Opens the first windows while the core starts: pages load meanwhile, and what they ask waits for it. */
  start(starting: Promise<Steward>, log: Logger, place: Place | undefined): Promise<void>;
  /** Leads to a page, in the window in front or in a new one. */
  go(place: Place, accountId?: string): void;
  goToNotice(notice: Notice): void;
  /** A second start: shows the window, and goes where its link leads. */
  second(place: Place | undefined): void;
  pending(pending: readonly Pending[]): void;
}

const urlOf = ({ path, search }: Place): string => {
  const query = new URLSearchParams(search).toString();
  return query === '' ? path : `${path}?${query}`;
};

/** Opens nothing yet. */
export function createDesktop({ settings, files, windows }: DesktopOptions): Desktop {
  const slots = new Set<number>();
  let steward: Steward | undefined;
  let tray: TrayIcon | undefined;
  let quitting = false;

  const open = async (options: { path?: string; slot?: number; hidden?: boolean } = {}) => {
    const slot = options.slot ?? freeSlot(slots);
    slots.add(slot);
    const { window, written } = await openWindow({
      preload: files.preload,
      boundsFile: slotFile(settings.dataDir, slot),
      picture: settings.picture !== undefined,
      path: options.path,
      restorePath: slot > 1,
      hidden: options.hidden,
    });
    windows.add(window);
    window.once('closed', () => {
      slots.delete(slot);
      // At the end of the app its windows close as well, and are to be opened again.
      if (!quitting && slots.size > 0) void written().then(() => forgetSlot(settings.dataDir, slot));
    });
    return window;
  };
  const show = async () => {
    const window = windows.current();
    if (window === undefined) await open();
    else windows.show(window);
  };
  /** The account in which an organization is, where another than the active one has it. */
  const accountWith = (path: string): string | null => {
    const organization = knownPath(path)?.organization;
    const holders = (steward?.pending() ?? []).filter(({ organizations }) =>
      organizations.some(({ id }) => id === organization),
    );
    const active = steward?.state().active_account_id;
    if (holders.some(({ account_id }) => account_id === active)) return null;
    return holders[0]?.account_id ?? null;
  };
  const go = (place: Place, accountId?: string) => {
    if (steward === undefined) return;
    const window = windows.current();
    if (window === undefined) return void open({ path: urlOf(place) });
    windows.show(window);
    sendTo(window, { type: 'go', ...place, account_id: accountId ?? accountWith(place.path) });
  };
  const setMenu = () =>
    setMenuFor(windows, {
      newWindow: () => {
        const front = windows.current();
        void open({ path: front === undefined ? undefined : pathOf(front) });
      },
      checkForUpdates: () => {
        void steward?.updates.check();
        go({ path: '/settings', search: { section: 'updates' } });
      },
    });
  const followLifetime = () => {
    app.on('before-quit', () => {
      quitting = true;
    });
    app.on('activate', () => void show());
    app.on('window-all-closed', () => {
      const stays = steward?.state().settings.keep_running && tray?.isThere();
      if (process.platform !== 'darwin' && !stays) app.quit();
    });
  };
  const openFirst = async (place: Place | undefined) => {
    const hidden = settings.hidden && tray?.isThere();
    const [first, ...further] = settings.picture === undefined ? slotsToOpen(settings.dataDir) : [1];
    await open({ slot: first, hidden, path: place && urlOf(place) });
    for (const slot of further) await open({ slot, hidden });
  };

  return {
    go,
    goToNotice: ({ path, search = {}, account_id }) => go({ path, search }, account_id),
    second: (place) => {
      if (place === undefined) void show();
      else go(place);
    },
    pending: (pending) => tray?.update(pending),
    start: async (starting, log, place) => {
      connectPages(starting, windows);
      setMenu();
      followLifetime();
      // Whether a hidden start may stay hidden, only the tray can tell.
      const opening = settings.hidden ? undefined : openFirst(place);
      const started = await starting;
      steward = started;
      started.subscribe((event) => windows.send(event));
      const actions = {
        open: () => void show(),
        go: (accountId: string, path: string, search = {}) => go({ path, search }, accountId),
        quit: () => app.quit(),
      };
      tray = createTray({ icon: files.trayIcon, actions, log });
      followTheme(started);
      followSettings(started, { tray, log, smoke: settings.smoke });
      await (opening ?? openFirst(place));
    },
  };
}
