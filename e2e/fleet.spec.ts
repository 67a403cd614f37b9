import type { Locator, Page } from '@playwright/test';
import Papa from 'papaparse';
import { clock } from './support/clock.ts';
import { fillWithPeople } from './support/crowd.ts';
import { adaWith, connectByToken } from './support/journey.ts';
import { expect, test } from './support/sample.ts';
import { savedFile } from './support/saved-file.ts';

const PEOPLE = 10_000;
const NAMES = Array.from({ length: 20 }, (_, index) => `Clinic ${String(index + 1).padStart(2, '0')}`);

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Organizations side by side' });
const rows = (page: Page): Locator => grid(page).locator('[role=row][data-index]');
const stat = (page: Page, name: string): Locator =>
  page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd[1]');

test('twenty organizations of ten thousand people each', async ({ app, server }, info) => {
  const ada = await adaWith(server, NAMES);
  const [first = '', second = ''] = NAMES.map((name) => name.toLowerCase().replace(' ', '-'));
  const emails = ['linus@example.com', 'grace@example.com'];
  await ada.api.call('invitations.create', {
    params: { org_id: first },
    body: { invitations: emails.map((email) => ({ email, role_id: 'organization_user' as const })) },
  });
  await ada.api.call('usage.record', {
    params: { org_id: second },
    body: {
      events: [
        {
          id: 'e1',
          timestamp: clock.timestamp(),
          user_id: 'ada',
          category: 'compute',
          kind: 'cpu',
          quantity: '1000',
        },
      ],
    },
  } as never);
  await ada.api.call('password_policy.put', {
    params: { org_id: second },
    body: {
      password_policy: {
        ...(await ada.api.call('password_policy.get', { params: { org_id: second } })).password_policy,
        minimum_length: 20,
      },
    },
  });
  await fillWithPeople(server, Object.fromEntries(NAMES.map((name) => [name.toLowerCase().replace(' ', '-'), PEOPLE])));
  const { page } = app;
  await connectByToken(page, server.url, ada.token);

  await test.step('all of them at a glance', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('side by side');
    await page.keyboard.press('Enter');
    const start = performance.now();
    await expect(rows(page)).toHaveCount(20);
    info.annotations.push({ type: 'shown after, ms', description: (performance.now() - start).toFixed(0) });
    await expect(stat(page, 'People')).toHaveText('200,020');
    await expect(rows(page).first()).toContainText('Clinic 01');
    await expect(rows(page).first()).toContainText('2 pending');
    await expect(page.getByRole('contentinfo')).toContainText('20 organizations');
  });

  await test.step('sorted and filtered, with totals of what is shown', async () => {
    await grid(page).getByRole('button', { name: 'Spent' }).click();
    await grid(page).getByRole('button', { name: 'Spent' }).click();
    await expect(rows(page).first()).toContainText('Clinic 02');
    await page.getByLabel('Search organizations').fill('clinic-1');
    await expect(rows(page)).toHaveCount(10);
    await expect(stat(page, 'People')).toHaveText('100,010');
    await page.getByLabel('Search organizations').fill('');
  });

  await test.step('a file with a line for each, amounts exact', async () => {
    const file = await savedFile(app, () => page.getByRole('button', { name: 'Export CSV' }).click());
    const { data } = Papa.parse<Record<string, string>>(file.toString('utf8'), { header: true });
    expect(data).toHaveLength(20);
    expect(data.map(({ people }) => people)).toEqual(NAMES.map(() => String(PEOPLE + 1)));
    const { spend } = (await ada.api.call('organizations.overview', { params: { user_id: 'me' } })).overviews[1] ?? {};
    expect(spend?.spent_micros).not.toBe('0');
    const decimal = (Number(spend?.spent_micros) / 1e6).toFixed(6);
    expect(data.find(({ id }) => id === second)?.spent).toBe(decimal);
  });

  await test.step('one organization as the model: each gap in words, and where it is closed', async () => {
    await page.getByRole('button', { name: 'Baseline…' }).click();
    await page.getByLabel('Taken from').selectOption({ label: 'As in Clinic 02' });
    await page.getByRole('button', { name: 'Save baseline' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(rows(page).filter({ hasText: 'Clinic 02' })).toContainText('None');
    await expect(rows(page).filter({ hasText: '1 gap' })).toHaveCount(19);
    await grid(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary');
    await expect(panel).toContainText('10,001 people, 1 admin');
    await panel
      .getByRole('button', { name: 'Passwords of 8 characters will do; the baseline wants 20.' })
      .press('Enter');
    await expect(page).toHaveURL(/\/o\/clinic-\d\d\/security\?about=passwords$/);
    await expect(page.getByRole('tab', { name: 'Passwords', selected: true })).toBeVisible();
  });

  await test.step('without a connection: as it last was, with its age', async () => {
    await server.kill();
    await page.goBack();
    await page.reload();
    await expect(page.getByText(/^Offline · as of/)).toBeVisible();
    await expect(rows(page)).toHaveCount(20);
    await expect(rows(page).first()).toContainText(/just now|minutes? ago/);
    await expect(stat(page, 'People')).toHaveText('200,020');
  });
});
