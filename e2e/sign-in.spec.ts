import { join } from 'node:path';
import { apiClient, registerPerson } from './support/api.ts';
import { invoke } from './support/bridge.ts';
import {
  activeAccount,
  adaWith,
  connectByToken,
  createAccount,
  figure,
  goTo,
  openConnect,
  openProfileMenu,
  paste,
  profileButton,
  signInByPassword,
  statusOf,
} from './support/journey.ts';
import { hasKeychain, storedSecret } from './support/keychain.ts';
import { filesIn, filesWith, heapOf } from './support/leaks.ts';
import { expect, test } from './support/sample.ts';

test.beforeEach(async () => {
  test.skip(!(await hasKeychain()), 'there is no Secret Service to keep tokens in');
});

test('a pasted token is in the keychain and nowhere else', { tag: '@quick' }, async ({ app, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const { page } = app;
  await connectByToken(page, server.url, ada.token);
  await expect(figure(page, 'Members')).toHaveText('1');
  // The way to the members as well, so that more is kept for offline use.
  await goTo(page, 'Members');
  await expect(page.getByRole('grid', { name: 'Members' })).toContainText('Ada Byron');

  expect(await storedSecret(`token:${await activeAccount(page)}`)).toBe(ada.token);
  // A control: what is in the heap is found.
  const heap = await heapOf(page);
  expect(heap).toContain('Analytical Engines');
  expect(heap.includes(ada.token), 'the token is in the page after the sign-in').toBe(false);
  await page.reload();
  await expect(page.getByRole('grid', { name: 'Members' })).toContainText('Ada Byron');
  expect((await heapOf(page)).includes(ada.token), 'the token is in the page after a reload').toBe(false);

  expect(await filesWith(app.dataDir, ada.token)).toEqual([]);
  expect(app.output()).not.toContain(ada.token);
  await app.stop();
  expect(await filesWith(app.dataDir, ada.token)).toEqual([]);
  // A control: what is in the files is found.
  expect(await filesWith(app.dataDir, ada.email)).not.toEqual([]);
});

test('by e-mail and password, and what is said when they are wrong', async ({ app, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const { page } = app;
  await signInByPassword(page, server.url, ada.email, 'not the password');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(/password/i);
  await expect(alert).not.toContainText(/profile menu/);
  await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue(ada.email);
  expect((await invoke(page, 'app.state', {})).accounts).toEqual([]);

  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(profileButton(page)).toContainText('Analytical Engines');
  const token = await storedSecret(`token:${await activeAccount(page)}`);
  expect(token).toMatch(/^stw_/);
  expect(await filesWith(app.dataDir, ada.password)).toEqual([]);
  expect(await filesWith(app.dataDir, String(token))).toEqual([]);

  await page.reload();
  await expect(profileButton(page)).toContainText('Analytical Engines');
  const heap = await heapOf(page);
  expect(heap.includes(String(token)), 'the token is in the page').toBe(false);
  expect(heap.includes(ada.password), 'the password is in the page').toBe(false);
});

test('a token or an address that cannot be: said plainly, and nothing is kept', async ({ app: { page }, server }) => {
  await openConnect(page, 'Token');
  const address = page.getByLabel('Server address');
  const token = page.getByLabel('Personal access token');
  const connect = page.getByRole('button', { name: 'Connect', exact: true });
  await connect.click();
  await expect(token).toHaveAccessibleDescription(/It is empty\./);

  await test.step('a malformed token', async () => {
    await address.fill(server.url);
    await token.fill('stw_not-a-token');
    await connect.click();
    await expect(page.getByRole('alert')).toContainText(/malformed|not accept this token|not a token/i);
    await expect(page.getByRole('alert')).not.toContainText(/profile menu/);
  });
  await test.step('http to another machine', async () => {
    await address.fill('http://steward.example.org');
    await connect.click();
    await expect(address).toHaveAccessibleDescription(/https address/);
  });
  await test.step('a server that is not there', async () => {
    const ada = await adaWith(server, []);
    await server.stop();
    await address.fill(server.url);
    await token.fill(ada.token);
    await connect.click();
    await expect(page.getByRole('alert')).toContainText(/connection|reach/i);
  });
  expect((await invoke(page, 'app.state', {})).accounts).toEqual([]);
});

test('two accounts at once', { tag: '@quick' }, async ({ app: { page }, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  await connectByToken(page, server.url, ada.token);
  await expect(profileButton(page)).toContainText('Analytical Engines');

  const menu = await openProfileMenu(page);
  await menu.getByRole('menuitem', { name: 'Add an account…' }).click();
  await expect(page.getByRole('heading', { name: 'Add an account' })).toBeVisible();
  await connectByToken(page, server.url, grace.token);
  await expect(page.getByRole('heading', { name: 'No organization yet' })).toBeVisible();
  await expect(profileButton(page)).toContainText('Grace Hopper');

  const other = (await openProfileMenu(page)).getByRole('menuitem', { name: /ada@example\.com/ });
  await other.click();
  await expect(profileButton(page)).toContainText('Analytical Engines');
  const adasMenu = await openProfileMenu(page);
  await expect(adasMenu.getByRole('menuitem', { name: /Ada Byron/ })).toBeVisible();
  await expect(adasMenu.getByRole('menuitem', { name: /grace@example\.com/ })).toBeVisible();
  const { accounts } = await invoke(page, 'app.state', {});
  expect(accounts.map(({ person }) => person.id).sort()).toEqual(['ada', 'grace']);
});

test('signing out takes the secret, what was kept, and the sign-in’s token at the server', async ({ app, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const { page } = app;
  await signInByPassword(page, server.url, ada.email, ada.password);
  await expect(figure(page, 'Members')).toHaveText('1');
  const account = await activeAccount(page);
  const kept = () => filesIn(join(app.dataDir, 'cache'));
  const token = String(await storedSecret(`token:${account}`));
  expect(await statusOf(server.url, token)).toBe(200);
  await expect.poll(kept).not.toEqual([]);

  const menu = await openProfileMenu(page);
  await menu.getByRole('menuitem', { name: /^Sign out of/ }).click();
  const dialog = page.getByRole('alertdialog', { name: /^Sign out of/ });
  await expect(dialog).toContainText('is wiped');
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Steward' })).toBeVisible();

  expect(await storedSecret(`token:${account}`)).toBeNull();
  expect(await kept()).toEqual([]);
  expect(await statusOf(server.url, token)).toBe(401);
  // The token that Ada made by herself is not Steward's to revoke.
  expect(await statusOf(server.url, ada.token)).toBe(200);
  await app.stop();
  expect(await filesWith(app.dataDir, account)).toEqual([]);
});

test('a new account on a server', async ({ app: { page }, server }) => {
  await adaWith(server, []);
  await openConnect(page, 'New account');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByLabel('First name')).toHaveAccessibleDescription(/It is empty\./);
  await page.getByRole('button', { name: 'Back' }).click();
  const grace = { id: 'grace', first: 'Grace', last: 'Hopper', email: 'grace@example.com', password: 'a ship in port' };
  await createAccount(page, server.url, grace);
  await expect(page.getByRole('heading', { name: 'No organization yet' })).toBeVisible();
  await expect(profileButton(page)).toContainText('Grace Hopper');
});

test('a revoked token is said, and a new one signs in again', async ({ app: { page }, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  await connectByToken(page, server.url, ada.token);
  await expect(figure(page, 'Members')).toHaveText('1');
  const { keys } = await ada.api.call('keys.list', { params: { user_id: 'me' } });
  const current = keys.find((key) => key.is_current)?.public_id ?? '';
  await ada.api.call('keys.delete', { params: { user_id: 'me', key_id: current } });

  await page.reload();
  await expect(page.getByText(/no longer accepts this token/)).toBeVisible();
  await expect(figure(page, 'Members')).toHaveText('1');
  await page.getByRole('button', { name: 'Sign in again…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await paste(dialog.getByLabel('Password', { exact: true }), ada.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/no longer accepts this token/)).toBeHidden();
});
