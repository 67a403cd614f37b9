import type { Locator, Page } from '@playwright/test';
import { apiClient, type Person, registerPerson } from './support/api.ts';
import { adaWith, choose, connectByToken, goTo, join, toast } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

const ORG = 'analytical-engines';
const grid = (page: Page, name: string): Locator => page.getByRole('grid', { name, exact: true });
const rowOf = (table: Locator, text: string): Locator => table.getByRole('row').filter({ hasText: text });
const whatIf = (within: Locator | Page): Locator => within.getByRole('region', { name: 'What this changes' });

async function createApps(ada: Person, names: readonly string[]): Promise<void> {
  const apps = names.map((name) => ({ id: name.toLowerCase().replaceAll(' ', '-'), name }));
  await ada.api.call('apps.create', { params: { user_id: ORG }, body: { apps } });
}

test('a team from nothing to its end', { tag: '@quick' }, async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  const linus = await registerPerson(apiClient(server.url), 'linus', { first: 'Linus', last: 'Torvalds' });
  await join(ada, ORG, grace, 'team_contributor');
  await join(ada, ORG, linus, 'team_contributor');
  await createApps(ada, ['Chest X-ray', 'Bone age']);
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'Teams');

  await test.step('create it: its page opens', async () => {
    await page.getByRole('button', { name: 'Create a team' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create a team' });
    await dialog.getByLabel('Name').fill('Radiology');
    await expect(dialog.getByLabel('Id')).toHaveValue('radiology');
    await dialog.getByLabel('Default permission').selectOption({ label: 'Model Trainer' });
    await dialog.getByRole('button', { name: 'Create team' }).click();
    await expect(page).toHaveURL(/\/teams\/radiology$/);
    await expect(page.getByText('Nobody is in this team yet')).toBeVisible();
  });

  await test.step('add apps first, one with a permission of its own', async () => {
    await page.getByRole('tab', { name: /^Apps/ }).click();
    await page.getByRole('button', { name: 'Add apps…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add apps to Radiology' });
    await expect(rowOf(dialog.getByRole('grid'), 'Bone age')).toBeVisible();
    await dialog.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await dialog.getByRole('button', { name: 'Add 2 apps' }).click();
    await expect(toast(page, 'Added 2 apps to Radiology.')).toBeVisible();
    await expect(rowOf(grid(page, 'Team apps'), 'Chest X-ray')).toContainText('Default: Model Trainer');
    await choose(page, 'Bone age', 'Labeler Worker');
    await expect(rowOf(grid(page, 'Team apps'), 'Bone age')).toContainText('Labeler Worker');
    await expect(rowOf(grid(page, 'Team apps'), 'Bone age')).not.toContainText('Default');
  });

  await test.step('add members with the keyboard, after a look at what they gain', async () => {
    await page.getByRole('tab', { name: /^Members/ }).click();
    await page.getByRole('button', { name: 'Add members…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add members to Radiology' });
    await expect(dialog.getByLabel('Search people')).toBeFocused();
    await expect(rowOf(dialog.getByRole('grid'), 'Grace Hopper')).toBeVisible();
    await page.keyboard.type('grace');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await dialog.getByRole('button', { name: 'Look at it first' }).click();
    await expect(whatIf(dialog)).toContainText('1 person gains access to 2 apps, nobody loses.');
    await dialog.getByRole('button', { name: 'Add 1 person' }).click();
    await expect(rowOf(grid(page, 'Team members'), 'Grace Hopper')).toBeVisible();
    const { apps } = await grace.api.call('apps.list', { params: { user_id: ORG } });
    expect(apps.map(({ id }) => id).sort()).toEqual(['bone-age', 'chest-x-ray']);
  });

  await test.step('undo takes it back', async () => {
    await toast(page, 'Added 1 person to Radiology.').getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Nobody is in this team yet')).toBeVisible();
    const { apps } = await grace.api.call('apps.list', { params: { user_id: ORG } });
    expect(apps).toEqual([]);
  });

  await test.step('another default is looked at, and the team follows its new id', async () => {
    await ada.api.call('team_members.add', {
      params: { org_id: ORG, team_id: 'radiology' },
      body: { user_ids: ['grace', 'linus'] },
    });
    await page.getByRole('button', { name: 'Actions for team Radiology' }).click();
    await page.getByRole('menuitem', { name: 'Edit team…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit team Radiology' });
    await dialog.getByLabel('Default permission').selectOption({ label: 'Labeler Worker' });
    await expect(whatIf(dialog)).toContainText('2 people lose access to 1 app');
    await dialog.getByLabel('Id').fill('imaging');
    await dialog.getByRole('button', { name: 'Save team' }).click();
    await expect(page).toHaveURL(/\/teams\/imaging/);
    await expect(rowOf(grid(page, 'Team members'), 'Linus Torvalds')).toBeVisible();
  });

  await test.step('remove a member, then delete the team', async () => {
    await choose(page, 'Linus Torvalds', 'Remove from team…');
    const remove = page.getByRole('alertdialog', { name: 'Remove Linus Torvalds from Radiology?' });
    await expect(whatIf(remove)).toContainText('1 person loses access to 2 apps, nobody gains.');
    await remove.getByRole('button', { name: 'Remove 1 person' }).click();
    await expect(rowOf(grid(page, 'Team members'), 'Linus Torvalds')).toBeHidden();
    await page.getByRole('button', { name: 'Actions for team Radiology' }).click();
    await page.getByRole('menuitem', { name: 'Delete team…' }).click();
    await page.getByRole('button', { name: 'Delete team' }).click();
    await expect(page.getByText('No team yet')).toBeVisible();
    const { teams } = await ada.api.call('teams.list', { params: { org_id: ORG } });
    expect(teams).toEqual([]);
  });
});

test('a role that sees no teams is told which roles do', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  const mary = await registerPerson(apiClient(server.url), 'mary', { first: 'Mary', last: 'Jackson' });
  await join(ada, ORG, mary, 'financial_manager');
  await connectByToken(page, server.url, mary.token);
  for (const [place, what] of [
    ['Teams', 'teams'],
    ['Apps', 'apps'],
    ['Starred', 'starred apps'],
  ] as const) {
    await goTo(page, place);
    await expect(page.getByRole('heading', { name: `You may not see ${what}` })).toBeVisible();
    await expect(page.getByText(/^Your role, Financial Manager, does not show them/)).toBeVisible();
  }
});

test("a member's details: teams, what they reach and why", async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  await join(ada, ORG, grace, 'team_contributor');
  await createApps(ada, ['Chest X-ray']);
  const params = { org_id: ORG };
  const team = { id: 'radiology', name: 'Radiology', default_permission_id: 'model_trainer' } as const;
  await ada.api.call('teams.create', { params, body: { teams: [team] } });
  await ada.api.call('team_apps.add', {
    params: { ...params, team_id: 'radiology' },
    body: { apps: [{ app_id: 'chest-x-ray' }] },
  });
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'Members');
  await grid(page, 'Members').getByText('Grace Hopper').click();
  const details = page.getByRole('complementary', { name: 'Grace Hopper' });
  await expect(details).toContainText('No app.');
  await details.getByRole('button', { name: 'Add to teams…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add Grace Hopper to teams' });
  await dialog.getByRole('grid').getByText('Radiology').click();
  await dialog.getByRole('button', { name: 'Add to 1 team' }).click();
  await expect(details.getByRole('link', { name: 'Chest X-ray' })).toBeVisible();
  await details.getByRole('link', { name: 'Show 1 app and why' }).click();
  await expect(page).toHaveURL(/\/access\?by=person&of=grace$/);
  await expect(page.getByRole('grid').getByText('Chest X-ray')).toBeVisible();
  await page.goBack();
  await details.getByRole('button', { name: 'Remove from Radiology' }).click();
  const leave = page.getByRole('alertdialog', { name: 'Remove Grace Hopper from Radiology?' });
  await expect(whatIf(leave)).toContainText('1 person loses access to 1 app, nobody gains.');
  await leave.getByRole('button', { name: 'Remove from team' }).click();
  await expect(details).toContainText('No app.');
});
