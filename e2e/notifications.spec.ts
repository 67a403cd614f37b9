import type { Page } from '@playwright/test';
import { DEFAULT_POLICY } from '../src/contract/password-policy.ts';
import { apiClient, type Person, registerPerson } from './support/api.ts';
import type { App } from './support/app.ts';
import { ask } from './support/bridge.ts';
import { clock } from './support/clock.ts';
import { activeAccount, adaWith, connectByToken, goTo, join } from './support/journey.ts';
import { hasKeychain } from './support/keychain.ts';
import { expect, test } from './support/sample.ts';
import type { TestServer } from './support/server.ts';

const bell = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Notifications' });
/** By its keys in the browser. In Electron they are the menu's own, which no test's key reaches: there the bell itself. */
const openBell = (host: App['host'], page: Page) =>
  host === 'browser'
    ? page.keyboard.press('ControlOrMeta+Shift+Y')
    : page.getByRole('button', { name: /^Notifications/ }).press('Enter');
const focused = (page: Page) => page.locator(':focus');

/** Grace is a member where Ada administers, and has read what there was. */
async function graceWithAda(server: TestServer): Promise<{ ada: Person; grace: Person }> {
  const ada = await adaWith(server, ['Analytical Engines']);
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  await join(ada, 'analytical-engines', grace, 'organization_user');
  return { ada, grace };
}

const setPolicy = (ada: Person) =>
  ada.api.call('password_policy.put', {
    params: { org_id: 'analytical-engines' },
    body: { password_policy: { ...DEFAULT_POLICY, minimum_length: 15, password_lifespan: 90 } },
  });

test('what an admin changes reaches the member’s bell, and is read there by keyboard alone', async ({
  app,
  server,
}) => {
  const { ada, grace } = await graceWithAda(server);
  await connectByToken(app.page, server.url, grace.token);
  let page = app.page;
  await expect(bell(page, 'Notifications')).toBeVisible();
  await setPolicy(ada);
  const teams = [{ id: 'mill', name: 'The mill', default_permission_id: 'labeler_lead' as const }];
  await ada.api.call('teams.create', { params: { org_id: 'analytical-engines' }, body: { teams } });
  await ada.api.call('team_members.add', {
    params: { org_id: 'analytical-engines', team_id: 'mill' },
    body: { user_ids: [grace.id] },
  });
  // Asked for again every minute; this is as good as waiting.
  await page.reload();
  await expect(bell(page, 'Notifications, 2 unread')).toBeVisible();

  await test.step('the bell opens, and arrow keys move through it', async () => {
    await openBell(app.host, page);
    await expect(panel(page)).toBeVisible();
    await expect(focused(page)).toContainText('You are in the team The mill now');
    await page.keyboard.press('ArrowDown');
    await expect(focused(page)).toContainText('Analytical Engines has stricter rules for passwords');
    await expect(focused(page)).toContainText('At least 15 characters');
    await expect(focused(page)).toContainText(/Choose a new one by \w{3},? (\d+ \w+|\w+ \d+)\./);
    await page.keyboard.press('e');
    await expect(bell(page, 'Notifications, 1 unread')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    // Where it came from, a moment after the panel is gone.
    await expect(bell(page, 'Notifications, 1 unread')).toBeFocused();
  });
  await test.step('Enter opens what it is about', async () => {
    await openBell(app.host, page);
    await expect(focused(page)).toContainText('You are in the team The mill now');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/o\/analytical-engines\/teams\/mill$/);
    await expect(panel(page)).toBeHidden();
    await expect(bell(page, 'Notifications')).toBeVisible();
  });
  await test.step('what was read stays read: after a restart, and on the server', async () => {
    page = await app.restart();
    await expect(bell(page, 'Notifications')).toBeVisible();
    const { unread_count } = await grace.api.call('notifications.list', { params: { user_id: 'me' } });
    expect(unread_count).toBe(0);
    await goTo(page, 'Notifications');
    await expect(page.getByRole('region', { name: 'Today' })).toContainText('You are in the team The mill now');
    await expect(page.getByText('Unread:')).toHaveCount(0);
  });
  await test.step('nobody is told of their own doing', async () => {
    const { notifications } = await ada.api.call('notifications.list', { params: { user_id: 'me' } });
    expect(notifications.map(({ kind }) => kind)).toEqual(['invitations_accepted']);
  });
});

test('without a connection what was kept is there, with its age, and nothing is marked', async ({ app, server }) => {
  test.skip(!(await hasKeychain()), 'there is no Secret Service for the key of what is kept');
  const { ada, grace } = await graceWithAda(server);
  await setPolicy(ada);
  await connectByToken(app.page, server.url, grace.token);
  await expect(bell(app.page, 'Notifications, 1 unread')).toBeVisible();
  await server.kill();
  const page = await app.restart();
  await expect(bell(page, 'Notifications, 1 unread')).toBeVisible();
  await openBell(app.host, page);
  await expect(panel(page)).toContainText('has stricter rules for passwords');
  await expect(panel(page)).toContainText(/Offline · as of \d\d:\d\d, (just now|\d+ minutes? ago)/);
  await expect(panel(page).getByRole('button', { name: 'Mark all as read' })).toHaveAccessibleDescription(
    /You are offline/,
  );
  await page.keyboard.press('e');
  await page.keyboard.press('Escape');
  await expect(bell(page, 'Notifications, 1 unread')).toBeVisible();
  const reply = await ask(page, 'api.call', {
    account_id: await activeAccount(page),
    route: 'notifications.mark_read',
    input: { params: { user_id: 'me' }, body: { until: clock.timestamp() } },
  });
  expect(reply).toMatchObject({ ok: false, error: { name: 'offline' } });
  await goTo(page, 'Notifications');
  await expect(page.getByRole('region', { name: 'Today' })).toContainText('stricter rules for passwords');
  await server.start();
  await expect(page.getByText(/^Offline · as of/)).toBeHidden();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(bell(page, 'Notifications')).toBeVisible();
});

test('the page narrows what there is, and its address says how', async ({ sampleApp }) => {
  const { page } = sampleApp;
  const unread = page.getByRole('button', { name: /^Notifications, \d+ unread$/ });
  const count = async () => Number(/\d+/.exec((await unread.getAttribute('aria-label')) ?? '')?.[0]);
  await expect(unread).toBeVisible();
  const before = await count();
  // Overdue, or in the first days of a month about to be: how many there are is a matter of the day.
  const invoices = page.getByRole('main').getByRole('button', { name: /Unread: Invoice STW-\d+ of .+ is (over)?due/ });
  await goTo(page, 'Notifications');
  await expect(page.getByRole('region', { name: 'Today' })).toBeVisible();
  await page.getByRole('button', { name: 'Filter by topic' }).click();
  await page.getByRole('menuitem', { name: 'Billing' }).click();
  await expect(page).toHaveURL(/\/notifications\?topic=billing$/);
  await expect(invoices.first()).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Archive');
  await page.reload();
  await expect(invoices.first()).toBeVisible();
  await page.getByRole('button', { name: 'Mark these as read' }).click();
  await expect(invoices).toHaveCount(0);
  await expect.poll(count).toBeLessThan(before);
  await page
    .getByRole('button', { name: /^Invoice STW-\d+ of .+ is (over)?due/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/o\/[a-z-]+\/billing\?tab=invoices&invoice=\d{4}-\d\d$/);
});
