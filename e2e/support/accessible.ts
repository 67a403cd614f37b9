import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import type { App } from './app.ts';
import { invoke } from './bridge.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What another theme can change: all else was looked at in the first. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
export const PICTURES = join(process.env.OUT ?? 'test-results', 'pictures');
export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

/** Colours are only what they are once nothing moves any more. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map((animation) => animation.finished));
    await document.fonts.ready;
  });
}

export async function useTheme(page: Page, theme: Theme): Promise<void> {
  await invoke(page, 'settings.update', { theme });
  await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /\bdark\b/ : /^((?!dark).)*$/);
  await settle(page);
}

/** A picture among the journeys' results: `browser-members-dark.png`. */
export async function takePicture({ host, page }: Pick<App, 'host' | 'page'>, name: string, theme: Theme) {
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${host}-${name.replaceAll(' ', '-')}-${theme}.png`) });
}

/**
 * What axe says of the page as it is, its colours in both themes, and a picture of each: where nobody is there to look at
 * them, only of what axe found something in. A dialog is looked at alone.
 */
export async function check(app: Pick<App, 'host' | 'page'>, name: string): Promise<void> {
  const { page } = app;
  await test.step(name, async () => {
    const dialog = page.locator('[role=dialog], [role=alertdialog]');
    for (const theme of THEMES) {
      await useTheme(page, theme);
      const runOnly = theme === THEMES[0] ? TAGS : COLOURS;
      const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ runOnly, resultTypes: ['violations'] });
      // What lies behind a dialog is hidden from everybody, and was looked at before.
      if ((await dialog.count()) > 0) axe.include('[role=dialog], [role=alertdialog]');
      const { violations } = await axe.analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n    ')}`);
      if (!process.env.CI || found.length > 0) await takePicture(app, name, theme);
      expect.soft(found, `${name}, ${theme}`).toEqual([]);
    }
  });
}
