import { join } from 'node:path';
import { type Settings, type SettingsChange, settings as settingsSchema } from '../../contract/ipc.ts';
import { createJsonFile } from '../lib/json-file.ts';
import type { Logger } from '../lib/logger.ts';

export interface SettingsStore {
  current(): Settings;
  /** Changes what is given and keeps it. Throws what the file system throws; nothing is changed then. */
  update(change: SettingsChange): Promise<Settings>;
}

const DEFAULTS: Settings = settingsSchema.parse({ theme: 'system' });

function changed(current: Settings, { last_organization: last, ...preferences }: SettingsChange): Settings {
  const { [last?.account_id ?? '']: _, ...others } = current.last_organizations;
  const visited = last?.organization_id ? { [last.account_id]: last.organization_id } : {};
  const given = Object.fromEntries(Object.entries(preferences).filter(([, value]) => value !== undefined));
  return {
    ...current,
    ...given,
    last_organizations: last === undefined ? current.last_organizations : { ...others, ...visited },
  };
}

/** Reads settings.json; an unreadable one is moved aside and the defaults hold. */
export async function openSettings(dataDir: string, log: Logger): Promise<SettingsStore> {
  const path = join(dataDir, 'settings.json');
  const file = createJsonFile({ path, schema: settingsSchema, initial: DEFAULTS, log });
  let current = await file.read();
  let tail: Promise<unknown> = Promise.resolve();
  return {
    current: () => current,
    update: (change) => {
      // One after the other, each on what the one before it left: several windows may change settings at once.
      const run = tail.then(async () => {
        const next = changed(current, change);
        await file.write(next);
        current = next;
        return current;
      });
      tail = run.catch(() => undefined);
      return run;
    },
  };
}
