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
