import { join } from 'node:path';

/** The files of the build that the hosts use, from the folder of the built main process (`out/main`). */
export interface BuiltFiles {
  readonly page: string;
  readonly preload: string;
  readonly server: string;
  readonly keytar: string;
  readonly trayIcon: string;
}

/** Asked by the entry files only: what they import may be bundled into a file elsewhere. */
export const builtFiles = (outMain: string): BuiltFiles => ({
  page: join(outMain, '..', 'renderer'),
  preload: join(outMain, '..', 'preload', 'index.cjs'),
  server: join(outMain, 'server.js'),
  keytar: join(outMain, 'keytar-process.js'),
  trayIcon: join(
    outMain,
    '..',
    '..',
    'resources',
    'icons',
    process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png',
  ),
});
