import { invoke } from './support/bridge.ts';
import { figure, goTo, openProfileMenu, profileButton, toast } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

test('the sample data: three organizations with their figures, loaded once', async ({ app }) => {
  await app.page.getByRole('button', { name: 'Explore with sample data' }).click();
  // The data takes its time, and the page says how far it is: only the journey's own limit ends the wait.
  await expect(app.page.getByRole('heading', { name: 'Home' })).toBeVisible({ timeout: 0 });
  const menu = await openProfileMenu(app.page);
  await expect(menu.locator('[data-organization]')).toHaveText([/^.*Atelier Lumen/, /Helix Diagnostics/, /Northwind/]);
  await expect(menu.getByRole('menuitem', { name: /Alex Morgan/ })).toBeVisible();

  await menu.getByRole('menuitem', { name: /Helix Diagnostics/ }).click();
  await expect(profileButton(app.page)).toContainText('Helix Diagnostics');
  await expect(figure(app.page, 'Members')).toHaveText('1,200');
  await expect(figure(app.page, 'Pending invitations')).toHaveText('34');
  await expect(figure(app.page, 'Teams')).toHaveText('12');
  await expect(app.page.getByRole('region', { name: 'Members by role' }).getByRole('listitem')).toHaveCount(6);
  await expect(app.page.getByRole('region', { name: 'Usage, last six months' })).toContainText('Prediction');
  await expect(app.page.getByRole('region', { name: 'Latest changes' }).getByRole('listitem').first()).toBeVisible();

  await goTo(app.page, 'All organizations');
  const rows = app.page.getByRole('grid', { name: 'My organizations' }).getByRole('row');
  await expect(rows.filter({ hasText: 'northwind-robotics' })).toContainText('86');
  await expect(rows.filter({ hasText: 'atelier-lumen' })).toContainText('Organization Contributor');

  const page = await app.restart();
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Explore with sample data' })).toBeHidden();
  const { accounts, info } = await invoke(page, 'app.state', {});
  expect(accounts).toHaveLength(1);
  expect(info.has_workspace).toBe(true);
  const all = await openProfileMenu(page);
  await expect(all.locator('[data-organization]')).toHaveCount(3);
});

test('a restart opens the organization that was open last', { tag: '@quick' }, async ({ sampleApp }) => {
  const menu = await openProfileMenu(sampleApp.page);
  await menu.getByRole('menuitem', { name: /Northwind Robotics/ }).click();
  await expect(figure(sampleApp.page, 'Members')).toHaveText('86');
  // It is kept once somebody stays, which takes a moment longer than to be drawn.
  const kept = async () => Object.values((await invoke(sampleApp.page, 'app.state', {})).settings.last_organizations);
  await expect.poll(kept).toEqual(['northwind-robotics']);
  const page = await sampleApp.restart();
  await expect(profileButton(page)).toContainText('Northwind Robotics');
  await expect(figure(page, 'Members')).toHaveText('86');
});

test('an empty workspace, from the first page to the first organization', { tag: '@quick' }, async ({
  app: { page },
}) => {
  await page.getByRole('button', { name: 'Start with an empty workspace' }).click();
  await page.getByLabel('E-mail').fill('nobody');
  await page.getByRole('button', { name: 'Create the workspace' }).click();
  await expect(page.getByLabel('First name')).toHaveAccessibleDescription(/It is empty\./);
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/It is not an e-mail address\./);
  await expect(page.getByLabel('First name')).toBeFocused();
  await page.getByLabel('First name').fill('Zoë');
  await page.getByLabel('Last name').fill('Ångström');
  await page.getByLabel('E-mail').fill('zoe@example.com');
  await page.getByRole('button', { name: 'Create the workspace' }).click();

  await expect(page.getByRole('heading', { name: 'No organization yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Create an organization' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create an organization' });
  await dialog.getByLabel('Name').fill('Universität Zürich');
  await expect(dialog.getByLabel('Id', { exact: true })).toHaveValue('universitaet-zuerich');
  await expect(dialog.getByLabel('Billing e-mail')).toHaveValue('zoe@example.com');
  await dialog.getByRole('button', { name: 'Create organization' }).click();
  await expect(toast(page, 'Universität Zürich is ready')).toBeVisible();
  await expect(profileButton(page)).toContainText('Universität Zürich');
  await expect(page.getByRole('heading', { name: 'You are the only member so far' })).toBeVisible();
  await expect(figure(page, 'Members')).toHaveText('1');

  const menu = await openProfileMenu(page);
  await expect(menu.getByRole('menuitem', { name: /Zoë Ångström/ })).toContainText('zoe@example.com');
  await expect(menu.getByRole('menuitem', { name: /Universität Zürich/ })).toContainText('Admin');
});

test('a name or an id that is taken is said on its field', async ({ sampleApp: { page } }) => {
  const menu = await openProfileMenu(page);
  await menu.getByRole('menuitem', { name: 'Add an organization…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create an organization' });
  await dialog.getByRole('button', { name: 'Create organization' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/It is empty\./);

  await dialog.getByLabel('Name').fill('Helix Diagnostics');
  await dialog.getByLabel('Id', { exact: true }).fill('helix-two');
  await dialog.getByRole('button', { name: 'Create organization' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/taken/);
  await expect(dialog.getByLabel('Name')).toHaveValue('Helix Diagnostics');

  await dialog.getByLabel('Name').fill('Helix Again');
  await dialog.getByLabel('Id', { exact: true }).fill('helix-diagnostics');
  await dialog.getByRole('button', { name: 'Create organization' }).click();
  await expect(dialog.getByLabel('Id', { exact: true })).toHaveAccessibleDescription(/taken/);

  await dialog.getByLabel('Id', { exact: true }).fill('Helix Two');
  await dialog.getByRole('button', { name: 'Create organization' }).click();
  await expect(dialog.getByLabel('Id', { exact: true })).toHaveAccessibleDescription(/lower-case letters/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
});
