import { join } from 'node:path';
import { type Settings, settings as settingsSchema } from '../../contract/ipc.ts';
import { createJsonFile } from '../lib/json-file.ts';
import type { Logger } from '../lib/logger.ts';

export interface SettingsStore {
  current(): Settings;
  /** Changes what is given and keeps it. Throws what the file system throws; nothing is changed then. */
  update(change: Partial<Settings>): Promise<Settings>;
}

const DEFAULTS: Settings = { theme: 'system' };

/** Reads settings.json; an unreadable one is moved aside and the defaults hold. */
export async function openSettings(dataDir: string, log: Logger): Promise<SettingsStore> {
  const path = join(dataDir, 'settings.json');
  const file = createJsonFile({ path, schema: settingsSchema, initial: DEFAULTS, log });
  let current = await file.read();
  return {
    current: () => current,
    update: async (change) => {
      const theme = change.theme ?? current.theme;
      const next: Settings = { theme };
      await file.write(next);
      current = next;
      return current;
    },
  };
}
