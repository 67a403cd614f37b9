import type { Locator, Page } from '@playwright/test';
import { fillWithPeople } from './support/crowd.ts';
import { adaWith, connectByToken, profileButton } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

const PEOPLE = 50_000;
const field = (page: Page): Locator => page.getByRole('combobox', { name: /^Search pages/ });
const chosen = (page: Page): Locator => page.getByRole('option', { selected: true });

async function open(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(field(page)).toBeFocused();
}

async function openAndType(page: Page, text: string): Promise<void> {
  await open(page);
  await page.keyboard.type(text);
}

/** Milliseconds from each of these letters to the frame in which its results are painted, where they differ from before. */
const timeLetters = (page: Page, text: string): Promise<number[]> =>
  page.evaluate(async (letters) => {
    const input = document.activeElement as HTMLInputElement;
    const list = document.querySelector('[role=listbox]');
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    if (list === null || setValue === undefined) throw new Error('The palette is not open.');
    const times: number[] = [];
    for (let end = 1; end <= letters.length; end++) {
      const start = performance.now();
      const painted = new Promise<boolean>((resolve) => {
        setTimeout(() => resolve(false), 500);
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(true)));
        });
        observer.observe(document.querySelector('[role=dialog]') as Element, {
          subtree: true,
          childList: true,
          characterData: true,
        });
      });
      setValue.call(input, letters.slice(0, end));
      input.dispatchEvent(new Event('input', { bubbles: true }));
      if (await painted) times.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return times;
  }, text);

test('fifty thousand names, from the keyboard alone', async ({ app, server }, info) => {
  const ada = await adaWith(server, ['Harbor Logistics', 'Radiology']);
  await ada.api.call('teams.create', {
    params: { org_id: 'harbor-logistics' },
    body: { teams: [{ id: 'night', name: 'Night shift', default_permission_id: 'labeler_worker' }] },
  });
  await fillWithPeople(server, { radiology: PEOPLE, 'harbor-logistics': 3 });
  const { page } = app;
  await connectByToken(page, server.url, ada.token);

  await test.step('pages by their names, in any order of words', async () => {
    await openAndType(page, 'teams harbor');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/o\/harbor-logistics\/teams$/);
    await expect(page.getByRole('grid', { name: 'Teams' })).toContainText('Night shift');
    await openAndType(page, 'radiology members');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/o\/radiology\/members$/);
    await expect(page.getByRole('contentinfo')).toContainText('50,001 members', { timeout: 0 });
  });

  await test.step('one of fifty thousand people, without accents and case', async () => {
    await openAndType(page, 'ANGSTROM-049990 zoe');
    await expect(chosen(page)).toContainText('Zoë Ångström-049990');
    await expect(field(page)).toHaveAttribute(
      'aria-activedescendant',
      (await chosen(page).getAttribute('id')) ?? 'no row is chosen',
    );
    await expect(page.getByRole('dialog').getByRole('status')).toContainText(/^1 result · 50,00\d names/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/member=given-049990$/);
    await expect(page.getByRole('complementary', { name: /Ångström-049990/ })).toBeVisible();
  });

  await test.step('what many answer to is counted, the best are shown, and letters keep their pace', async () => {
    await open(page);
    const times = await timeLetters(page, 'angstrom-04');
    info.annotations.push({
      type: 'typed to painted, ms',
      description: times.map((time) => time.toFixed(0)).join(' '),
    });
    await expect(page.getByRole('dialog').getByRole('status')).toContainText(/^10,000 results, the best 8 shown/);
    await expect(page.getByRole('option')).toHaveCount(8);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('what was chosen before comes first', async () => {
    await open(page);
    await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option').first()).toContainText(
      'Ångström-049990',
    );
    await page.keyboard.press('Escape');
  });

  await test.step('another organization’s team, from here', async () => {
    await openAndType(page, 'shift night');
    await expect(chosen(page)).toContainText('Night shift');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/o\/harbor-logistics\/teams\/night/);
    await expect(profileButton(page)).toContainText('Harbor Logistics');
  });

  await test.step('an action goes to where it is at home, and Enter is never ahead of what was typed', async () => {
    await openAndType(page, 'create team');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/o\/harbor-logistics\/teams$/);
    await expect(page.getByRole('dialog', { name: /team/i })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the sheet of shortcuts, and a "?" that is text', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('who?');
    await expect(page.getByLabel('Search name or id')).toHaveValue('who?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Search and commands');
    await page.keyboard.press('Escape');
  });

  await test.step('without a connection: the same names, and why nothing can be changed', async () => {
    await server.kill();
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('angstrom-012345');
    await expect(chosen(page)).toContainText('Ångström-012345');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('reload data');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Offline · as of/)).toBeVisible();
    await openAndType(page, 'invite people');
    await expect(chosen(page)).toContainText('You are offline.');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
  });
});
