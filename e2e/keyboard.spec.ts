import { figure, toast } from './support/journey.ts';
import { goByKeyboard, openContextMenu, pressOn, tabTo } from './support/keyboard.ts';
import { expect, test } from './support/sample.ts';

/** No step of this uses the mouse. Access has a journey of this kind of its own. */
test('members and teams from the keyboard alone', async ({ sampleApp: { page } }) => {
  const grid = (name: string) => page.getByRole('grid', { name, exact: true });
  const menu = page.getByRole('menu');
  const choose = async (letters: string, name: RegExp) => {
    // Letters that come before the menu has the focus are lost.
    await expect.poll(() => menu.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.type(letters);
    await expect(menu.locator('[role^=menuitem]').filter({ hasText: name })).toBeFocused();
    await page.keyboard.press('Enter');
  };
  await expect(figure(page, 'Members')).toHaveText('1,200');

  await test.step('invite somebody', async () => {
    await goByKeyboard(page, 'Members');
    await pressOn(page, page.getByRole('button', { name: 'Invite…' }));
    await page.keyboard.type('grace@navy.example');
    const dialog = page.getByRole('dialog', { name: 'Invite people' });
    await expect(dialog).toContainText('1 person to invite');
    await pressOn(page, dialog.getByRole('button', { name: 'Invite 1 person' }));
    await expect(toast(page, 'Invited 1 person.')).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Pending 35' })).toBeVisible();
  });

  await test.step('find a person, change the role, take it back', async () => {
    await tabTo(page, page.getByRole('tab', { name: /^Pending/ }), 'Shift+Tab');
    await page.keyboard.press('ArrowLeft');
    await tabTo(page, page.getByLabel('Search name, e-mail or id'));
    await page.keyboard.type('ada.kaya');
    await expect(grid('Members').locator('[data-index]')).toHaveCount(1);
    await tabTo(page, grid('Members'));
    await page.keyboard.press('Home');
    const before = await grid('Members').locator('[data-index="0"]').textContent();
    await openContextMenu(page);
    await choose('Infra', /^Infrastructure Manager/);
    await expect(grid('Members')).toContainText('Infrastructure Manager');
    await pressOn(page, toast(page, /now has the role Infrastructure Manager\./).getByRole('button', { name: 'Undo' }));
    await expect(grid('Members').locator('[data-index="0"]')).toHaveText(before ?? '');
  });

  await test.step('remove them, after a look at what they lose', async () => {
    await tabTo(page, grid('Members'));
    await openContextMenu(page);
    await choose('Remove', /^Remove from organization/);
    const dialog = page.getByRole('alertdialog');
    await expect(dialog.getByRole('region', { name: 'What this changes' })).toContainText(/access/);
    await pressOn(page, dialog.getByRole('button', { name: /^Remove/ }));
    await expect(toast(page, /^Removed Ada Kaya\./)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'No member matches' })).toBeVisible();
  });

  await test.step('create a team, put two people into it, give it an app', async () => {
    await goByKeyboard(page, 'Teams');
    await pressOn(page, page.getByRole('button', { name: 'Create team…' }));
    await page.keyboard.type('Night shift');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/teams\/night-shift$/);
    await pressOn(page, page.getByRole('button', { name: 'Add members…' }).first());
    const people = page.getByRole('dialog', { name: 'Add members to Night shift' });
    await expect(people.locator('[data-index="1"]')).toBeVisible();
    await page.keyboard.type('ada');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await pressOn(page, people.getByRole('button', { name: 'Add 2 people' }));
    await expect(grid('Team members').locator('[data-index]')).toHaveCount(2);
    await tabTo(page, page.getByRole('tab', { name: /^Members/ }), 'Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await pressOn(page, page.getByRole('button', { name: 'Add apps…' }).first());
    const apps = page.getByRole('dialog', { name: 'Add apps to Night shift' });
    await expect(apps.locator('[data-index="0"]')).toBeVisible();
    await page.keyboard.type('bone');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await pressOn(page, apps.getByRole('button', { name: 'Add 1 app' }));
    await expect(grid('Team apps')).toContainText('Bone age');
  });

  await test.step('delete it again', async () => {
    await pressOn(page, page.getByRole('button', { name: 'Actions for team Night shift' }));
    await choose('Delete', /^Delete/);
    const dialog = page.getByRole('alertdialog');
    await expect(dialog.getByRole('region', { name: 'What this changes' })).toContainText(/access/);
    await pressOn(page, dialog.getByRole('button', { name: 'Delete team' }));
    await expect(page).toHaveURL(/\/teams$/);
    await expect(grid('Teams')).not.toContainText('Night shift');
  });
});
