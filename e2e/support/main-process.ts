import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { clock } from './clock.ts';

/** What goes over the bridge to the page, recorded in main from now on: answers and events, never what the page sends. */
export async function recordTraffic(electron: ElectronApplication): Promise<() => Promise<string>> {
  await electron.evaluate(({ ipcMain, BrowserWindow }) => {
    const traffic: string[] = [];
    Object.assign(globalThis, { traffic });
    // Electron's own table of handlers: what is registered there is what a page reaches.
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (...args: unknown[]) => unknown> })
      ._invokeHandlers;
    const handle = handlers.get('steward:invoke');
    if (handle === undefined) throw new Error('There is no bridge.');
    handlers.set('steward:invoke', async (...args) => {
      const answer = await handle(...args);
      traffic.push(JSON.stringify(answer));
      return answer;
    });
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel: string, ...args: unknown[]) => {
        traffic.push(JSON.stringify(args));
        send(channel, ...args);
      };
    }
  });
  return () => electron.evaluate(() => (globalThis as unknown as { traffic: string[] }).traffic.join('\n'));
}

export const forgetTraffic = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(() => {
    (globalThis as unknown as { traffic: string[] }).traffic.length = 0;
  });

/** Main's whole JavaScript heap as text, after everything that can be collected was. */
export async function mainHeap(electron: ElectronApplication, folder: string): Promise<string> {
  const file = join(folder, `main-${clock.now()}.heapsnapshot`);
  await electron.evaluate((_electron, path) => {
    const v8 = process.getBuiltinModule('v8');
    v8.setFlagsFromString('--expose-gc');
    const gc = process.getBuiltinModule('vm').runInNewContext('gc') as () => void;
    for (let round = 0; round < 4; round++) gc();
    v8.writeHeapSnapshot(path);
  }, file);
  return readFile(file, 'latin1');
}

/** The dialog of the system cannot be reached from a test; from now on it answers as if a person chose `filePath`, or cancelled. */
export const answerSaveDialog = (electron: ElectronApplication, filePath: string | null): Promise<void> =>
  electron.evaluate(
    ({ dialog }, answer) => void Object.assign(dialog, { showSaveDialog: async () => answer }),
    filePath === null ? { canceled: true, filePath: '' } : { canceled: false, filePath },
  );
