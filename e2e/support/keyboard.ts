import { expect, type Locator, type Page } from '@playwright/test';

const MOST_STEPS = 80;

/** Presses Tab, as somebody without a mouse does, until it has the focus. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${MOST_STEPS} presses of ${key} did not reach it.`);
}

/** Reaches it with Tab and presses it with Enter. */
export async function pressOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Opens the menu of what has the focus, and waits until it takes the keys. */
export async function openContextMenu(page: Page): Promise<void> {
  await page.keyboard.press('Shift+F10');
  await expect(page.locator('[role=menu]:focus, [role=menu] :focus')).toHaveCount(1);
}

/** Opens a page of the sidebar with the keyboard alone. */
export async function goByKeyboard(page: Page, name: string): Promise<void> {
  const link = page
    .getByRole('navigation', { name: 'Profile and pages' })
    .getByRole('link', { name: new RegExp(`^${name}`) });
  await pressOn(page, link);
}

/** Chooses a value of a filter that is searched: opens it, types, takes the first that is found. */
export async function chooseByTyping(page: Page, filter: string, text: string): Promise<void> {
  await pressOn(
    page,
    page.getByRole('button', { name: new RegExp(`^(Filter by ${filter.toLowerCase()}$|${filter} is )`) }),
  );
  await expect(page.getByRole('combobox', { name: `Search ${filter.toLowerCase()}` })).toBeFocused();
  await page.keyboard.type(text);
  await expect(page.getByRole('listbox', { name: filter }).getByRole('option').first()).toContainText(
    new RegExp(text, 'i'),
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: new RegExp(`^${filter} is `) })).toBeVisible();
}
