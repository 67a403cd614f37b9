import type { Page } from '@playwright/test';
import { apiClient, registerPerson } from './support/api.ts';
import { adaWith, connectByToken, goTo, profileButton, statusOf, toast } from './support/journey.ts';
import { redAndBlue } from './support/png.ts';
import { expect, test } from './support/sample.ts';

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** The colour in the middle of a picture, as the page sees it. */
const middleOf = (page: Page, url: string) =>
  page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(image.width / 2, image.height / 2, 1, 1).data ?? [])].slice(0, 3);
  }, url);

test('the profile', async ({ app: { page }, server }) => {
  const ada = await adaWith(server, []);
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'My account');
  const profile = part(page, 'Profile');
  const save = profile.getByRole('button', { name: 'Save profile' });
  await expect(save).toHaveAccessibleDescription('Nothing was changed yet.');
  await profile.getByLabel('First name').fill('');
  await save.click();
  await expect(profile.getByLabel('First name')).toHaveAccessibleDescription(/It is empty\./);
  await profile.getByLabel('First name').fill('Augusta Ada');
  await profile.getByLabel('Job title').fill('Enchantress of numbers');
  await profile.getByLabel('Who can see your profile').selectOption({ label: 'Private: only you' });
  await save.click();
  await expect(toast(page, 'Your profile was saved.')).toBeVisible();
  const { user } = await ada.api.call('users.get', { params: { user_id: 'me' } });
  expect(user).toMatchObject({ first_name: 'Augusta Ada', job_title: 'Enchantress of numbers' });
  await page.reload();
  await expect(profile.getByLabel('First name')).toHaveValue('Augusta Ada');
  await expect(profileButton(page)).toContainText('Augusta Ada Byron');
});

test('a token: created, shown once, copied, listed, revoked', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, []);
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'My account');
  const tokens = part(page, 'Personal access tokens');
  await tokens.getByRole('button', { name: 'Create token' }).click();
  const form = page.getByRole('dialog', { name: 'Create a token' });
  await form.getByRole('button', { name: 'Create token' }).click();
  await expect(form.getByLabel('Description')).toHaveAccessibleDescription(/It is empty\./);
  await form.getByLabel('Description').fill('Nightly export');
  await form.getByLabel('What it may do').selectOption({ label: 'Read only' });
  await form.getByLabel('Expires').selectOption({ label: '30 days' });
  await form.getByRole('button', { name: 'Create token' }).click();

  const shown = page.getByRole('dialog', { name: 'Copy your new token' });
  const token = (await shown.getByText(/^stw_/).textContent()) ?? '';
  expect(await statusOf(server.url, token)).toBe(200);
  await shown.getByRole('button', { name: 'Copy token' }).click();
  if (app.electron !== undefined) {
    await expect(shown.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(token);
  } else {
    // A machine without a display has no clipboard; then it says what to do instead.
    await expect(
      shown.getByRole('button', { name: /^(Copied|Could not copy: select the text instead)$/ }),
    ).toBeVisible();
  }
  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(shown).toBeHidden();
  expect(await page.content()).not.toContain(token);

  const row = tokens.getByRole('row').filter({ hasText: 'Nightly export' });
  await expect(row).toContainText('Read only');
  await expect(row).toContainText('just now');
  await expect(row).toContainText(/in \d+ days|\d+ \w{3}|\w{3} \d+/);
  await page.reload();
  await expect(row).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await row.getByRole('button', { name: 'Revoke Nightly export' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke token' }).click();
  await expect(toast(page, 'Revoked Nightly export.')).toBeVisible();
  await expect(row).toHaveCount(0);
  expect(await statusOf(server.url, token)).toBe(401);
});

test('the password', async ({ app: { page }, server }) => {
  const ada = await adaWith(server, []);
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'My account');
  const password = part(page, 'Password');
  const change = password.getByRole('button', { name: 'Change password' });
  await password.getByLabel('Current password').fill('a wrong one');
  await password.getByLabel('New password', { exact: true }).fill('short');
  await change.click();
  await expect(password.getByLabel('New password', { exact: true })).toHaveAccessibleDescription(/shorter than 8/);
  await password.getByLabel('New password', { exact: true }).fill('quite another phrase');
  await change.click();
  await expect(password.getByRole('alert')).toContainText(/current password|not right|wrong/i);
  await password.getByLabel('Current password').fill(ada.password);
  await change.click();
  await expect(toast(page, 'The password was changed.')).toBeVisible();
  const api = apiClient(server.url);
  await expect(api.call('sessions.create', { body: { email: ada.email, password: ada.password } })).rejects.toThrow();
  await api.call('sessions.create', { body: { email: ada.email, password: 'quite another phrase' } });
});

test('an organization’s account: name, bills, picture', async ({ app: { page }, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'Account');
  const profile = part(page, 'Profile');
  await profile.getByLabel('Name').fill('Analytical Engines Ltd');
  await profile.getByLabel('Billing e-mail').fill('nobody');
  await profile.getByRole('button', { name: 'Save organization' }).click();
  await expect(profile.getByLabel('Billing e-mail')).toHaveAccessibleDescription(/It is not an e-mail address\./);
  await profile.getByLabel('Billing e-mail').fill('bills@example.com');
  await profile.getByRole('button', { name: 'Save organization' }).click();
  await expect(toast(page, 'Analytical Engines Ltd was saved.')).toBeVisible();
  await expect(profileButton(page)).toContainText('Analytical Engines Ltd');

  const picture = redAndBlue(600, 200, 'taken at home');
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    profile.getByLabel('Image file').setInputFiles({ name, mimeType, buffer });
  await choose('note.txt', 'text/plain', picture);
  await expect(profile.getByRole('alert')).toContainText('Choose a PNG or JPEG file.');
  await choose('broken.png', 'image/png', picture.subarray(0, 60));
  await expect(profile.getByRole('alert')).toContainText('This file could not be read as a picture.');
  await choose('huge.png', 'image/png', Buffer.alloc(20 * 1024 * 1024 + 1));
  await expect(profile.getByRole('alert')).toContainText('Choose a file of at most 20 MB.');
  await choose('logo.png', 'image/png', picture);
  const crop = page.getByRole('dialog', { name: 'Choose what is shown' });
  await crop.getByRole('slider', { name: 'Left to right' }).focus();
  await page.keyboard.press('End');
  await crop.getByRole('button', { name: 'Use this part' }).click();
  await expect(profile.getByRole('button', { name: 'Remove image' })).toBeVisible();
  await expect(profileButton(page).locator('img')).toHaveAttribute('src', /^data:image\/png/);
  const { organization } = await ada.api.call('organizations.get', { params: { org_id: 'analytical-engines' } });
  expect(organization).toMatchObject({ name: 'Analytical Engines Ltd', billing_email: 'bills@example.com' });
  const saved = organization.image ?? '';
  expect(await middleOf(page, saved)).toEqual([0, 0, 255]);
  expect(picture.toString('latin1')).toContain('taken at home');
  expect(Buffer.from(saved.split(',')[1] ?? '', 'base64').toString('latin1')).not.toContain('taken at home');
  await profile.getByRole('button', { name: 'Remove image' }).click();
  await expect(profileButton(page).locator('img')).toHaveCount(0);
});

test('leave, delete with the typed id, restore', async ({ app: { page }, server }) => {
  const ada = await adaWith(server, ['Analytical Engines', 'Difference Works']);
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  await connectByToken(page, server.url, ada.token);
  await page.keyboard.press('ControlOrMeta+1');
  await expect(profileButton(page)).toContainText('Analytical Engines');
  await goTo(page, 'Account');
  const danger = part(page, 'Danger zone');

  await test.step('the last admin cannot leave', async () => {
    await danger.getByRole('button', { name: 'Leave…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Leave Analytical Engines?' });
    await dialog.getByRole('button', { name: 'Leave Analytical Engines' }).click();
    await expect(dialog.getByRole('alert')).toContainText(/last admin|at least one admin/i);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });
  await test.step('with another admin one can', async () => {
    const params = { org_id: 'analytical-engines' };
    const invitations = [{ email: grace.email, role_id: 'admin' as const }];
    const { invitations: made } = await ada.api.call('invitations.create', { params, body: { invitations } });
    await grace.api.call('my_invitations.accept', { params: { user_id: 'me', id: made[0]?.id ?? '' } });
    await danger.getByRole('button', { name: 'Leave…' }).click();
    await page.getByRole('button', { name: 'Leave Analytical Engines' }).click();
    await expect(toast(page, 'You left Analytical Engines.')).toBeVisible();
    const rows = page.getByRole('grid', { name: 'My organizations' }).locator('[role=row][data-index]');
    await expect(rows).toHaveText([/Difference Works/]);
  });
  await test.step('delete', async () => {
    await page.keyboard.press('ControlOrMeta+1');
    await expect(profileButton(page)).toContainText('Difference Works');
    await goTo(page, 'Account');
    await danger.getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete Difference Works?' });
    await expect(dialog).toContainText('You lose your access');
    await expect(dialog).toContainText('It can be restored for 30 days');
    const confirm = dialog.getByRole('button', { name: 'Delete organization' });
    await dialog.getByLabel('Type difference-works to confirm').fill('difference');
    await expect(confirm).toBeDisabled();
    await dialog.getByLabel('Type difference-works to confirm').fill('difference-works');
    await confirm.click();
    await expect(toast(page, /^Deleted Difference Works\./)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'No organization yet' })).toBeVisible();
  });
  await test.step('restore', async () => {
    await page.getByRole('button', { name: 'Restore Difference Works' }).click();
    await expect(page.getByRole('grid', { name: 'My organizations' })).toContainText('Difference Works');
    const { organization } = await ada.api.call('organizations.get', { params: { org_id: 'difference-works' } });
    expect(organization.deleted_at).toBeNull();
  });
});
