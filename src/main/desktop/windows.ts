import { BrowserWindow, type WebContents, type WebFrameMain } from 'electron';
import type { Event } from '../../contract/ipc.ts';
import { isPageUrl } from './page-url.ts';

/** Our own windows: who may ask, who is told, and which one is in front. */
export interface Windows {
  add(window: BrowserWindow): void;
  all(): readonly BrowserWindow[];
  /** The one that has the focus, or had it last. */
  current(): BrowserWindow | undefined;
  /** Brings a window to the front, also out of the dock. */
  show(window: BrowserWindow): void;
  /** Tells every window. */
  send(event: Event): void;
  /** Whether a frame is the main frame of one of our windows, showing our own page. */
  owns(sender: WebContents, frame: WebFrameMain | null): boolean;
}

export function sendTo(window: BrowserWindow | undefined, event: Event): void {
  if (window !== undefined && !window.isDestroyed()) window.webContents.send('steward:event', event);
}

/** Windows go by themselves when they are closed. */
export function createWindows(): Windows {
  let windows: BrowserWindow[] = [];
  let last: BrowserWindow | undefined;
  const alive = () => windows.filter((window) => !window.isDestroyed());
  return {
    add: (window) => {
      windows.push(window);
      last = window;
      window.on('focus', () => {
        last = window;
      });
      window.once('closed', () => {
        windows = windows.filter((other) => other !== window);
        if (last === window) last = windows.at(-1);
      });
    },
    all: alive,
    current: () => {
      const focused = BrowserWindow.getFocusedWindow();
      return (
        alive().find((window) => window === focused) ?? alive().find((window) => window === last) ?? alive().at(-1)
      );
    },
    show: (window) => {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    send: (event) => {
      for (const window of alive()) sendTo(window, event);
    },
    owns: (sender, frame) => {
      // A frame that is gone is null, or throws when it is asked.
      try {
        const window = alive().find(({ webContents }) => webContents === sender);
        if (window === undefined || frame === null) return false;
        return frame === window.webContents.mainFrame && frame.parent === null && isPageUrl(frame.url);
      } catch {
        return false;
      }
    },
  };
}
