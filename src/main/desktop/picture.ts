import { writeFile } from 'node:fs/promises';
import { app, type BrowserWindow } from 'electron';

const PATIENCE_MS = 90_000;

/** `--smoke FILE.png`: a picture of the first view once it is on screen, and the end. */
export function takePicture(file: string, currentWindow: () => BrowserWindow | undefined): { painted(): void } {
  const fail = (why: string) => {
    console.error(`Steward could not take the picture: ${why}`);
    app.exit(1);
  };
  const timer = setTimeout(() => fail(`no view was on screen after ${PATIENCE_MS / 1000} seconds.`), PATIENCE_MS);
  const write = async () => {
    const image = await currentWindow()?.webContents.capturePage();
    if (image === undefined || image.isEmpty()) throw new Error('the window shows nothing.');
    await writeFile(file, image.toPNG());
    console.log(`Steward wrote ${file}.`);
    app.quit();
  };
  return {
    painted() {
      clearTimeout(timer);
      write().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
    },
  };
}
