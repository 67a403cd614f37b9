import type { Locator, Page } from '@playwright/test';
import { apiClient, registerPerson } from './support/api.ts';
import { adaWith, choose, connectByToken, goTo, join, toast } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

const ORG = 'analytical-engines';
const grid = (page: Page, name: string): Locator => page.getByRole('grid', { name, exact: true });
const rowOf = (table: Locator, text: string): Locator => table.getByRole('row').filter({ hasText: text });
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });

test('an app from nothing to its end', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines', 'Harbor Logistics']);
  await connectByToken(page, server.url, ada.token);
  await page.getByRole('button', { name: /Switch profile$/ }).click();
  await page.getByRole('menuitem', { name: /^Analytical Engines/ }).click();
  await goTo(page, 'Apps');

  await test.step('create it with a label', async () => {
    await page.getByRole('button', { name: 'Create app…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create an app' });
    await dialog.getByLabel('Name').fill('Chest X-ray');
    await dialog.getByRole('button', { name: 'Add label HIPAA' }).click();
    await dialog.getByRole('button', { name: 'Create app' }).click();
    await expect(page).toHaveURL(/\/apps\/chest-x-ray$/);
  });

  await test.step('describe it; notes are shown as they were written', async () => {
    await page.getByRole('button', { name: 'Edit app…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit Chest X-ray' });
    await dialog.getByLabel('Description').fill('Reads thorax images.');
    await dialog.getByLabel('Notes').fill('<img src=x onerror="document.title=1"> **Two readers.**');
    await dialog.getByLabel('Metadata').fill('{"department": "radiology"}');
    await dialog.getByRole('button', { name: 'Save app' }).click();
    await expect(page.getByText('Reads thorax images.')).toBeVisible();
    await expect(page.getByText('<img src=x onerror="document.title=1"> **Two readers.**')).toBeVisible();
    await expect(page.getByText('"department": "radiology"')).toBeVisible();
  });

  await test.step('what is in it: create, refuse a taken id at its field, star, delete', async () => {
    await tab(page, 'Models').click();
    const create = async (name: string) => {
      await page.getByRole('button', { name: 'Create model…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Create a model' });
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByRole('button', { name: 'Create model' }).click();
      return dialog;
    };
    await create('Rib counter');
    await expect(rowOf(grid(page, 'Models'), 'Rib counter')).toBeVisible();
    const again = await create('Rib counter');
    await expect(again.getByLabel('Id')).toHaveAttribute('aria-invalid', 'true');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Star Rib counter, 0 in all' }).click();
    await expect(page.getByRole('button', { name: 'Starred Rib counter, 1 in all' })).toBeVisible();
    await choose(page, 'Rib counter', 'Delete…');
    await page.getByRole('button', { name: 'Delete 1 model' }).click();
    await expect(page.getByText('No models yet')).toBeVisible();
  });

  await test.step('find it by its label', async () => {
    await goTo(page, 'Apps');
    await page.getByRole('button', { name: 'Filter by label' }).click();
    await page.getByRole('menuitem', { name: 'HIPAA' }).click();
    await expect(page).toHaveURL(/label=HIPAA/);
    await expect(rowOf(grid(page, 'Apps'), 'Chest X-ray')).toBeVisible();
  });

  await test.step('give it to the other organization, under another id', async () => {
    await choose(page, 'Chest X-ray', 'Transfer…');
    const dialog = page.getByRole('dialog', { name: 'Transfer Chest X-ray' });
    await dialog.getByLabel('To organization').selectOption({ label: 'Harbor Logistics' });
    await dialog.getByLabel('Id there').fill('thorax');
    await dialog.getByRole('button', { name: 'Transfer app' }).click();
    await expect(page).toHaveURL(/\/o\/harbor-logistics\/apps\/thorax$/);
    await expect(page.getByText('Reads thorax images.')).toBeVisible();
  });

  await test.step('delete it, with its id typed', async () => {
    await tab(page, 'Settings').click();
    await page.getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete Chest X-ray?' });
    await expect(dialog.getByRole('button', { name: 'Delete app' })).toBeDisabled();
    await dialog.getByLabel('Type thorax to confirm').fill('thorax');
    await dialog.getByRole('button', { name: 'Delete app' }).click();
    await expect(toast(page, 'Deleted app Chest X-ray.')).toBeVisible();
    const { apps } = await ada.api.call('apps.list', { params: { user_id: 'harbor-logistics' } });
    expect(apps).toEqual([]);
  });
});

test('share an app, and use it as the one with whom it is shared', async ({ app, launchApp, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  const tom = await registerPerson(apiClient(server.url), 'tom', { first: 'Tom', last: 'Lang' });
  const chest = { id: 'chest-x-ray', name: 'Chest X-ray' };
  await ada.api.call('apps.create', { params: { user_id: ORG }, body: { apps: [chest] } });
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'Apps');
  await grid(page, 'Apps').getByText('Chest X-ray').click();
  await tab(page, 'Collaborators').click();
  await page.getByRole('button', { name: 'Add collaborator…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a collaborator to Chest X-ray' });
  await dialog.getByLabel('Id').fill('nobody-of-that-name');
  await dialog.getByRole('button', { name: 'Add collaborator' }).click();
  await expect(dialog.getByLabel('Id')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Id').fill('tom');
  await dialog.getByRole('button', { name: 'Add collaborator' }).click();
  await expect(rowOf(grid(page, 'Collaborators'), 'Tom Lang')).toContainText('Reading');

  await test.step('who can reach it says so', async () => {
    await tab(page, 'Access').click();
    const table = grid(page, 'Who can reach the app');
    await expect(rowOf(table, 'Tom Lang')).toContainText('As a collaborator: reading');
    await expect(rowOf(table, 'Ada Byron')).toContainText('As Admin');
  });

  await test.step('Tom finds it, may look and not change, and ends it', async () => {
    const toms = await launchApp();
    await connectByToken(toms.page, server.url, tom.token);
    await goTo(toms.page, 'Collaborations');
    await grid(toms.page, 'Collaborations').getByText('Chest X-ray').click();
    await tab(toms.page, 'Models').click();
    const create = toms.page.getByRole('button', { name: 'Create model…' });
    await expect(create).toHaveAttribute('aria-disabled', 'true');
    await expect(create).toHaveAccessibleDescription(/^You may not create models/);
    await goTo(toms.page, 'Collaborations');
    await choose(toms.page, 'Chest X-ray', 'End collaboration…');
    await toms.page.getByRole('button', { name: 'End collaboration' }).click();
    await expect(toms.page.getByText('Nothing is shared from elsewhere')).toBeVisible();
    await toms.stop();
  });
});

test("the person's own apps and stars", async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, []);
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'My apps');
  await page.getByRole('button', { name: 'Create app…' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Notebook');
  await page.getByRole('dialog').getByRole('button', { name: 'Create app' }).click();
  await expect(page).toHaveURL(/\/apps\/notebook$/);
  await expect(tab(page, 'Teams')).toBeHidden();
  await page.getByRole('button', { name: 'Star Notebook, 0 in all' }).click();
  await expect(page.getByRole('button', { name: 'Starred Notebook, 1 in all' })).toBeVisible();
  await goTo(page, 'Starred');
  await expect(rowOf(grid(page, 'Starred'), 'Notebook')).toBeVisible();
  await choose(page, 'Notebook', 'Unstar');
  await expect(page.getByText('Nothing starred yet')).toBeVisible();
});

test('a role that creates no apps is told which roles do', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  await join(ada, ORG, grace, 'organization_user');
  await connectByToken(page, server.url, grace.token);
  await goTo(page, 'Apps');
  // What her role does not allow is said, not hidden.
  const create = page.getByRole('button', { name: 'Create app…' });
  await expect(create).toHaveAttribute('aria-disabled', 'true');
  await expect(create).toHaveAccessibleDescription(/Admin and Organization Contributor may\./);
});
