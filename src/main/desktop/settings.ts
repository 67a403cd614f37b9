import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { type DesktopArguments, desktopArguments } from '../host/arguments.ts';
import { HIDDEN_FLAG } from '../host/autostart.ts';
import { defaultDataFolder } from '../host/data-folder.ts';

export interface DesktopSettings extends DesktopArguments {
  readonly dataDir: string;
  /** Started at login: it waits in the tray. */
  readonly hidden: boolean;
}

/** Reads the command line and puts Chromium's own files below our data folder, which also scopes the one-instance lock. */
export function desktopSettings(argv: readonly string[]): DesktopSettings {
  try {
    const args = desktopArguments(argv);
    const dataDir = args.data ?? defaultDataFolder();
    const chromium = join(dataDir, 'electron');
    mkdirSync(chromium, { recursive: true, mode: 0o700 });
    app.setName('Steward');
    // Windows shows notifications of an app that it knows by this name, the one that the installer registers.
    if (process.platform === 'win32') app.setAppUserModelId('org.steward.desktop');
    app.setPath('userData', chromium);
    return { ...args, dataDir, hidden: argv.includes(HIDDEN_FLAG) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
