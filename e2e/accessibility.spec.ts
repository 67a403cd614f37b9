import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { apiClient, registerPerson } from './support/api.ts';
import type { App } from './support/app.ts';
import { invoke } from './support/bridge.ts';
import { openGate } from './support/gate.ts';
import { adaWith, connectByToken, figure, goTo, openProfileMenu, profileButton } from './support/journey.ts';
import { hasKeychain, lockKeychain, unlockKeychain } from './support/keychain.ts';
import { expect, test } from './support/sample.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const pictures = join(process.env.OUT ?? 'test-results', 'pictures');

/** Colours are only what they are once nothing moves any more. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map((animation) => animation.finished));
    await document.fonts.ready;
  });
}

/** What axe says of the page as it is, in light and in dark, and a picture of each. */
async function check({ host, page }: Pick<App, 'host' | 'page'>, name: string): Promise<void> {
  await test.step(name, async () => {
    for (const theme of ['dark', 'light'] as const) {
      await invoke(page, 'settings.update', { theme });
      await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /\bdark\b/ : /^((?!dark).)*$/);
      await settle(page);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(TAGS).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n    ')}`);
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${host}-${name.replaceAll(' ', '-')}-${theme}.png`) });
      expect.soft(found, `${name}, ${theme}`).toEqual([]);
    }
  });
}

const close = (page: Page) => page.keyboard.press('Escape');

test('the first pages', async ({ app }) => {
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Welcome to Steward' })).toBeVisible();
  await check(app, 'welcome');
  await page.getByRole('button', { name: 'Start with an empty workspace' }).click();
  await page.getByRole('button', { name: 'Create the workspace' }).click();
  await expect(page.getByLabel('First name')).toHaveAccessibleDescription(/It is empty\./);
  await check(app, 'welcome empty workspace with problems');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Connect to a server…' }).click();
  await check(app, 'welcome connect by token');
  await page.getByRole('tab', { name: 'E-mail and password' }).click();
  await check(app, 'welcome connect by password');
  await page.getByRole('tab', { name: 'New account' }).click();
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByLabel('First name')).toHaveAccessibleDescription(/It is empty\./);
  await check(app, 'welcome new account with problems');
  await page.getByLabel('New password').fill('dragon12345678');
  await expect(page.getByText(/^(Very weak|Weak)$/)).toBeVisible();
  await check(app, 'welcome new account with a weak password');
});

test('the dashboard, the menu and the pages of the person', async ({ sampleApp }) => {
  const { page } = sampleApp;
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await check(sampleApp, 'home');
  await page.getByRole('button', { name: 'Show as table' }).click();
  await check(sampleApp, 'home usage as table');
  await openProfileMenu(page);
  await check(sampleApp, 'profile menu');
  await close(page);
  await page.getByRole('button', { name: /^Theme:/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await check(sampleApp, 'theme menu');
  await close(page);
  await (await openProfileMenu(page)).getByRole('menuitem', { name: 'Add an organization…' }).click();
  const create = page.getByRole('dialog', { name: 'Create an organization' });
  await create.getByRole('button', { name: 'Create organization' }).click();
  await expect(create.getByLabel('Name')).toHaveAccessibleDescription(/It is empty\./);
  await check(sampleApp, 'create an organization with problems');
  await close(page);
  await page.getByRole('button', { name: /^Notifications, \d+ unread$/ }).click();
  await expect(page.getByRole('dialog', { name: 'Notifications' })).toContainText('Archive');
  await check(sampleApp, 'notifications behind the bell');
  await close(page);
  await goTo(page, 'Notifications');
  await expect(page.getByRole('region', { name: 'Today' })).toBeVisible();
  await check(sampleApp, 'notifications');
  await page.getByRole('button', { name: 'Filter by topic' }).click();
  await page.getByRole('menuitem', { name: 'Passwords and tokens' }).click();
  await expect(page.getByRole('heading', { name: 'No notification matches' })).toBeVisible();
  await check(sampleApp, 'notifications none matches');
  await goTo(page, 'All organizations');
  await expect(page.getByRole('grid', { name: 'My organizations' })).toContainText('northwind-robotics');
  await check(sampleApp, 'all organizations');
  await page.getByLabel('Search organizations').fill('zzz');
  await expect(page.getByRole('heading', { name: /^No organization matches/ })).toBeVisible();
  await check(sampleApp, 'all organizations none matches');
  await goTo(page, 'Invitations');
  await expect(page.getByRole('heading', { name: 'No invitation is waiting for you' })).toBeVisible();
  await check(sampleApp, 'my invitations empty');
  await page.keyboard.press('ControlOrMeta+1');
  await expect(profileButton(page)).toContainText('Atelier Lumen');
  await expect(figure(page, 'Members')).toHaveText('9');
  await check(sampleApp, 'home as contributor');
});

test('members, their menus, dialogs and details', async ({ sampleApp }) => {
  const { page } = sampleApp;
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goTo(page, 'Members');
  await expect(page.getByRole('tab', { name: 'Members 1,200' })).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Members' });
  await expect(grid.locator('[data-index="5"]')).toBeVisible();
  await check(sampleApp, 'members');
  await page.getByRole('button', { name: 'Filter by role' }).click();
  await check(sampleApp, 'members role filter');
  await page.getByRole('menuitem', { name: 'Admin', exact: true }).click();
  await expect(page).toHaveURL(/role=admin/);
  await check(sampleApp, 'members filtered');
  await page.getByRole('button', { name: /^Remove the filter/ }).click();
  await page
    .getByRole('button', { name: /^Actions for/ })
    .nth(2)
    .click();
  await expect(page.getByRole('menu')).toBeVisible();
  await check(sampleApp, 'member menu');
  await page.getByRole('menuitem', { name: 'Remove from organization…' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await check(sampleApp, 'remove a member');
  await close(page);
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  await check(sampleApp, 'member details');
  await close(page);
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('toolbar', { name: 'Selected rows' })).toBeVisible();
  await check(sampleApp, 'members selected');
  await page.keyboard.press('Escape');
  await page.getByLabel('Search name, e-mail or id').fill('zzzz');
  await expect(page.getByRole('heading', { name: 'No member matches' })).toBeVisible();
  await check(sampleApp, 'members none matches');
  await page.getByRole('button', { name: 'Show all members' }).click();
  await page.getByRole('button', { name: 'Invite…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite people' });
  await check(sampleApp, 'invite');
  await dialog.getByLabel('E-mail addresses').fill('Grace <grace@example.com>, x@, alex.morgan@helix.example');
  await expect(dialog.getByRole('list', { name: 'What was understood' })).toContainText('1 person to invite');
  await check(sampleApp, 'invite with addresses');
  await close(page);
  await page.getByRole('tab', { name: 'Pending 34' }).click();
  await expect(page.getByRole('grid', { name: 'Pending invitations' }).locator('[data-index="3"]')).toBeVisible();
  await check(sampleApp, 'pending invitations');
  await page
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: /^Rescind…/ }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await check(sampleApp, 'rescind');
});

test('teams, their pages and dialogs', async ({ sampleApp }) => {
  const { page } = sampleApp;
  const row = (name: string) => page.getByRole('grid', { name, exact: true }).locator('[data-index="0"]');
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goTo(page, 'Teams');
  await expect(row('Teams')).toBeVisible();
  await check(sampleApp, 'teams');
  await page.getByRole('button', { name: 'Create team…' }).click();
  await page.getByRole('button', { name: 'Create team', exact: true }).click();
  await expect(page.getByRole('dialog').getByLabel('Name')).toHaveAccessibleDescription(/It is empty\./);
  await check(sampleApp, 'create a team with problems');
  await close(page);
  await row('Teams').click();
  await expect(row('Team members')).toBeVisible();
  await check(sampleApp, 'team members');
  await page.getByRole('button', { name: 'Add members…' }).click();
  const picker = page.getByRole('dialog', { name: /^Add members to/ });
  await expect(picker.locator('[data-index="3"]')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await picker.getByRole('button', { name: 'Look at it first' }).click();
  await expect(picker.getByRole('region', { name: 'What this changes' })).toContainText('access');
  await check(sampleApp, 'add members to a team');
  await close(page);
  await page.getByRole('button', { name: /^Actions for team/ }).click();
  await page.getByRole('menuitem', { name: 'Delete team…' }).click();
  const look = page.getByRole('region', { name: 'What this changes' });
  await expect(look).toContainText('access');
  await look.getByText('Who and what').click();
  await check(sampleApp, 'delete a team');
  await close(page);
  await page.getByRole('tab', { name: /^Apps/ }).click();
  await expect(row('Team apps')).toBeVisible();
  await check(sampleApp, 'team apps');
  await page.getByRole('button', { name: 'Add apps…' }).click();
  await expect(page.getByRole('dialog').getByLabel('Permission on these apps')).toBeVisible();
  await check(sampleApp, 'add apps to a team');
});

test('apps and what is in them', async ({ sampleApp }) => {
  const { page } = sampleApp;
  const row = (name: string) => page.getByRole('grid', { name, exact: true }).locator('[data-index="0"]');
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goTo(page, 'Apps');
  await expect(row('Apps')).toBeVisible();
  await check(sampleApp, 'apps');
  await page.getByRole('button', { name: 'Show as cards' }).click();
  await expect(page.getByRole('list', { name: 'Apps, row 1' })).toBeVisible();
  await check(sampleApp, 'apps as cards');
  await page.getByRole('button', { name: 'Show as list' }).click();
  await page.getByRole('button', { name: 'Create app…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add label GDPR' }).click();
  await check(sampleApp, 'create an app');
  await close(page);
  await row('Apps').click();
  await expect(page.getByRole('heading', { name: 'Notes' })).toBeVisible();
  await check(sampleApp, 'app');
  await page.getByRole('button', { name: 'Edit app…' }).click();
  await expect(page.getByRole('dialog').getByLabel('Metadata')).toBeVisible();
  await check(sampleApp, 'edit an app');
  await close(page);
  for (const name of ['Models', 'Inputs', 'Teams', 'Collaborators', 'Settings'] as const) {
    await page.getByRole('tab', { name, exact: true }).click();
    await expect(page.getByRole('tabpanel')).toBeVisible();
    await check(sampleApp, `app ${name}`);
  }
  await page.getByRole('button', { name: 'Transfer…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check(sampleApp, 'transfer an app');
  await close(page);
  await page.getByRole('button', { name: 'Delete…' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('cannot be restored');
  await check(sampleApp, 'delete an app');
  await close(page);
  await page.getByRole('tab', { name: 'Access', exact: true }).click();
  await expect(row('Who can reach the app')).toBeVisible();
  await row('Who can reach the app').click();
  await expect(page.getByRole('complementary')).toContainText('What lets them in');
  await check(sampleApp, 'who can reach an app');
  await goTo(page, 'Starred');
  await check(sampleApp, 'starred');
  await goTo(page, 'Collaborations');
  await check(sampleApp, 'collaborations');
});

test('access, security and the audit log', async ({ sampleApp }) => {
  const { page } = sampleApp;
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goTo(page, 'Access');
  await expect(page.getByRole('heading', { name: 'What can this person reach, and why?' })).toBeVisible();
  await check(sampleApp, 'access');
  await page.getByRole('tab', { name: 'Why' }).click();
  await expect(page.getByRole('heading', { name: 'Can they, and why?' })).toBeVisible();
  await check(sampleApp, 'access why');
  await goTo(page, 'Security');
  await expect(page.getByRole('heading', { name: 'Password policy' })).toBeVisible();
  await check(sampleApp, 'security passwords');
  await page.getByRole('tab', { name: 'Tokens' }).click();
  await expect(page.getByText('Every token must expire')).toBeVisible();
  await check(sampleApp, 'security tokens');
  await page.getByRole('tab', { name: 'Silos' }).click();
  await expect(page.getByRole('heading', { name: 'No silos' })).toBeVisible();
  await check(sampleApp, 'security silos empty');
  await goTo(page, 'Audit log');
  await expect(page.getByRole('grid', { name: 'Audit log' }).locator('[data-index="5"]')).toBeVisible();
  await check(sampleApp, 'audit log');
});

test('the account pages and their dialogs', async ({ sampleApp }) => {
  const { page } = sampleApp;
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goTo(page, 'Account');
  await expect(page.getByRole('button', { name: 'Save organization' })).toBeVisible();
  await check(sampleApp, 'organization account');
  await page.getByRole('button', { name: 'Delete…' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('1,200 members');
  await check(sampleApp, 'delete an organization');
  await close(page);
  await page.getByRole('button', { name: 'Leave…' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Leave/ })
    .focus();
  await check(sampleApp, 'leave an organization');
  await close(page);
  await goTo(page, 'My account');
  await expect(page.getByRole('table', { name: 'Personal access tokens' })).toBeVisible();
  await check(sampleApp, 'my account');
  await page.getByRole('button', { name: 'Change password' }).scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Delete account…' }).scrollIntoViewIfNeeded();
  await check(sampleApp, 'my account end');
  await page.getByRole('button', { name: 'Create token' }).click();
  const form = page.getByRole('dialog', { name: 'Create a token' });
  await form.getByLabel('What it may do').selectOption({ label: 'Only chosen actions' });
  await form.getByRole('button', { name: 'Create token' }).click();
  await expect(form.getByLabel('Description', { exact: true })).toHaveAccessibleDescription(/It is empty\./);
  await check(sampleApp, 'create a token with problems');
  await form.getByLabel('Description', { exact: true }).fill('Nightly export');
  await form.getByLabel('What it may do').selectOption({ label: 'Read only' });
  await form.getByRole('button', { name: 'Create token' }).click();
  await expect(page.getByRole('dialog', { name: 'Copy your new token' })).toBeVisible();
  await check(sampleApp, 'token shown');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Revoke Nightly export' }).click();
  await check(sampleApp, 'revoke a token');
  await close(page);
  await (await openProfileMenu(page)).getByRole('menuitem', { name: /^Sign out/ }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await check(sampleApp, 'sign out');
});

test('empty, invited, offline', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, []);
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  await connectByToken(page, server.url, ada.token);
  await expect(page.getByRole('heading', { name: 'No organization yet' })).toBeVisible();
  await check(app, 'no organization');
  for (const [id, name] of [
    ['nordlicht', 'Nordlicht Labs'],
    ['fjord', 'Fjord Analytics'],
  ] as const) {
    const organization = { id, name, billing_email: grace.email };
    await grace.api.call('organizations.create', {
      params: { user_id: 'me' },
      body: { organizations: [organization] },
    });
    const invitations = [{ email: ada.email, role_id: 'team_contributor' as const }];
    await grace.api.call('invitations.create', { params: { org_id: id }, body: { invitations } });
  }
  const own = { id: 'aster', name: 'Aster', billing_email: ada.email };
  await ada.api.call('organizations.create', { params: { user_id: 'me' }, body: { organizations: [own] } });
  await page.reload();
  await goTo(page, 'Invitations');
  await page.getByRole('button', { name: 'Accept Nordlicht Labs' }).click();
  await expect(page.getByText('You are a member')).toBeVisible();
  await check(app, 'my invitations');
  await page.getByRole('button', { name: 'Decline Fjord Analytics' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await check(app, 'decline an invitation');
  await close(page);
  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByRole('heading', { name: 'You are the only member so far' })).toBeVisible();
  await check(app, 'home of a new organization');
  await goTo(page, 'Members');
  await expect(page.getByRole('grid', { name: 'Members' })).toContainText('Ada Byron');
  await check(app, 'members of a new organization');
  await page.getByRole('tab', { name: /^Pending/ }).click();
  await expect(page.getByRole('heading', { name: 'No invitation is waiting' })).toBeVisible();
  await check(app, 'pending invitations empty');
  await page.keyboard.press('ControlOrMeta+2');
  await expect(profileButton(page)).toContainText('Nordlicht Labs');
  await goTo(page, 'Home');
  await expect(figure(page, 'Members')).toHaveText('2');
  await check(app, 'home as team contributor');
  await server.stop();
  await page.reload();
  await expect(page.getByText(/^Offline · as of/)).toBeVisible();
  await expect(figure(page, 'Members')).toHaveText('2');
  await check(app, 'offline');
  await (await openProfileMenu(page)).getByRole('menuitem', { name: 'Add an account…' }).click();
  await expect(page.getByRole('heading', { name: 'Add an account' })).toBeVisible();
  await check(app, 'add an account');
});

test('a locked keychain', async ({ sampleApp }) => {
  test.skip(!(await hasKeychain()), 'there is no Secret Service to lock');
  await lockKeychain();
  try {
    const page = await sampleApp.restart();
    await expect(page.getByText('The keychain is locked. Unlock it and retry; nobody was signed out.')).toBeVisible();
    await check(sampleApp, 'keychain locked');
  } finally {
    await unlockKeychain();
  }
});

test('the settings', async ({ sampleApp }) => {
  const { page } = sampleApp;
  await goTo(page, 'Settings');
  await expect(page.getByRole('heading', { name: 'Diagnostics' })).toBeVisible();
  await check(sampleApp, 'settings');
  await page.getByRole('combobox', { name: 'Proxy' }).selectOption('manual');
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.getByRole('button', { name: 'Clear…' }).click();
  await check(sampleApp, 'settings with a problem and a question');
});

test('the invite desk', async ({ app, server }) => {
  const ada = await adaWith(server, ['Nordlicht Kliniken']);
  const gate = await openGate(server.url);
  const { page } = app;
  await connectByToken(page, gate.url, ada.token);
  await goTo(page, 'Members');
  await page.getByRole('button', { name: 'More ways to invite' }).click();
  await check(app, 'ways to invite');
  await page.getByRole('menuitem', { name: 'Invite many…' }).click();
  await check(app, 'invite desk empty');
  const rows = Array.from(
    { length: 240 },
    (_, i) => `Gast ${i}\tgast${i}@kliniken.example\t${i % 7 === 0 ? 'Admin' : ''}`,
  );
  const odd = [
    'Ada\tada@example.com\t',
    'Nobody\tnobody@\t',
    'Boss\tboss@kliniken.example\tBoss',
    'G\tgast1@kliniken.example\t',
  ];
  await page.getByLabel('People', { exact: true }).fill(['Name\tE-mail\tRole', ...odd, ...rows].join('\n'));
  await expect(page.getByLabel('Use column 2, E-mail, as')).toHaveValue('email');
  await check(app, 'invite desk columns');
  await page.getByRole('button', { name: 'Check 244 rows' }).click();
  await expect(page.getByRole('button', { name: 'Invite 240 people…' })).toBeVisible();
  await check(app, 'invite desk review');
  await page.getByRole('button', { name: 'Actions for nobody@' }).click();
  await page.getByRole('menuitem', { name: 'Edit row…' }).click();
  await check(app, 'invite desk row');
  await close(page);
  await page.getByRole('checkbox', { name: 'Select ada@example.com' }).click();
  await check(app, 'invite desk selected');
  gate.letThrough(1);
  await page.getByRole('button', { name: 'Invite 240 people…' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('35 as Admin. Can invite and remove people');
  await check(app, 'invite desk question');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Invite 240 people' }).click();
  await gate.holding();
  await check(app, 'invite desk sending');
  await goTo(page, 'Home');
  await check(app, 'home while inviting');
  await app.killAndRestart();
  gate.release();
  await expect(app.page.getByRole('button', { name: 'Resume: 100 of 240 sent' })).toBeVisible();
  await check(app, 'home after a crash while inviting');
  await app.page.getByRole('link', { name: 'Show the list' }).click();
  await check(app, 'invite desk interrupted');
  await app.page.getByRole('button', { name: 'Resume: 100 of 240 sent' }).click();
  await expect(app.page.getByRole('heading', { name: 'Done: 240 people invited' })).toBeVisible();
  await check(app, 'invite desk done');
  await gate.close();
});
