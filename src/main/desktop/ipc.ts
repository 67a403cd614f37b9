import { ipcMain } from 'electron';
import type { Reply } from '../../contract/ipc.ts';
import type { Steward } from '../steward.ts';
import type { Windows } from './windows.ts';

const refused: Reply = { ok: false, error: { name: 'refused', message: 'This page may not ask for that.' } };

/** Carries the bridge: one channel to ask, one to be told. */
export function connectPages(steward: Pick<Steward, 'invoke' | 'subscribe'>, windows: Windows): void {
  ipcMain.handle('steward:invoke', (event, method: unknown, input: unknown): Promise<Reply> | Reply =>
    windows.owns(event.sender, event.senderFrame) ? steward.invoke(method, input) : refused,
  );
  steward.subscribe((event) => windows.send(event));
}
