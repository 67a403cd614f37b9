import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, type BrowserWindow, type NativeImage } from 'electron';

const PATIENCE_MS = 90_000;
const CAPTURES = 20;
const BETWEEN_CAPTURES_MS = 250;

/** The window once two captures are alike: the first one is of the frame before when drawing lags behind the document. */
async function steadyImage(window: BrowserWindow | undefined): Promise<NativeImage | undefined> {
  let before: NativeImage | undefined;
  for (let capture = 0; capture < CAPTURES; capture++) {
    const image = await window?.webContents.capturePage();
    if (image !== undefined && before?.toBitmap().equals(image.toBitmap())) return image;
    before = image;
    await sleep(BETWEEN_CAPTURES_MS);
  }
  return before;
}

/** `--smoke FILE.png`: a picture of the first view once it is on screen, and the end. */
export function takePicture(file: string, currentWindow: () => BrowserWindow | undefined): { painted(): void } {
  const fail = (why: string) => {
    console.error(`Steward could not take the picture: ${why}`);
    app.exit(1);
  };
  const timer = setTimeout(() => fail(`no view was on screen after ${PATIENCE_MS / 1000} seconds.`), PATIENCE_MS);
  const write = async () => {
    const image = await steadyImage(currentWindow());
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
