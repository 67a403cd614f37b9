import { join } from 'node:path';
import { type Settings, type SettingsChange, settings as settingsSchema } from '../../contract/ipc.ts';
import { createJsonFile } from '../lib/json-file.ts';
import type { Logger } from '../lib/logger.ts';

export interface SettingsStore {
  current(): Settings;
  /** Changes what is given and keeps it. Throws what the file system throws; nothing is changed then. */
  update(change: SettingsChange): Promise<Settings>;
}

const DEFAULTS: Settings = { theme: 'system', last_organizations: {}, saved_views: [] };

function changed(current: Settings, { theme, last_organization: last, saved_views }: SettingsChange): Settings {
  const { [last?.account_id ?? '']: _, ...others } = current.last_organizations;
  const visited = last?.organization_id ? { [last.account_id]: last.organization_id } : {};
  return {
    theme: theme ?? current.theme,
    last_organizations: last === undefined ? current.last_organizations : { ...others, ...visited },
    saved_views: saved_views ?? current.saved_views,
  };
}

/** Reads settings.json; an unreadable one is moved aside and the defaults hold. */
export async function openSettings(dataDir: string, log: Logger): Promise<SettingsStore> {
  const path = join(dataDir, 'settings.json');
  const file = createJsonFile({ path, schema: settingsSchema, initial: DEFAULTS, log });
  let current = await file.read();
  return {
    current: () => current,
    update: async (change) => {
      const next = changed(current, change);
      await file.write(next);
      current = next;
      return current;
    },
  };
}
