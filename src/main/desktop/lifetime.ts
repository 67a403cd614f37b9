import { app, type BrowserWindow, dialog } from 'electron';
import type { Steward } from '../steward.ts';

/** One Steward per data folder: a second start shows the first one's window. Answers whether this is the first. */
export function isOnlyInstance(currentWindow: () => BrowserWindow | undefined): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const window = currentWindow();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  return true;
}

/** Ends only after the core has: the embedded server closes its database, files are written to their end. */
export function closeBeforeQuit(steward: Pick<Steward, 'close'>): void {
  let closing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    steward
      .close()
      .then(() => app.exit(0))
      .catch((error: unknown) => {
        console.error(error);
        app.exit(1);
      });
  });
}

/** Says why Steward cannot start, in the terminal and, where somebody looks at a screen, in a message. */
export function failToStart(error: unknown, quietly: boolean): void {
  const why = error instanceof Error ? error.message : String(error);
  console.error(`Steward could not start: ${why}`);
  if (!quietly) dialog.showErrorBox('Steward could not start', why);
  app.exit(1);
}
