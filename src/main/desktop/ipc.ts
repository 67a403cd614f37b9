import { ipcMain } from 'electron';
import type { Reply } from '../../contract/ipc.ts';
import type { Steward } from '../steward.ts';
import type { Windows } from './windows.ts';

const refused: Reply = { ok: false, error: { name: 'refused', message: 'This page may not ask for that.' } };

/** Carries the bridge: one channel to ask, one to be told. What pages ask before the core is there waits for it. */
export function connectPages(starting: Promise<Pick<Steward, 'invoke'>>, windows: Windows): void {
  ipcMain.handle('steward:invoke', async (event, method: unknown, input: unknown): Promise<Reply> => {
    if (!windows.owns(event.sender, event.senderFrame)) return refused;
    const steward = await starting;
    return steward.invoke(method, input);
  });
}
