import type { Page } from '@playwright/test';
import { check } from './support/accessible.ts';
import { figure, goTo } from './support/journey.ts';
import { redAndBlue } from './support/png.ts';
import { expect, test } from './support/sample.ts';

/** Every dialog and panel that the journey over the pages does not open, at one start of the app. */
test('the dialogs and panels of the administration', async ({ sampleApp }) => {
  const { page } = sampleApp;
  const row = (name: string) => page.getByRole('grid', { name, exact: true }).locator('[data-index="0"]');
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const item = (name: string | RegExp) => page.getByRole('menuitem', { name }).click();
  const tab = (name: string | RegExp) => page.getByRole('tab', { name }).click();
  const see = async (name: string) => {
    await expect(page.locator('[role=dialog], [role=alertdialog]')).toBeVisible();
    await check(sampleApp, name);
    await page.keyboard.press('Escape');
    await expect(page.locator('[role=dialog], [role=alertdialog]')).toHaveCount(0);
  };
  const choosePerson = async (who: string) => {
    await press('Filter by person');
    await page.keyboard.type(who);
    await page.getByRole('listbox', { name: 'Person' }).getByRole('option').first().click();
  };
  await expect(figure(page, 'Members')).toHaveText('1,200');

  await test.step('members', async () => {
    await goTo(page, 'Members');
    await expect(row('Members')).toBeVisible();
    const search = page.getByLabel('Search name, e-mail or id');
    await search.fill('alex.morgan');
    await press('Actions for Alex Morgan');
    await item('Organization User');
    await expect(page.getByRole('region', { name: 'What this changes' })).toContainText('access');
    await see('change a role');
    await search.fill('ada.kaya');
    await press('Actions for Ada Kaya');
    await item('Add to teams…');
    await expect(page.getByRole('dialog').locator('[data-index="0"]')).toBeVisible();
    await see('add a member to teams');
  });

  await test.step('teams', async () => {
    await goTo(page, 'Teams');
    await page.getByRole('grid', { name: 'Teams' }).getByText('Radiology', { exact: true }).click();
    await row('Team members').locator('[data-actions]').click();
    await item('Remove from team…');
    await expect(page.getByRole('region', { name: 'What this changes' })).toContainText('access');
    await see('remove a member from a team');
    await tab(/^Apps/);
    await row('Team apps').locator('[data-actions]').click();
    await item('Remove from team…');
    await see('remove an app from a team');
  });

  await test.step('apps', async () => {
    await goTo(page, 'Apps');
    await page.getByRole('grid', { name: 'Apps', exact: true }).getByText('Chest X-ray triage').click();
    await tab('Models');
    await press('Create model…');
    await see('create a model');
    await row('Models').locator('[data-actions]').click();
    await item('Delete…');
    await see('delete a model');
    await tab('Teams');
    await press('Add to teams…');
    await see('add an app to teams');
    await tab('Collaborators');
    await press('Add collaborator…');
    await see('add a collaborator');
    await tab('Modules');
    await expect(page.getByRole('tabpanel')).toBeVisible();
    await check(sampleApp, 'app modules');
  });

  await test.step('access', async () => {
    await goTo(page, 'Access');
    await press('Filter by person');
    await check(sampleApp, 'choose a person');
    await page.keyboard.press('Escape');
    await choosePerson('alex.morgan');
    await expect(row('Access')).toBeVisible();
    await check(sampleApp, 'access of a person');
    await row('Access').click();
    await expect(page.getByRole('complementary')).toContainText('That ends if');
    await check(sampleApp, 'access opened');
    await page.keyboard.press('Escape');
    await tab('What if');
    await press('Filter by change');
    await page.getByRole('option', { name: 'Remove a member' }).click();
    await choosePerson('ada.kaya');
    await page.getByText('Who and what').click();
    await check(sampleApp, 'what if');
    await press('Make this change…');
    await expect(page.getByRole('alertdialog').getByRole('region', { name: 'What this changes' })).toContainText(
      'access',
    );
    await see('make a change');
    await tab('Review');
    await page.getByRole('region', { name: /^Access review/ }).focus();
    await page.keyboard.press('r');
    await check(sampleApp, 'access review');
    await press(/^Remove 1 person…/);
    await see('remove after a review');
  });

  await test.step('security', async () => {
    await goTo(page, 'Security');
    await page.getByRole('radio', { name: /^Composition/ }).check();
    await expect(page.getByRole('region', { name: 'What this change means' })).toContainText('checked');
    await page.getByLabel('A password to try').fill('Morgan2026');
    await check(sampleApp, 'password policy changed');
    await press('Discard changes');
    await tab('Silos');
    await press('Create silo');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Patient data');
    await dialog.getByLabel('Radiology').check();
    await dialog.getByLabel('HIPAA').check();
    await expect(dialog.getByRole('region', { name: 'What this changes' })).toContainText('access');
    await check(sampleApp, 'create a silo');
    await dialog.getByRole('button', { name: 'Create silo' }).click();
    await expect(page.getByRole('heading', { name: 'Who reaches what' })).toBeVisible();
    await check(sampleApp, 'silos');
    await press('Delete the silo Patient data');
    await see('delete a silo');
  });

  await test.step('the audit log', async () => {
    await goTo(page, 'Audit log');
    await row('Audit log').click();
    await expect(page.getByRole('complementary')).toBeVisible();
    await check(sampleApp, 'audit entry');
    await page.keyboard.press('Escape');
    await press('Filter by date');
    await check(sampleApp, 'audit dates');
    await page.keyboard.press('Escape');
    await press('Filter by outcome');
    await item('Done');
    await press('Views');
    await item('Save these filters…');
    await see('save a view');
    await goTo(page, 'Audit of all');
    await expect(row('Audit log')).toBeVisible();
    await check(sampleApp, 'audit of all');
  });

  await test.step('the account', async () => {
    // The log of all organizations led out of the one.
    await page.evaluate(() => {
      history.pushState({}, '', '/o/helix-diagnostics/account');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    const buffer = redAndBlue(600, 200, '');
    await page.getByLabel('Image file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
    await see('crop a picture');
    await openDelete(page);
    await see('delete my account');
  });
});

async function openDelete(page: Page): Promise<void> {
  await goTo(page, 'My account');
  await page.getByRole('button', { name: 'Delete account…' }).click();
}
