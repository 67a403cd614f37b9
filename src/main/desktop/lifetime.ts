import { app, dialog } from 'electron';
import type { Steward } from '../steward.ts';

/** How long an end waits for changes that are under way. */
const PATIENCE_MS = 10_000;

/** One Steward per data folder: a second start tells the first one. Answers whether this is the first. */
export function isOnlyInstance(onSecond: (argv: readonly string[]) => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv) => onSecond(argv));
  return true;
}

/** Ends only after the core has: changes are answered, the embedded server closes its database, files are written. */
export function closeBeforeQuit(steward: Pick<Steward, 'close' | 'idle'>): void {
  let closing = false;
  const patience = () => new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    Promise.race([steward.idle(), patience()])
      .then(() => steward.close())
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
