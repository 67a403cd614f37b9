import { join } from 'node:path';
import { type Settings, type SettingsChange, settings as settingsSchema } from '../../contract/ipc.ts';
import { createJsonFile } from '../lib/json-file.ts';
import type { Logger } from '../lib/logger.ts';

export interface SettingsStore {
  current(): Settings;
  /** Changes what is given and keeps it. Throws what the file system throws; nothing is changed then. */
  update(change: SettingsChange): Promise<Settings>;
  /** Forgets what was kept for an account. Throws what the file system throws; nothing is changed then. */
  forget(accountId: string): Promise<Settings>;
}

const DEFAULTS: Settings = settingsSchema.parse({ theme: 'system' });

/** More choices than these are not kept: the oldest go first. */
const MAX_VIEW_CHOICES = 200;

function visited(current: Settings, last: SettingsChange['last_organization']): Settings['last_organizations'] {
  if (last === undefined) return current.last_organizations;
  const { [last.account_id]: _, ...others } = current.last_organizations;
  return last.organization_id === null ? others : { ...others, [last.account_id]: last.organization_id };
}

function pinned({ pinned_charts: all }: Settings, next: SettingsChange['pinned_charts']): Settings['pinned_charts'] {
  if (next === undefined) return all;
  const { account_id, organization_id, charts } = next;
  const others = all.filter((one) => one.account_id !== account_id || one.organization_id !== organization_id);
  return charts.length === 0 ? others : [...others, next];
}

function chosen({ view_choices: all }: Settings, next: SettingsChange['view_choice']): Settings['view_choices'] {
  if (next === undefined) return all;
  const others = Object.entries(all).filter(([key]) => key !== next.key);
  return Object.fromEntries([...others, [next.key, next.value]].slice(-MAX_VIEW_CHOICES));
}

function changed(current: Settings, change: SettingsChange): Settings {
  const { last_organization, pinned_charts, view_choice, ...preferences } = change;
  const given = Object.fromEntries(Object.entries(preferences).filter(([, value]) => value !== undefined));
  return {
    ...current,
    ...given,
    last_organizations: visited(current, last_organization),
    pinned_charts: pinned(current, pinned_charts),
    view_choices: chosen(current, view_choice),
  };
}

function without(current: Settings, accountId: string): Settings {
  return {
    ...current,
    last_organizations: visited(current, { account_id: accountId, organization_id: null }),
    pinned_charts: current.pinned_charts.filter(({ account_id }) => account_id !== accountId),
  };
}

/** Reads settings.json; an unreadable one is moved aside and the defaults hold. */
export async function openSettings(dataDir: string, log: Logger): Promise<SettingsStore> {
  const path = join(dataDir, 'settings.json');
  const file = createJsonFile({ path, schema: settingsSchema, initial: DEFAULTS, log });
  let current = await file.read();
  let tail: Promise<unknown> = Promise.resolve();
  const become = (nextOf: (current: Settings) => Settings) => {
    // One after the other, each on what the one before it left: several windows may change settings at once.
    const run = tail.then(async () => {
      const next = nextOf(current);
      await file.write(next);
      current = next;
      return current;
    });
    tail = run.catch(() => undefined);
    return run;
  };
  return {
    current: () => current,
    update: (change) => become((before) => changed(before, change)),
    forget: (accountId) => become((before) => without(before, accountId)),
  };
}
