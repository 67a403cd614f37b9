import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { App } from './app.ts';
import { answerSaveDialog } from './main-process.ts';

/** What a press of `save` writes: the download in the browser host, in Electron the file that the dialog names. */
export async function savedFile({ page, electron }: App, save: () => Promise<void>): Promise<Buffer> {
  if (electron === undefined) {
    const download = page.waitForEvent('download');
    await save();
    return readFile(await (await download).path());
  }
  const folder = await mkdtemp(join(tmpdir(), 'steward-saved-'));
  const filePath = join(folder, 'saved');
  try {
    await answerSaveDialog(electron, filePath);
    await save();
    await waitForFile(filePath);
    return await readFile(filePath);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const waitForFile = (path: string): Promise<void> =>
  expect
    .poll(
      () =>
        readFile(path).then(
          (file) => file.length,
          () => 0,
        ),
      { message: 'the saved file' },
    )
    .toBeGreaterThan(0);
