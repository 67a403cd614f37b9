import type { Locator, Page } from '@playwright/test';
import { apiClient, type Person, registerPerson } from './support/api.ts';
import { clock } from './support/clock.ts';
import { adaWith, choose, connectByToken, figure, goTo, join, statusOf, toast } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

const ORG = 'analytical-engines';
const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

async function people(ada: Person, url: string): Promise<Record<'grace' | 'linus', Person>> {
  const grace = await registerPerson(apiClient(url), 'grace', { first: 'Grace', last: 'Hopper' });
  const linus = await registerPerson(apiClient(url), 'linus', { first: 'Linus', last: 'Torvalds' });
  for (const person of [grace, linus]) await join(ada, ORG, person, 'organization_contributor');
  return { grace, linus };
}

test('a password policy: looked at, tried, saved, and then it holds', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  const { grace } = await people(ada, server.url);
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'Security');
  const save = page.getByRole('button', { name: 'Save policy' });

  await test.step('the preset of NIST says what it means for whom before it is saved', async () => {
    await expect(save).toHaveAccessibleDescription('Nothing was changed yet.');
    await page.getByRole('radio', { name: /^Long and uncommon/ }).check();
    await expect(page.getByLabel('Minimum length, in characters')).toHaveValue('15');
    const meaning = region(page, 'What this change means');
    await expect(meaning).toContainText('Nobody has to change their password because of its age.');
    await expect(meaning).toContainText('3 passwords will be checked against the other rules when typed next');
  });

  await test.step('the meter explains itself', async () => {
    const field = page.getByLabel('A password to try');
    await field.fill('Byron2026');
    const tried = region(page, 'Try it');
    await expect(tried.getByText(/^(Very weak|Weak)$/)).toBeVisible();
    await expect(tried).toContainText('15 characters');
    await field.fill('nine turbines hum below the lake');
    await expect(tried.getByText(/^(Strong|Very strong)$/)).toBeVisible();
  });

  await test.step('a rule out of bounds is refused beside its field', async () => {
    await page.getByLabel('Minimum length, in characters').fill('3');
    await expect(page.getByLabel('Minimum length, in characters')).toHaveAccessibleDescription(/Between 8 and 128\./);
    await expect(save).toHaveAccessibleDescription('Correct the rules first.');
    await page.getByLabel('Minimum length, in characters').fill('15');
  });

  await test.step('saved, it holds for members', async () => {
    await save.click();
    await expect(toast(page, 'The password policy was saved.')).toBeVisible();
    const passwords = { current: grace.password, new: 'short one' };
    await expect(grace.api.call('users.set_password', { params: { user_id: 'me' }, body: passwords })).rejects.toThrow(
      /15/,
    );
    await page.reload();
    await expect(page.getByRole('radio', { name: /^Long and uncommon/ })).toBeChecked();
  });
});

test('members’ tokens: rules keep them out, and one is withdrawn and given back', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  const { grace, linus } = await people(ada, server.url);
  const create = (person: Person, description: string, scopes: string[], expires_at?: string) =>
    person.api.call('keys.create', {
      params: { user_id: 'me' },
      body: { keys: [{ description, scopes: scopes as never, ...(expires_at && { expires_at }) }] },
    });
  const soon = new Date(clock.now() + 20 * 86_400_000).toISOString();
  const { keys } = await create(grace, 'Nightly export', ['view_members', 'view_teams'], soon);
  await create(linus, 'Old script', ['read']);
  const token = keys[0]?.id ?? '';
  await grace.api.as(token).call('members.list', { params: { org_id: ORG } });
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'Security');
  await page.getByRole('tab', { name: 'Tokens' }).click();
  const tokens = page.getByRole('grid', { name: 'Tokens of members' });
  const row = (name: string) => tokens.getByRole('row').filter({ hasText: name });

  await test.step('last use, expiry and the rights that were never used', async () => {
    await expect(row('Nightly export')).toContainText('Grace Hopper');
    // The server notes every few seconds what tokens were used for.
    await expect(async () => {
      await page.reload();
      await expect(row('Nightly export')).toContainText('Grace Hopper');
      expect(await row('Nightly export').textContent()).toContain('1 never used');
    }).toPass();
    await expect(row('Nightly export')).toContainText(/in \d+ days|in \d+ weeks|Dec/);
    await expect(row('Nightly export')).toContainText(/just now|second|minute/);
    await expect(row('Old script')).toContainText('Never');
    await page.getByRole('button', { name: 'Filter by which' }).click();
    await page.getByRole('menuitem', { name: 'With rights never used' }).click();
    await expect(page).toHaveURL(/tokens=unused/);
    await expect(row('Old script')).toHaveCount(0);
    await expect(row('Nightly export')).toBeVisible();
    await page.getByRole('button', { name: /^Remove the filter Which/ }).click();
  });

  await test.step('withdrawn, it stops here and only here; given back, it works again', async () => {
    await choose(page, 'Nightly export of Grace Hopper', 'Withdraw access…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw 1 token' }).click();
    await expect(row('Nightly export')).toContainText('Withdrawn');
    expect(await statusOf(server.url, token)).toBe(200);
    const list = () => grace.api.as(token).call('members.list', { params: { org_id: ORG } });
    await expect(list()).rejects.toThrow(/403/);
    await choose(page, 'Nightly export of Grace Hopper', 'Give access again');
    await expect(row('Nightly export')).toContainText('Allowed');
    await list();
  });

  await test.step('a rule says whom it keeps out before it is saved', async () => {
    await page.getByLabel('Every token must expire').check();
    await expect(
      page.getByText(/^Keeps \d+ tokens? of \d+ (person|people) out of this organization, at once\./),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Save rules' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Save rules' }).click();
    await expect(toast(page, 'The rules for tokens were saved.')).toBeVisible();
    await expect(row('Old script')).toContainText('Kept out: never expires');
    await expect(row('Nightly export')).toContainText('Allowed');
  });
});

test('a silo: who loses what, the picture of it, and its end', async ({ sampleApp }) => {
  const { page } = sampleApp;
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goTo(page, 'Security');
  await page.getByRole('tab', { name: 'Silos' }).click();
  await page.getByRole('button', { name: 'Create silo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a silo' });
  await dialog.getByRole('button', { name: 'Create silo' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/It is empty\./);
  await dialog.getByLabel('Name').fill('Patient data');
  await expect(dialog.getByLabel('Id')).toHaveValue('patient-data');
  await dialog
    .getByRole('group', { name: /^Teams/ })
    .getByLabel('Radiology')
    .check();
  await dialog
    .getByRole('group', { name: /^Labels/ })
    .getByLabel('HIPAA')
    .check();
  const look = dialog.getByRole('region', { name: 'What this changes' });
  await expect(look).toContainText(/^\d+ people lose access to \d+ apps?, nobody gains\./);
  await dialog.getByRole('button', { name: 'Create silo' }).click();
  await expect(toast(page, 'The silo Patient data is up.')).toBeVisible();
  await expect(region(page, 'Silos')).toContainText(/Keeps [1-9]\d* apps? from [1-9]\d* people\./);
  const picture = region(page, 'Who reaches what').getByRole('table');
  const row = picture.getByRole('row').filter({ hasText: 'Radiology' });
  await expect(row.getByRole('img', { name: 'required' })).toHaveCount(1);
  await goTo(page, 'Access');
  await page.getByLabel('Look by').selectOption({ label: 'By app' });
  await page.getByRole('button', { name: 'Filter by app' }).click();
  await page.getByRole('option', { name: /^Device logs/ }).click();
  await expect(page.getByRole('grid', { name: 'Access' })).toContainText('Kept out by a silo');
  await page.goBack();
  await goTo(page, 'Security');
  await page.getByRole('tab', { name: 'Silos' }).click();
  await page.getByRole('button', { name: 'Delete the silo Patient data' }).click();
  const ending = page.getByRole('alertdialog');
  await expect(ending.getByRole('region', { name: 'What this changes' })).toContainText('opens what silos keep closed');
  await ending.getByRole('textbox').fill('patient-data');
  await ending.getByRole('button', { name: 'Delete silo' }).click();
  const opened = page.getByRole('dialog', { name: 'This change opened what silos kept closed' });
  await expect(opened).toContainText(/now reaches .+ \(silo /);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'No silos' })).toBeVisible();
});
