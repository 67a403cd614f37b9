import { type BrowserWindow, ipcMain, type WebFrameMain } from 'electron';
import type { Event, Reply } from '../../contract/ipc.ts';
import type { Steward } from '../steward.ts';
import { isPageUrl } from './page-url.ts';

type CurrentWindow = () => BrowserWindow | undefined;

const refused: Reply = { ok: false, error: { name: 'refused', message: 'This page may not ask for that.' } };

/** Only the main frame of our own window, showing our own page. A frame that is gone is null or throws when asked. */
function isOurPage(frame: WebFrameMain | null, window: BrowserWindow | undefined): boolean {
  if (frame === null || window === undefined || window.isDestroyed()) return false;
  try {
    return frame === window.webContents.mainFrame && frame.parent === null && isPageUrl(frame.url);
  } catch {
    return false;
  }
}

/** Carries the bridge: one channel to ask, one to be told. */
export function connectPage(steward: Pick<Steward, 'invoke' | 'subscribe'>, currentWindow: CurrentWindow): void {
  ipcMain.handle('steward:invoke', (event, method: unknown, input: unknown): Promise<Reply> | Reply =>
    isOurPage(event.senderFrame, currentWindow()) ? steward.invoke(method, input) : refused,
  );
  steward.subscribe((event) => sendEvent(currentWindow(), event));
}

export function sendEvent(window: BrowserWindow | undefined, event: Event): void {
  if (window !== undefined && !window.isDestroyed()) window.webContents.send('steward:event', event);
}
