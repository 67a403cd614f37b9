import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLogger } from '../lib/logger.ts';
import { temporaryFolder } from '../lib/testing/fixtures.ts';
import { openSettings } from './settings.ts';

test('what an older version kept is read, and the new settings have their usual values', async () => {
  const folder = await temporaryFolder();
  const old = { theme: 'dark', last_organizations: { a: 'radiology' } };
  const notifications = { invitations: false, budgets: true, tokens: false };
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...old, notifications }));
  const settings = await openSettings(folder, silentLogger);
  expect(settings.current()).toMatchObject({
    ...old,
    locale: 'system',
    start_page: 'last',
    // Former kinds have other names and further ones beside them now.
    notifications: {
      invitations: false,
      membership: true,
      organizations: true,
      security: false,
      apps: true,
      billing: true,
    },
    proxy: { mode: 'system' },
    open_at_login: false,
  });
});

test('changes that come at once are all kept', async () => {
  const folder = await temporaryFolder();
  const settings = await openSettings(folder, silentLogger);
  await Promise.all([
    settings.update({ theme: 'dark' }),
    settings.update({ locale: 'de-CH' }),
    settings.update({ last_organization: { account_id: 'a', organization_id: 'x' } }),
    settings.update({ last_organization: { account_id: 'b', organization_id: 'y' } }),
    settings.update({ proxy: { mode: 'manual', url: 'http://proxy.example:3128' } }),
  ]);
  const expected = {
    theme: 'dark',
    locale: 'de-CH',
    last_organizations: { a: 'x', b: 'y' },
    proxy: { mode: 'manual', url: 'http://proxy.example:3128' },
  };
  expect(settings.current()).toMatchObject(expected);
  expect(JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'))).toMatchObject(expected);
  expect((await openSettings(folder, silentLogger)).current()).toMatchObject(expected);
});

const chart = (by: string) => ({ search: { by, period: 'month' } });

test('charts are kept for one account and organization, in their order, and choices of view beside them', async () => {
  const folder = await temporaryFolder();
  const settings = await openSettings(folder, silentLogger);
  const pins = (account_id: string, organization_id: string, ...charts: ReturnType<typeof chart>[]) => ({
    pinned_charts: { account_id, organization_id, charts },
  });
  await settings.update(pins('a', 'helix', chart('app'), chart('team')));
  await settings.update(pins('a', 'lumen', chart('model')));
  await settings.update(pins('b', 'helix', chart('member')));
  await settings.update(pins('a', 'helix', chart('team'), chart('app')));
  await settings.update({ view_choice: { key: 'columns.apps', value: '-labels' } });
  await settings.update({ view_choice: { key: 'columns.apps', value: '+labels' } });
  const again = (await openSettings(folder, silentLogger)).current();
  expect(again.view_choices).toEqual({ 'columns.apps': '+labels' });
  expect(again.pinned_charts).toEqual([
    { account_id: 'a', organization_id: 'lumen', charts: [chart('model')] },
    { account_id: 'b', organization_id: 'helix', charts: [chart('member')] },
    { account_id: 'a', organization_id: 'helix', charts: [chart('team'), chart('app')] },
  ]);
  await settings.update(pins('a', 'lumen'));
  await settings.forget('b');
  expect(settings.current().pinned_charts.map(({ organization_id }) => organization_id)).toEqual(['helix']);
});

test('of choices of view the oldest go first', async () => {
  const settings = await openSettings(await temporaryFolder(), silentLogger);
  for (let index = 0; index < 203; index++) await settings.update({ view_choice: { key: `k${index}`, value: 'x' } });
  const kept = Object.keys(settings.current().view_choices);
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([200, 'k3', 'k202']);
});
