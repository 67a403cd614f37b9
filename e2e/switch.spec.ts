import type { Page } from '@playwright/test';
import { adaWith, connectByToken, figure, goTo, openProfileMenu, profileButton, toast } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

/** Looks at the main part in each frame and counts those in which nothing is written there. */
async function watchMain(page: Page): Promise<() => Promise<{ frames: number; blank: number }>> {
  await page.evaluate(() => {
    const seen = { frames: 0, blank: 0, on: true };
    Object.assign(window, { seenFrames: seen });
    const look = () => {
      if (!seen.on) return;
      seen.frames += 1;
      // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered counts
      const text = document.querySelector('main')?.innerText.trim() ?? '';
      if (text === '') seen.blank += 1;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () =>
    page.evaluate(() => {
      const { seenFrames } = window as unknown as { seenFrames: { frames: number; blank: number; on: boolean } };
      seenFrames.on = false;
      return { frames: seenFrames.frames, blank: seenFrames.blank };
    });
}

const ORGANIZATIONS = [
  { name: 'Atelier Lumen', members: '9' },
  { name: 'Helix Diagnostics', members: '1,200' },
  { name: 'Northwind Robotics', members: '86' },
] as const;

async function isOpen(page: Page, { name, members }: (typeof ORGANIZATIONS)[number]): Promise<void> {
  await expect(profileButton(page)).toContainText(name);
  await expect(figure(page, 'Members')).toHaveText(members);
}

const [atelier, helix, northwind] = ORGANIZATIONS;

test('by keyboard alone, and the window never blanks', { tag: '@quick' }, async ({ sampleApp: { page } }) => {
  await isOpen(page, helix);
  await test.step('Ctrl+3 and Ctrl+1 show each once', async () => {
    await page.keyboard.press('ControlOrMeta+3');
    await isOpen(page, northwind);
    await page.keyboard.press('ControlOrMeta+1');
    await isOpen(page, atelier);
  });
  const menu = page.getByRole('menu');
  const item = (name: string) => menu.getByRole('menuitem', { name: new RegExp(name) });
  const stop = await watchMain(page);

  await test.step('the menu, arrow keys, Enter', async () => {
    await profileButton(page).focus();
    await page.keyboard.press('Enter');
    await expect(item(atelier.name)).toBeFocused();
    await expect(item(atelier.name)).toHaveAttribute('aria-current', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(item(helix.name)).toBeFocused();
    await page.keyboard.press('Enter');
    await isOpen(page, helix);
    await expect(menu).toBeHidden();
    await expect(profileButton(page)).toBeFocused();
  });
  await test.step('type-ahead', async () => {
    await page.keyboard.press('ArrowDown');
    await expect(item(helix.name)).toBeFocused();
    await page.keyboard.press('n');
    await expect(item(northwind.name)).toBeFocused();
    await page.keyboard.press('Enter');
    await isOpen(page, northwind);
  });
  await test.step('Escape leaves everything as it is', async () => {
    await page.keyboard.press('Enter');
    await expect(item(northwind.name)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await isOpen(page, northwind);
  });
  await test.step('Ctrl+1 to Ctrl+3', async () => {
    await page.keyboard.press('ControlOrMeta+1');
    await isOpen(page, atelier);
    await page.keyboard.press('ControlOrMeta+2');
    await isOpen(page, helix);
    await page.keyboard.press('ControlOrMeta+3');
    await isOpen(page, northwind);
  });
  const seen = await stop();
  expect(seen.frames).toBeGreaterThan(0);
  expect(seen.blank, `frames without text, of ${seen.frames}`).toBe(0);
});

test('the kind of page stays, its filters do not', async ({ sampleApp: { page } }) => {
  await isOpen(page, helix);
  await goTo(page, 'Members');
  await page.getByLabel('Search name, e-mail or id').fill('müller');
  await expect(page).toHaveURL(/search=/);
  await page.keyboard.press('ControlOrMeta+3');
  await expect(profileButton(page)).toContainText('Northwind Robotics');
  await expect(page.getByRole('tab', { name: 'Members 86' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByLabel('Search name, e-mail or id')).toHaveValue('');
  await page.keyboard.press('ControlOrMeta+2');
  await expect(page.getByRole('tab', { name: 'Members 1,200' })).toBeVisible();
});

test('typing narrows a long list', async ({ app: { page }, server }) => {
  const names = ['Aster', 'Borealis', 'Cobalt', 'Dunlin', 'Ember', 'Fathom', 'Gannet', 'Harbor', 'Borax Zürich'];
  const ada = await adaWith(server, names);
  await connectByToken(page, server.url, ada.token);
  await expect(profileButton(page)).toContainText('Aster');
  const menu = await openProfileMenu(page);
  const items = menu.locator('[data-organization]');
  await expect(items).toHaveCount(9);
  await expect(menu).toContainText('type to filter');
  await page.keyboard.type('bor');
  await expect(menu).toContainText('3 organizations with “bor”');
  await expect(items).toHaveText([/Borax Zürich/, /Borealis/, /Harbor/]);
  await page.keyboard.type('ax zu');
  await expect(items).toHaveText([/Borax Zürich/]);
  await page.keyboard.press('Escape');
  await expect(items).toHaveCount(9);
  await page.keyboard.type('gan');
  await expect(items).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(profileButton(page)).toContainText('Gannet');
  await page.keyboard.press('ControlOrMeta+9');
  await expect(profileButton(page)).toContainText('Harbor');
});

test('add an organization from the menu', async ({ app: { page }, server }) => {
  const ada = await adaWith(server, ['Aster']);
  await connectByToken(page, server.url, ada.token);
  await expect(profileButton(page)).toContainText('Aster');
  await profileButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /Aster/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Add an organization…' })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Create an organization' });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Meridian Labs');
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Meridian Labs is ready')).toBeVisible();
  await expect(profileButton(page)).toContainText('Meridian Labs');
  await expect((await openProfileMenu(page)).locator('[data-organization]')).toHaveText([/Aster/, /Meridian Labs/]);
});
