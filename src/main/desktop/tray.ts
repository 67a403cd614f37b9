import { app, Menu, nativeImage, Tray } from 'electron';
import type { Logger } from '../lib/logger.ts';
import { reason } from '../lib/logger.ts';
import type { Pending } from '../notifications/pending.ts';
import { type TrayActions, trayTemplate, trayTitle, waitingCount } from './tray-template.ts';

export interface TrayIcon {
  /** Whether there is one now: closing the last window may then leave the app in it. */
  isThere(): boolean;
  show(wanted: boolean): void;
  update(pending: readonly Pending[]): void;
}

/** The icon in the system's tray. A desktop without a tray has none, which is no error. */
export function createTray({ icon, actions, log }: { icon: string; actions: TrayActions; log: Logger }): TrayIcon {
  let tray: Tray | undefined;
  let pending: readonly Pending[] = [];

  const paint = () => {
    app.setBadgeCount(waitingCount(pending));
    if (tray === undefined) return;
    tray.setToolTip(trayTitle(pending));
    tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(pending, actions)));
  };
  const add = () => {
    try {
      const image = nativeImage.createFromPath(icon);
      if (process.platform === 'darwin') image.setTemplateImage(true);
      tray = new Tray(image);
      tray.on('click', () => actions.open());
    } catch (error) {
      log.info(reason(error), 'there is no tray');
    }
  };

  return {
    isThere: () => tray !== undefined,
    show: (wanted) => {
      if (wanted && tray === undefined) add();
      if (!wanted) {
        tray?.destroy();
        tray = undefined;
      }
      paint();
    },
    update: (next) => {
      pending = next;
      paint();
    },
  };
}
