import type { Locator, Page } from '@playwright/test';
import { apiClient, registerPerson } from './support/api.ts';
import { adaWith, connectByToken, createAccount, figure, goTo, profileButton, toast } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

const members = (page: Page): Locator => page.getByRole('grid', { name: 'Members' });
const pending = (page: Page): Locator => page.getByRole('grid', { name: 'Pending invitations' });
const rowOf = (grid: Locator, text: string): Locator => grid.getByRole('row').filter({ hasText: text });

/** The rows that are shown, without the head. */
const rows = (grid: Locator): Locator => grid.locator('[role=row][data-index]');

async function choose(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

async function openInvite(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Invite…' }).click();
  return page.getByRole('dialog', { name: 'Invite people' });
}

const PASTED = `Grace Hopper <grace@example.com>, linus@example.com;
"Kay, Alan" <alan.kay@example.com>
not-an-address@
GRACE@example.com ada@example.com`;

test('invite several, accept as the other person, change a role, undo, remove', { tag: '@quick' }, async ({
  app,
  launchApp,
  server,
}) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const { page } = app;
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'Members');
  await expect(rows(members(page))).toHaveCount(1);

  await test.step('paste addresses with names, a malformed one, a duplicate and a member', async () => {
    const dialog = await openInvite(page);
    await dialog.getByLabel('E-mail addresses').fill(PASTED);
    const summary = dialog.getByRole('list', { name: 'What was understood' });
    await expect(summary).toContainText('3 people to invite');
    await expect(summary).toContainText('1 entry is no e-mail address and left out: not-an-address@');
    await expect(summary).toContainText('1 address given more than once: grace@example.com');
    await expect(summary).toContainText('1 is a member already: ada@example.com');
    await dialog.getByLabel('Role').selectOption({ label: 'Organization User' });
    await dialog.getByRole('button', { name: 'Invite 3 people' }).click();
    await expect(toast(page, 'Invited 3 people.')).toBeVisible();
    await expect(dialog).toBeHidden();
    await expect(rows(pending(page))).toHaveCount(3);
    await expect(page.getByRole('tab', { name: 'Pending 3' })).toHaveAttribute('aria-selected', 'true');
    await expect(rowOf(pending(page), 'alan.kay@example.com')).toContainText('Organization User');
  });

  await test.step('Grace creates an account, sees the invitation and accepts', async () => {
    const graces = await launchApp();
    const grace = {
      id: 'grace',
      first: 'Grace',
      last: 'Hopper',
      email: 'grace@example.com',
      password: 'a ship in port',
    };
    await createAccount(graces.page, server.url, grace);
    await goTo(graces.page, 'Invitations');
    await expect(graces.page.getByRole('heading', { name: 'Analytical Engines' })).toBeVisible();
    await graces.page.getByRole('button', { name: 'Accept Analytical Engines' }).click();
    await expect(graces.page.getByText('You are a member')).toBeVisible();
    await graces.page.getByRole('link', { name: 'Open Analytical Engines' }).click();
    await expect(profileButton(graces.page)).toContainText('Organization User');
    await expect(figure(graces.page, 'Members')).toHaveText('2');
    // What her role does not allow is said, not hidden.
    await goTo(graces.page, 'Members');
    const invite = graces.page.getByRole('button', { name: 'Invite…' });
    await expect(invite).toHaveAttribute('aria-disabled', 'true');
    await expect(invite).toHaveAccessibleDescription(/Ask an admin/);
    await graces.stop();
  });

  await test.step('Ada sees her, changes her role, takes it back', async () => {
    await page.reload();
    await page.getByRole('tab', { name: /^Members/ }).click();
    await expect(rowOf(members(page), 'Grace Hopper')).toContainText('Organization User');
    await expect(page.getByRole('tab', { name: 'Pending 2' })).toBeVisible();
    await choose(page, 'Grace Hopper', 'Organization Contributor');
    const said = toast(page, 'Grace Hopper now has the role Organization Contributor.');
    await expect(said).toBeVisible();
    await expect(rowOf(members(page), 'Grace Hopper')).toContainText('Organization Contributor');
    await said.getByRole('button', { name: 'Undo' }).click();
    await expect(rowOf(members(page), 'Grace Hopper')).toContainText('Organization User');
    await expect
      .poll(async () => {
        const { members: all } = await ada.api.call('members.list', { params: { org_id: 'analytical-engines' } });
        return all.find(({ user }) => user.id === 'grace')?.role_id;
      })
      .toBe('organization_user');
  });

  await test.step('the last admin stays one', async () => {
    await choose(page, 'Ada Byron', 'Organization User');
    const dialog = page.getByRole('alertdialog', { name: /Make yourself Organization User/ });
    await expect(dialog).toContainText('only another admin can change it back');
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await expect(toast(page, 'The role was not changed')).toContainText(/last admin|at least one admin/i);
    await expect(rowOf(members(page), 'Ada Byron')).toContainText('Admin');
  });

  await test.step('remove', async () => {
    await choose(page, 'Grace Hopper', 'Remove from organization…');
    const dialog = page.getByRole('alertdialog', { name: 'Remove Grace Hopper from Analytical Engines?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(rowOf(members(page), 'Grace Hopper')).toBeVisible();
    await choose(page, 'Grace Hopper', 'Remove from organization…');
    await dialog.getByRole('button', { name: 'Remove member' }).click();
    await expect(toast(page, 'Removed Grace Hopper.')).toBeVisible();
    await expect(rows(members(page))).toHaveCount(1);
    await expect(page.getByRole('tab', { name: 'Members 1' })).toBeVisible();
  });
});

test('resend, rescind, decline', async ({ app, launchApp, server }) => {
  const ada = await adaWith(server, ['Analytical Engines', 'Difference Works']);
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  const invited = ['grace@example.com', 'linus@example.com', 'alan@example.com', 'mary@example.com'];
  const invitations = invited.map((email) => ({ email, role_id: 'organization_user' as const }));
  await ada.api.call('invitations.create', { params: { org_id: 'analytical-engines' }, body: { invitations } });
  const { page } = app;
  await connectByToken(page, server.url, ada.token);
  await page.keyboard.press('ControlOrMeta+1');
  await goTo(page, 'Members');
  await page.getByRole('tab', { name: 'Pending 4' }).click();

  await choose(page, 'linus@example.com', 'Resend');
  await expect(toast(page, 'Invited linus@example.com again.')).toBeVisible();

  await choose(page, 'linus@example.com', 'Rescind…');
  const one = page.getByRole('alertdialog', { name: 'Rescind the invitation to linus@example.com?' });
  await one.getByRole('button', { name: 'Rescind invitation' }).click();
  await expect(rows(pending(page))).toHaveCount(3);
  await expect(page.getByRole('tab', { name: 'Pending 3' })).toBeVisible();

  await test.step('two at once', async () => {
    await page.getByRole('checkbox', { name: 'Select alan@example.com' }).click();
    await page.getByRole('checkbox', { name: 'Select mary@example.com' }).click();
    const bar = page.getByRole('toolbar', { name: 'Selected rows' });
    await expect(bar).toContainText('2 selected');
    await bar.getByRole('button', { name: 'Rescind…' }).click();
    await page.getByRole('button', { name: 'Rescind 2 invitations' }).click();
    await expect(rows(pending(page))).toHaveCount(1);
  });

  await test.step('Grace declines', async () => {
    const graces = await launchApp();
    await connectByToken(graces.page, server.url, grace.token);
    await goTo(graces.page, 'Invitations');
    await graces.page.getByRole('button', { name: 'Decline Analytical Engines' }).click();
    await graces.page.getByRole('button', { name: 'Decline invitation' }).click();
    await expect(graces.page.getByRole('heading', { name: 'No invitation is waiting for you' })).toBeVisible();
    await graces.stop();
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No invitation is waiting' })).toBeVisible();
  await page.getByRole('button', { name: 'Filter by status' }).click();
  await page.getByRole('menuitem', { name: 'Declined' }).click();
  await expect(rowOf(pending(page), 'grace@example.com')).toContainText('Declined');
});

test('search, filter by role and sort, all in the address', async ({ sampleApp: { page } }) => {
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goTo(page, 'Members');
  await expect(page.getByRole('tab', { name: 'Members 1,200' })).toBeVisible();
  const count = page.getByRole('contentinfo');
  await expect(count).toContainText('1,200 members');

  await page.getByRole('button', { name: 'Filter by role' }).click();
  await page.getByRole('menuitem', { name: 'Admin', exact: true }).click();
  await expect(page).toHaveURL(/[?&]role=admin/);
  await expect(rows(members(page)).first()).toContainText('Admin');
  await expect(count.getByText(/^\d{1,2} of 1,200 members$/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove the filter Role is Admin' }).click();
  await expect(page).not.toHaveURL(/role=/);

  await page.keyboard.press('/');
  await expect(page.getByLabel('Search name, e-mail or id')).toBeFocused();
  await page.keyboard.type('muller');
  await expect(page).toHaveURL(/search=muller/);
  await expect(rows(members(page)).filter({ hasText: 'Müller' }).first()).toBeVisible();
  await expect(rows(members(page)).filter({ hasNotText: 'Müller' })).toHaveCount(0);

  await page.getByRole('columnheader', { name: 'Joined' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=joined/);
  await page.getByRole('columnheader', { name: 'Joined' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=-joined/);
  await expect(page.getByRole('columnheader', { name: 'Joined' })).toHaveAttribute('aria-sort', 'descending');

  const before = await rows(members(page)).allInnerTexts();
  await page.reload();
  await expect(page.getByLabel('Search name, e-mail or id')).toHaveValue('muller');
  await expect(page.getByRole('columnheader', { name: 'Joined' })).toHaveAttribute('aria-sort', 'descending');
  await expect(rows(members(page))).toHaveCount(before.length);
  await page.getByLabel('Search name, e-mail or id').fill('zzzzzz');
  await expect(page.getByRole('heading', { name: 'No member matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all members' }).click();
  await expect(count).toContainText('1,200 members');
});

test('select and look at details with the keyboard', async ({ sampleApp: { page } }) => {
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goTo(page, 'Members');
  await expect(page.getByRole('tab', { name: 'Members 1,200' })).toBeVisible();
  // The tab knows the number before all of them are there.
  await expect(page.getByRole('contentinfo')).toContainText('1,200 members');
  const grid = members(page);
  const bar = page.getByRole('toolbar', { name: 'Selected rows' });
  const isActive = (index: number) =>
    expect(grid.locator('[data-active]')).toHaveAttribute('data-index', String(index));

  await grid.focus();
  await isActive(0);
  await page.keyboard.press('ArrowDown');
  await isActive(1);
  await page.keyboard.press('Space');
  await expect(bar).toContainText('1 selected');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar).toContainText('3 selected');
  await expect(bar.getByRole('button', { name: /^Remove/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(bar).toContainText('1,200 selected');
  await page.keyboard.press('Escape');

  await page
    .getByRole('checkbox', { name: /^Select / })
    .nth(3)
    .click();
  await page
    .getByRole('checkbox', { name: /^Select / })
    .nth(6)
    .click({ modifiers: ['Shift'] });
  await expect(bar).toContainText('4 selected');
  await bar.getByRole('button', { name: 'Clear' }).click();

  await test.step('the panel follows the arrow keys', async () => {
    await grid.focus();
    await page.keyboard.press('Home');
    await isActive(0);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary');
    const nameAt = async (index: number) => (await grid.locator(`[data-index="${index}"] bdi`).textContent()) ?? '';
    await expect(panel.getByRole('heading', { level: 2 })).toHaveText(await nameAt(0));
    await page.keyboard.press('ArrowDown');
    await expect(panel.getByRole('heading', { level: 2 })).toHaveText(await nameAt(1));
    await panel.getByRole('button', { name: 'Next' }).click();
    await expect(panel.getByRole('heading', { level: 2 })).toHaveText(await nameAt(2));
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });
  await test.step('the end of a long list', async () => {
    await grid.focus();
    await page.keyboard.press('End');
    await isActive(1199);
    await expect(grid.locator('[data-index="1199"]')).toBeInViewport();
  });
});
