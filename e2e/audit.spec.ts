import type { Locator, Page } from '@playwright/test';
import { figure, goTo, toast } from './support/journey.ts';
import { expect, test } from './support/sample.ts';
import { savedFile } from './support/saved-file.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const rows = (page: Page) => page.getByRole('grid', { name: 'Audit log' }).locator('[role=row][data-index]');
const place = (panel: Locator) => panel.getByText('Place in the log').locator('xpath=following-sibling::*');

test('the audit log: filters that combine, entries that open, the whole of it as a file', { tag: '@quick' }, async ({
  sampleApp,
}) => {
  const { page } = sampleApp;
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goTo(page, 'Audit log');
  const filter = async (name: string, value: string | RegExp) => {
    await page.getByRole('button', { name: `Filter by ${name}` }).click();
    await page.getByRole('combobox', { name: `Search ${name}` }).fill(typeof value === 'string' ? value : '');
    await page.getByRole('listbox').getByRole('option', { name: value }).first().click();
  };

  await test.step('the log is intact, and checked again on request', async () => {
    await expect(rows(page).first()).toContainText('Done');
    const badge = page.getByRole('button', { name: /^Intact/ });
    await expect(badge).toHaveAccessibleName(/Checked [\d,]+ entries on .+ Press to check again\./);
    await badge.click();
    await expect(badge).toBeEnabled();
  });

  await test.step('filters combine, and stand in the address', async () => {
    await filter('operation', 'Organization member invitations created');
    await expect(page).toHaveURL(/event=103/);
    await expect(rows(page).first()).toContainText('@helix.example');
    for (const row of await rows(page).all()) expect(await row.textContent()).not.toMatch(UUID);
    await page.getByRole('button', { name: /^Remove the filter Operation/ }).click();
    await filter('operation', 'Organization teams created');
    await filter('team', 'Radiology');
    await filter('person', 'alex.morgan');
    await page.getByRole('button', { name: 'Filter by outcome' }).click();
    await page.getByRole('menuitem', { name: 'Done', exact: true }).click();
    await expect(page).toHaveURL(/event=107.*team=radiology.*person=alex-morgan.*outcome=done/);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText('Radiology');
    await page.reload();
    await expect(rows(page)).toHaveCount(1);
  });

  await test.step('kept as a view, and chosen again', async () => {
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save these filters…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save these filters' });
    await dialog.getByLabel('Name').fill('How Radiology began');
    await dialog.getByRole('button', { name: 'Save view' }).click();
    await expect(page.getByRole('button', { name: 'How Radiology began' })).toBeVisible();
    await goTo(page, 'Audit log');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'How Radiology began' }).click();
    await expect(page).toHaveURL(/team=radiology/);
    await expect(rows(page)).toHaveCount(1);
  });

  await test.step('an entry opens to whom it was about, before and after, and the next one follows the arrow keys', async () => {
    await goTo(page, 'Audit log');
    await filter('operation', "Organization members' roles changed");
    await rows(page).first().click();
    const panel = page.getByRole('complementary');
    const changed = panel.getByRole('table', { name: 'Changed fields' });
    await expect(changed).toContainText(/(Admin|Contributor|User|Manager)/);
    await expect(changed).not.toContainText(/_/);
    await expect(panel).toContainText('Alex Morgan');
    const before = await place(panel).textContent();
    await page.keyboard.press('ArrowDown');
    await expect(place(panel)).not.toHaveText(before ?? '');
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });

  await test.step('a link leads to an entry, however long ago it was written', async () => {
    const here = new URL(page.url());
    here.search = '?entry=helix-diagnostics/2';
    await page.goto(here.href);
    await expect(place(page.getByRole('complementary'))).toHaveText('2');
    await expect(rows(page).first()).toBeVisible();
    await filter('operation', "Organization members' roles changed");
    await expect(page.getByRole('complementary')).toBeHidden();
  });

  await test.step('exactly what is filtered as a file', async () => {
    const file = await savedFile(sampleApp, async () => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: /^As CSV/ }).click();
    });
    const [head = '', ...lines] = file.toString('utf8').trimEnd().split('\r\n');
    expect(head).toMatch(/^seq,timestamp,user_id,/);
    expect(lines.length).toBe(3);
    for (const line of lines) expect(line).toContain("Organization members' roles changed");
    await expect(toast(page, /^Saved helix-diagnostics-audit-log\.csv/)).toBeVisible();
  });

  await test.step('one search over all organizations', async () => {
    await goTo(page, 'Audit of all');
    await expect(rows(page).first()).toContainText(/Helix Diagnostics|Northwind Robotics/);
    await page.getByRole('button', { name: 'Filter by outcome' }).click();
    await page.getByRole('menuitem', { name: 'Refused', exact: true }).click();
    await expect(page).toHaveURL(/\/audit\?outcome=refused/);
    await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
    await page.getByRole('button', { name: 'Show the whole log' }).click();
    await expect(rows(page).first()).toBeVisible();
  });
});
