import { join } from 'node:path';
import { invoke } from './support/bridge.ts';
import { adaWith, connectByToken, figure, openConnect, paste, profileButton } from './support/journey.ts';
import { hasKeychain, lockKeychain, unlockKeychain } from './support/keychain.ts';
import { filesIn, filesWith } from './support/leaks.ts';
import { expect, test } from './support/sample.ts';

test.describe('a locked keychain', () => {
  test.beforeEach(async () => {
    test.skip(!(await hasKeychain()), 'there is no Secret Service to lock');
  });
  test.afterEach(async () => {
    if (await hasKeychain()) await unlockKeychain();
  });

  test('at the start: said plainly, nobody is signed out, and Retry goes on', async ({ sampleApp }) => {
    await expect(figure(sampleApp.page, 'Members')).toHaveText('1,200');
    const before = (await invoke(sampleApp.page, 'app.state', {})).accounts;
    await lockKeychain();
    const page = await sampleApp.restart();
    const message = page.getByText('The keychain is locked. Unlock it and retry; nobody was signed out.');
    await expect(message).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Welcome to Steward' })).toBeHidden();
    const state = await invoke(page, 'app.state', {});
    expect(state.keychain).toBe('locked');
    expect(state.accounts.map(({ id }) => id)).toEqual(before.map(({ id }) => id));

    await unlockKeychain();
    // Whatever else asks the keychain meanwhile finds it open as well, and then there is nothing left to press.
    await Promise.race([
      page.getByRole('button', { name: 'Retry', exact: true }).click(),
      message.waitFor({ state: 'hidden' }),
    ]);
    await expect(message).toBeHidden();
    await expect(profileButton(page)).toContainText('Helix Diagnostics');
    await expect(figure(page, 'Members')).toHaveText('1,200');
    expect((await invoke(page, 'app.state', {})).accounts).toMatchObject([{ needs_sign_in: false }]);
  });

  test('while signing in: said at the form, and it works once it is open', async ({ app: { page }, server }) => {
    const ada = await adaWith(server, ['Analytical Engines']);
    await lockKeychain();
    await openConnect(page, 'Token');
    await page.getByLabel('Server address').fill(server.url);
    await paste(page.getByLabel('Personal access token'), ada.token);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('The keychain is locked.');
    expect((await invoke(page, 'app.state', {})).accounts).toEqual([]);
    await unlockKeychain();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(profileButton(page)).toContainText('Analytical Engines');
  });
});

test('without a keychain: said plainly, and for this session only nothing is written', async ({
  launchApp,
  server,
}) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const nowhere = { DBUS_SESSION_BUS_ADDRESS: undefined, XDG_RUNTIME_DIR: undefined };
  const app = await launchApp({ env: nowhere });
  const { page } = app;
  const message = page.getByText(/^This machine has no keychain to keep tokens in\./);
  await expect(message).toBeVisible();
  expect((await invoke(page, 'app.state', {})).keychain).toBe('absent');
  await page.getByRole('button', { name: 'Use for this session only' }).click();
  await expect(message).toBeHidden();

  await connectByToken(page, server.url, ada.token);
  await expect(figure(page, 'Members')).toHaveText('1');
  await expect(page.getByRole('contentinfo')).toContainText('Signed in for this session only');
  expect((await invoke(page, 'app.state', {})).accounts).toMatchObject([{ secret: 'session' }]);
  expect(await filesWith(app.dataDir, ada.token)).toEqual([]);
  expect(await filesIn(join(app.dataDir, 'cache'))).toEqual([]);

  const again = await app.restart();
  expect(await filesWith(app.dataDir, ada.token)).toEqual([]);
  await expect(again.getByText(/^This machine has no keychain to keep tokens in\./)).toBeVisible();
  expect((await invoke(again, 'app.state', {})).accounts).toMatchObject([{ needs_sign_in: true }]);
});
