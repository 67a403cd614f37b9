import type { Page } from '@playwright/test';
import { profileButton, toast } from './support/journey.ts';
import { goByKeyboard, openContextMenu, pressOn, tabTo } from './support/keyboard.ts';
import { expect, test } from './support/sample.ts';

const table = (page: Page) => page.getByRole('grid', { name: 'My organizations' });
const row = (page: Page, name: string) => table(page).getByRole('row').filter({ hasText: name });

test('all of my organizations, from the keyboard alone', async ({ sampleApp: { page } }) => {
  await goByKeyboard(page, 'All organizations');

  await test.step('role, members, plan and what waits in each', async () => {
    await expect(row(page, 'Helix Diagnostics')).toContainText(/Admin.*Enterprise.*1,200.*34 waiting/);
    await expect(row(page, 'Atelier Lumen')).toContainText(/Organization Contributor.*Enterprise.*9.*1 waiting/);
    await expect(page.getByRole('contentinfo')).toContainText('3 organizations');
  });

  await test.step('search and filter stand in the address', async () => {
    await tabTo(page, page.getByLabel('Search organizations'));
    await page.keyboard.type('robo');
    await expect(page).toHaveURL(/search=robo/);
    await expect(row(page, 'Northwind Robotics')).toBeVisible();
    await expect(row(page, 'Helix Diagnostics')).toHaveCount(0);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await expect(row(page, 'Helix Diagnostics')).toBeVisible();
  });

  await test.step('open one: the line at the top takes its colour', async () => {
    await tabTo(page, table(page));
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/o\/atelier-lumen$/);
    await expect(profileButton(page)).toContainText('Atelier Lumen');
    const hue = await page.locator('html').getAttribute('data-hue');
    await page.keyboard.press('ControlOrMeta+2');
    await expect(profileButton(page)).toContainText('Helix Diagnostics');
    await expect(page.locator('html')).not.toHaveAttribute('data-hue', hue ?? '');
  });

  await test.step('delete one: what is lost in numbers, the typed id, and back within 30 days', async () => {
    await goByKeyboard(page, 'All organizations');
    await tabTo(page, table(page));
    await page.keyboard.press('End');
    await openContextMenu(page);
    await page.keyboard.press('End');
    await expect(page.getByRole('menuitem', { name: 'Delete organization…' })).toBeFocused();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('alertdialog', { name: 'Delete Northwind Robotics?' });
    await expect(dialog).toContainText(/86 members lose access to \d+ apps in \d+ teams, at once\./);
    await expect(dialog).toContainText('5 pending invitations can no longer be accepted.');
    await tabTo(page, dialog.getByRole('textbox'));
    await page.keyboard.type('northwind-robotics');
    await page.keyboard.press('Enter');
    await expect(toast(page, /^Deleted Northwind Robotics\./)).toBeVisible();
    await expect(row(page, 'Northwind Robotics')).toHaveCount(0);
    await expect(page.getByText('30 days left to restore it')).toBeVisible();
    await pressOn(page, page.getByRole('button', { name: 'Restore Northwind Robotics' }));
    await expect(row(page, 'Northwind Robotics')).toContainText('86');
  });

  await test.step('one that is not mine to delete says so; leaving asks first', async () => {
    await tabTo(page, table(page));
    await page.keyboard.press('Home');
    await openContextMenu(page);
    await expect(page.getByRole('menuitem', { name: /^Delete organization…/ })).toContainText('Only admins delete it.');
    await page.getByRole('menuitem', { name: 'Leave organization…' }).press('Enter');
    const dialog = page.getByRole('alertdialog', { name: 'Leave Atelier Lumen?' });
    await expect(dialog).toContainText('You lose your role, your teams and the access they give, at once.');
    await pressOn(page, dialog.getByRole('button', { name: 'Leave Atelier Lumen' }));
    await expect(toast(page, 'You left Atelier Lumen.')).toBeVisible();
    await expect(row(page, 'Atelier Lumen')).toHaveCount(0);
  });
});
