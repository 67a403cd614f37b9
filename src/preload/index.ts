import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, Reply } from '../contract/ipc.ts';

/** The renderer's only way out: two fixed channels, plain data, and nothing of Electron itself. */
const bridge: Bridge = {
  invoke: (method, input): Promise<Reply> => ipcRenderer.invoke('steward:invoke', method, input),
  subscribe: (listener) => {
    const forward = (_: unknown, data: unknown) => listener(data);
    ipcRenderer.on('steward:event', forward);
    return () => ipcRenderer.removeListener('steward:event', forward);
  },
};

contextBridge.exposeInMainWorld('steward', bridge);
