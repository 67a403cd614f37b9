import type { Locator, Page } from '@playwright/test';
import { AUDIT_EVENTS } from '../src/contract/audit-events.ts';
import { apiClient, type Person, registerPerson } from './support/api.ts';
import { invoke } from './support/bridge.ts';
import { adaWith, choose, connectByToken, createOrganization, goTo, join, openProfileMenu } from './support/journey.ts';
import { expect, test } from './support/sample.ts';
import { savedFile } from './support/saved-file.ts';
import { startServer } from './support/server.ts';

const ORG = 'analytical-engines';
const me = { user_id: 'me' };
const card = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

async function removals(admin: Person, org: string): Promise<number> {
  const query = { operations: [AUDIT_EVENTS.ORGANIZATION_MEMBER_REMOVE.code] };
  const { entries } = await admin.api.call('audit.search', { params: { user_id: org }, body: { query } });
  return entries.length;
}

/** Grace with something of everything in Ada's organization. */
async function furnish(ada: Person, grace: Person): Promise<void> {
  const params = { org_id: ORG };
  await join(ada, ORG, grace, 'organization_contributor');
  await ada.api.call('apps.create', { params: { user_id: ORG }, body: { apps: [{ id: 'chest-xray' }] } });
  await ada.api.call('teams.create', {
    params,
    body: { teams: [{ id: 'radiology', name: 'Radiology', default_permission_id: 'full_access' }] },
  });
  await ada.api.call('team_members.add', {
    params: { ...params, team_id: 'radiology' },
    body: { user_ids: ['grace'] },
  });
  await ada.api.call('collaborators.add', {
    params: { user_id: ORG, app_id: 'chest-xray' },
    body: { collaborators: [{ id: 'grace', scopes: ['read'] }] },
  });
  await grace.api.call('apps.create', { params: me, body: { apps: [{ id: 'notes', name: 'Notes' }] } });
  await grace.api.call('collaborators.add', {
    params: { ...me, app_id: 'notes' },
    body: { collaborators: [{ id: ORG, scopes: ['read'] }] },
  });
}

test('a person leaves every organization, one backend failing in the middle, and the rest is resumed', async ({
  app,
  server,
}) => {
  const second = await startServer();
  try {
    const ada = await adaWith(server, ['Analytical Engines', 'Difference Engines']);
    const names = { first: 'Grace', last: 'Hopper' };
    const grace = await registerPerson(apiClient(server.url), 'grace', names);
    const mary = await registerPerson(apiClient(server.url), 'mary', { first: 'Mary', last: 'Jackson' });
    await furnish(ada, grace);
    const invitations = [{ email: grace.email, role_id: 'organization_user' as const }];
    await ada.api.call('invitations.create', { params: { org_id: 'difference-engines' }, body: { invitations } });
    const royal = await createOrganization(mary.api, 'Royal Society');
    await join(mary, royal, ada, 'organization_user');
    await join(mary, royal, grace, 'organization_user');
    const elsewhere = await adaWith(second, ['Second Works']);
    const graceThere = await registerPerson(apiClient(second.url), 'grace', names);
    await join(elsewhere, 'second-works', graceThere, 'admin');
    await connectByToken(app.page, server.url, ada.token);
    await invoke(app.page, 'accounts.add_with_token', { url: second.url, token: elsewhere.token });
    await goTo(app.page, 'All organizations');

    await test.step('found by name over both accounts, the plan says what each organization takes', async () => {
      const { page } = app;
      await page.getByRole('button', { name: 'Offboard a person…' }).click();
      await page.getByLabel('E-mail address or name').fill('grace');
      await page.getByRole('button', { name: 'Find person' }).click();
      await page.getByRole('button', { name: 'Read the plan for Grace Hopper' }).click();
      const first = card(page, 'Analytical Engines');
      await expect(first).toContainText('Organization Contributor, ends');
      await expect(first).toContainText('Leaves Radiology');
      await expect(first).toContainText('Ends on chest-xray');
      await expect(first).toContainText('1 token');
      await expect(first).toContainText('Only Grace Hopper can transfer Notes: it is their own app.');
      await expect(card(page, 'Difference Engines')).toContainText('1 invitation');
      await expect(card(page, 'Second Works')).toContainText('Admin, ends');
      await expect(card(page, 'Not yours to do')).toContainText('Royal Society');
    });

    await test.step('confirmed once; what cannot be reached fails, and nothing else', async () => {
      const { page } = app;
      await second.stop();
      await page.getByRole('button', { name: 'Offboard from 3 organizations…' }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByLabel(`Type ${grace.email} to confirm`).fill(grace.email);
      await dialog.getByRole('button', { name: 'Offboard from 3 organizations' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'Resume does only what is missing.' })).toContainText(
        '4 of 6 steps done, 1 failed, 1 waiting',
      );
      await expect(page.getByText('Failed: not reached')).toBeVisible();
      const { organizations } = await grace.api.call('organizations.list', { params: me });
      expect(organizations.map(({ id }) => id)).toEqual([royal]);
      const shared = await grace.api.call('collaborations.list', { params: me });
      expect(shared.collaborations).toEqual([]);
      const waiting = await grace.api.call('my_invitations.list', { params: me });
      expect(waiting.invitations).toEqual([]);
    });

    await test.step('after another start it is there, and completes only what is missing', async () => {
      const page = await app.restart();
      await second.start();
      await goTo(page, 'All organizations');
      await expect(page.getByText('Not complete: Offboard Grace Hopper')).toBeVisible();
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('button', { name: 'Resume' }).click();
      await expect(page.getByText('6 of 6 steps done. Nothing is left to do.')).toBeVisible();
      const { members } = await elsewhere.api.call('members.list', { params: { org_id: 'second-works' } });
      expect(members.map(({ user }) => user.id)).toEqual(['ada']);
      expect(await removals(ada, ORG)).toBe(1);
      const receipt = await savedFile(app, () => page.getByRole('button', { name: 'Save receipt…' }).click());
      const lines = receipt.toString('utf8').trim().split('\r\n');
      expect(lines.filter((line) => line.includes(',Done,'))).toHaveLength(6);
      expect(lines.filter((line) => line.includes(',Not tried,'))).toHaveLength(2);
    });
  } finally {
    await second.dispose();
  }
});

test('what may not be done is said beforehand, and is not tried', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines', 'Difference Engines']);
  const mary = await registerPerson(apiClient(server.url), 'mary', { first: 'Mary', last: 'Jackson' });
  await join(ada, ORG, mary, 'admin');
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'All organizations');
  await page.getByRole('button', { name: 'Offboard a person…' }).click();

  await page.getByLabel('E-mail address or name').fill('nobody@example.com');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nobody like that in your organizations')).toBeVisible();

  // Oneself: the last admin of one organization, one of two of the other.
  await page.getByLabel('E-mail address or name').fill(ada.email);
  await page.keyboard.press('Enter');
  await expect(card(page, 'Difference Engines')).toContainText('They are its last admin. Make somebody else an admin');
  await expect(card(page, 'Analytical Engines')).toContainText('This is you. Another admin has to do it');
  await expect(page.getByRole('button', { name: 'Offboard from 0 organizations…' })).toHaveAttribute(
    'aria-description',
    'There is nothing here that you can do.',
  );

  // From a member's own menu the person is looked for at once.
  await (await openProfileMenu(page)).getByRole('menuitem', { name: /Analytical Engines/ }).click();
  await goTo(page, 'Members');
  await choose(page, 'Mary Jackson', 'Offboard from all organizations…');
  await expect(card(page, 'Analytical Engines')).toContainText('Admin, ends');
  await card(page, 'Analytical Engines').getByRole('checkbox').click();
  await expect(page.getByRole('button', { name: 'Offboard from 0 organizations…' })).toBeVisible();
});
