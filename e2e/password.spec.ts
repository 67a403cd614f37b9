import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DEFAULT_POLICY } from '../src/contract/password-policy.ts';
import { apiClient, registerPerson } from './support/api.ts';
import { adaWith, goTo, openProfileMenu, profileButton, signInByPassword, toast } from './support/journey.ts';
import { hasKeychain } from './support/keychain.ts';
import { expect, test } from './support/sample.ts';

test.beforeEach(async () => {
  test.skip(!(await hasKeychain()), 'there is no Secret Service to keep tokens in');
});

async function expectAccessible(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
}

const POLICY = { ...DEFAULT_POLICY, minimum_length: 15, exclude_names: true, no_simple_passwords: true };

test('a password that must be changed: why, what the new one must keep, and in', async ({ app, server }, info) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  const params = { org_id: 'analytical-engines' };
  const { invitations } = await ada.api.call('invitations.create', {
    params,
    body: { invitations: [{ email: grace.email, role_id: 'organization_user' }] },
  });
  const id = invitations[0]?.id ?? '';
  await grace.api.call('my_invitations.accept', { params: { user_id: 'me', id } });
  // Longer than any password that was chosen before: whoever signs in next is asked for a new one.
  await ada.api.call('password_policy.put', { params, body: { password_policy: { ...POLICY, minimum_length: 30 } } });

  const { page } = app;
  await signInByPassword(page, server.url, grace.email, grace.password);
  const reasons = page.getByRole('alert').filter({ hasText: 'Your organizations ask for a new password' });
  await expect(reasons).toContainText('It is shorter than 30 characters.');
  const field = page.getByLabel('New password', { exact: true });
  const rules = page.getByRole('list', { name: 'Rules' });
  await expect(rules).toContainText('At least 30 characters');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('asked.png') });

  await test.step('a weak one, and why', async () => {
    await field.fill('hopper12345678');
    await expect(rules.getByRole('listitem').filter({ hasText: 'At least 30 characters' })).toContainText('Not kept');
    await expect(page.getByText(/^(Very weak|Weak|Fair)$/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Set the password and sign in' }).click();
    await expect(field).toHaveAccessibleDescription(/It is shorter than 30 characters\./);
    await expect(page.getByRole('alert').filter({ hasText: 'Request' })).toHaveCount(0);
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('refused.png') });
  });
  await test.step('a good one', async () => {
    await field.fill('eleven ships in a quiet port at dawn');
    await expect(field).not.toHaveAccessibleDescription(/It is shorter/);
    await expect(rules.getByText('Not kept')).toHaveCount(0);
    await expect(page.getByText('Very strong', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Show what is typed' }).click();
    await page.screenshot({ path: info.outputPath('good.png') });
    await page.getByRole('button', { name: 'Set the password and sign in' }).click();
    await expect(profileButton(page)).toContainText('Analytical Engines');
  });
  await test.step('the account page judges by the same rules', async () => {
    const menu = await openProfileMenu(page);
    await menu.getByRole('menuitem', { name: /Grace Hopper/ }).click();
    await goTo(page, 'My account');
    await page.getByLabel('Current password').fill('eleven ships in a quiet port at dawn');
    await page.getByLabel('New password', { exact: true }).fill('grace has a long password of her own');
    await expect(
      page.getByRole('list', { name: 'Rules' }).getByRole('listitem').filter({ hasText: 'Not your name' }),
    ).toContainText('Not kept');
    await page.getByRole('button', { name: 'Change password' }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: info.outputPath('account.png') });
    await page.getByLabel('New password', { exact: true }).fill('twelve ships in another port at night');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(toast(page, 'The password was changed.')).toBeVisible();
  });
});
