import { app } from 'electron';
import { HIDDEN_FLAG, setAutostart } from '../host/autostart.ts';
import { type Logger, reason } from '../lib/logger.ts';

/** What starts this app again: an AppImage is run from a folder that is new with each start. */
const program = () => process.env.APPIMAGE ?? process.execPath;

/** Has the system open Steward at login, or not. Never throws: it is a comfort. A checkout registers nothing. */
export async function setLoginItem(wanted: boolean, log: Logger): Promise<void> {
  if (!app.isPackaged) return;
  try {
    if (process.platform === 'linux') await setAutostart(wanted, program());
    else app.setLoginItemSettings({ openAtLogin: wanted, args: [HIDDEN_FLAG] });
  } catch (error) {
    log.warn(reason(error), 'opening at login could not be changed');
  }
}
