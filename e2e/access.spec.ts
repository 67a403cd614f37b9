import type { Locator, Page } from '@playwright/test';
import { apiClient, type Person, registerPerson } from './support/api.ts';
import { adaWith, choose, connectByToken, figure, goTo, join, toast } from './support/journey.ts';
import { chooseByTyping, goByKeyboard, pressOn, tabTo } from './support/keyboard.ts';
import { hasKeychain } from './support/keychain.ts';
import { expect, test } from './support/sample.ts';
import { savedFile } from './support/saved-file.ts';

const ORG = 'analytical-engines';
const answers = (page: Page): Locator => page.getByRole('grid', { name: 'Access' });
const details = (page: Page): Locator => page.getByRole('complementary');
const whatIf = (within: Locator | Page): Locator => within.getByRole('region', { name: 'What this changes' });

/** Three people, two teams and three apps: Grace trains models in two apps through Radiology, Linus labels in one. */
async function hospital(ada: Person, url: string): Promise<Record<'grace' | 'linus' | 'mary', Person>> {
  const api = apiClient(url);
  const grace = await registerPerson(api, 'grace', { first: 'Grace', last: 'Hopper' });
  const linus = await registerPerson(api, 'linus', { first: 'Linus', last: 'Torvalds' });
  const mary = await registerPerson(api, 'mary', { first: 'Mary', last: 'Jackson' });
  for (const person of [grace, linus]) await join(ada, ORG, person, 'team_contributor');
  await join(ada, ORG, mary, 'admin');
  const params = { org_id: ORG };
  const apps = ['chest-xray', 'bone-age', 'retina'].map((id) => ({ id, name: id }));
  await ada.api.call('apps.create', { params: { user_id: ORG }, body: { apps } });
  const team = async (
    id: string,
    name: string,
    permission: 'model_trainer' | 'labeler_worker',
    who: string,
    apps_: string[],
  ) => {
    const at = { params: { ...params, team_id: id } };
    await ada.api.call('teams.create', { params, body: { teams: [{ id, name, default_permission_id: permission }] } });
    await ada.api.call('team_members.add', { ...at, body: { user_ids: [who] } });
    await ada.api.call('team_apps.add', { ...at, body: { apps: apps_.map((app_id) => ({ app_id })) } });
  };
  await team('radiology', 'Radiology', 'model_trainer', 'grace', ['chest-xray', 'bone-age']);
  await team('annotation', 'Annotation', 'labeler_worker', 'linus', ['chest-xray']);
  return { grace, linus, mary };
}

test('who can do what, by team, by app and by person, from the keyboard alone', async ({ sampleApp }) => {
  const { page } = sampleApp;
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goByKeyboard(page, 'Access');
  await expect(page.getByRole('heading', { name: 'What can this person reach, and why?' })).toBeVisible();

  await test.step('by team: an answer opens to its grants, what would end it and every action', async () => {
    await tabTo(page, page.getByRole('combobox', { name: 'Look by' }));
    await page.keyboard.type('By team');
    await chooseByTyping(page, 'Team', 'Radiology');
    await expect(page).toHaveURL(/by=team&of=radiology/);
    await expect(answers(page).locator('[data-index="0"]')).toBeVisible();
    await tabTo(page, answers(page));
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(details(page)).toContainText('through team Radiology, whose default is Model Trainer');
    await expect(details(page)).toContainText(/That ends if you remove .+ from team Radiology/);
    await expect(details(page).getByRole('heading', { name: 'Everything that this allows' })).toBeVisible();
    const first = await details(page).getByRole('heading', { level: 2 }).textContent();
    await page.keyboard.press('ArrowDown');
    await expect(details(page).getByRole('heading', { level: 2 })).not.toHaveText(first ?? '');
    const second = await details(page).getByRole('heading', { level: 2 }).textContent();
    await page.reload();
    await expect(details(page).getByRole('heading', { level: 2 })).toHaveText(second ?? '');
  });

  await test.step('what would end it leads to what else that would do, and then it is done', async () => {
    const way = details(page)
      .getByRole('link', { name: /^What if you remove .+ from team Radiology\?$/ })
      .first();
    const words = ((await way.textContent()) ?? '').replace(/^What if you |\?$/g, '');
    await pressOn(page, way);
    await expect(page.getByRole('tab', { name: 'What if' })).toHaveAttribute('aria-selected', 'true');
    await expect(whatIf(page)).toContainText(/^1 person loses access to \d+ apps?, nobody gains\./);
    await pressOn(page, whatIf(page).getByText('Who and what'));
    await expect(whatIf(page)).toContainText(/Lost: \d+ actions?/);
    await pressOn(page, page.getByRole('button', { name: 'Make this change…' }));
    const dialog = page.getByRole('alertdialog');
    await expect(whatIf(dialog)).toContainText('1 person loses access');
    await pressOn(page, dialog.getByRole('button', { name: 'Make this change' }));
    await expect(toast(page, `Done: ${words}.`)).toBeVisible();
    // It is made: there is nothing left to work out.
    await expect(whatIf(page)).toContainText('could not be worked out');
  });

  await test.step('by app: everybody who reaches it, with the reason of each', async () => {
    await tabTo(page, page.getByRole('tab', { name: 'What if' }), 'Shift+Tab');
    await page.keyboard.press('Home');
    await tabTo(page, page.getByRole('combobox', { name: 'Look by' }));
    await page.keyboard.type('By app');
    await chooseByTyping(page, 'App', 'Chest X-ray');
    await expect(page).toHaveURL(/by=app&of=chest-xray/);
    await expect(answers(page)).toContainText('through team Radiology, whose default is Model Trainer');
    await expect(answers(page)).toContainText('as Organization Contributor');
  });

  await test.step('by person: each app, and what they may do in the organization itself', async () => {
    await tabTo(page, page.getByRole('combobox', { name: 'Look by' }), 'Shift+Tab');
    await page.keyboard.type('By person');
    await chooseByTyping(page, 'Person', 'alex.morgan');
    await expect(page.getByText(/^In the organization itself: .*manage members/)).toBeVisible();
    await expect(answers(page).getByRole('row').filter({ hasText: 'Chest X-ray triage' })).toContainText('as Admin');
  });

  await test.step('why: one question, one answer, in the address', async () => {
    await tabTo(page, page.getByRole('tab', { name: 'Who can do what' }), 'Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await chooseByTyping(page, 'Person', 'alex.morgan');
    await chooseByTyping(page, 'Action', 'Train models');
    await chooseByTyping(page, 'App', 'Chest X-ray');
    const said = page.getByText('Alex Morgan can train models in Chest X-ray triage as Admin.');
    await expect(said).toBeVisible();
    await page.reload();
    await expect(said).toBeVisible();
  });
});

test('what if: who gains and who loses, before it is saved and after', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  const { grace } = await hospital(ada, server.url);
  await connectByToken(page, server.url, ada.token);

  await test.step('a role, from the member’s menu', async () => {
    await goTo(page, 'Members');
    await choose(page, 'Grace Hopper', 'What if…');
    await expect(page.getByRole('heading', { name: 'What would happen?' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Change is Change a role/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Person is Grace Hopper/ })).toBeVisible();
    await page.getByRole('button', { name: 'Filter by role' }).click();
    await page.getByRole('option', { name: 'Organization User' }).click();
    await expect(page.getByRole('heading', { name: 'What if you make Grace Hopper Organization User?' })).toBeVisible();
    await expect(whatIf(page)).toContainText('1 person loses access');
    await expect(whatIf(page)).toContainText('1 person gains access');
    await whatIf(page).getByText('Who and what').click();
    await expect(whatIf(page)).toContainText(/Grace Hopper.*retina/s);
    expect(
      (await ada.api.call('members.list', { params: { org_id: ORG } })).members.find(({ user }) => user.id === 'grace')
        ?.role_id,
    ).toBe('team_contributor');
    await page.getByRole('button', { name: 'Make this change…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Make this change' }).click();
    await expect(toast(page, 'Done: make Grace Hopper Organization User.')).toBeVisible();
    const { apps } = await grace.api.call('apps.list', { params: { user_id: ORG } });
    expect(apps.map(({ id }) => id).sort()).toEqual(['bone-age', 'chest-xray', 'retina']);
  });

  await test.step('an admin’s role, on the members page', async () => {
    await goTo(page, 'Members');
    await page.getByRole('button', { name: 'Actions for Mary Jackson' }).click();
    await page.getByRole('menuitem', { name: 'Financial Manager' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Make Mary Jackson Financial Manager?' });
    await expect(whatIf(dialog)).toContainText('1 person loses access to 3 apps, nobody gains.');
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await expect(toast(page, 'Mary Jackson now has the role Financial Manager.')).toBeVisible();
  });

  await test.step('an app’s visibility, where it is edited', async () => {
    await goTo(page, 'Apps');
    await page.getByRole('grid', { name: 'Apps' }).getByText('retina').first().click();
    await page.getByRole('button', { name: 'Edit app…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Visibility').selectOption({ label: 'Organization' });
    await expect(whatIf(dialog)).toContainText('2 people gain access to 1 app, nobody loses.');
    await dialog.getByRole('button', { name: 'Save app' }).click();
    await expect(dialog).toBeHidden();
    const { app: saved } = await ada.api.call('apps.get', { params: { user_id: ORG, app_id: 'retina' } });
    expect(saved.visibility.gettable).toBe(30);
  });
});

test('an access review from the keyboard alone, on a train', async ({ app, server }) => {
  test.skip(!(await hasKeychain()), 'there is no Secret Service for the key of what is kept');
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  await hospital(ada, server.url);
  await connectByToken(page, server.url, ada.token);
  await goByKeyboard(page, 'Access');
  await tabTo(page, page.getByRole('tab', { name: 'Who can do what' }));
  await page.keyboard.press('End');
  const card = page.getByRole('article');
  const remove = page.getByRole('button', { name: /^Remove \d+ (person|people)…$/ });
  await expect(card).toContainText('Last active');
  await server.kill();

  await test.step('offline: decide, take back, decide again', async () => {
    await page.reload();
    await expect(page.getByText(/^Offline · as of/)).toBeVisible();
    await expect(page.getByText('0 of 3 decided')).toBeVisible();
    await tabTo(page, page.getByRole('region', { name: /^Access review/ }));
    const first = (await card.getByRole('heading').textContent()) ?? '';
    await page.keyboard.press('r');
    await expect(card.getByRole('heading')).not.toHaveText(first);
    await page.keyboard.press('u');
    await expect(card.getByRole('heading')).toHaveText(first);
    await expect(page.getByText('0 of 3 decided')).toBeVisible();
    for (let left = 3; left > 0; left--) {
      const name = await card.getByRole('heading').textContent();
      await page.keyboard.press(name === 'Linus Torvalds' ? 'r' : 'k');
      await expect(page.getByText(`${4 - left} of 3 decided`)).toBeVisible();
    }
    await expect(page.getByText('2 keep · 1 to remove · 0 removed')).toBeVisible();
    await expect(remove).toHaveAccessibleDescription(/You are offline/);
  });

  await test.step('it is still there after a restart, and nobody is removed yet', async () => {
    await server.start();
    await page.reload();
    await expect(page.getByText('3 of 3 decided')).toBeVisible();
    await expect(remove).not.toHaveAttribute('aria-disabled', 'true');
    expect((await ada.api.call('members.list', { params: { org_id: ORG } })).members.length).toBe(4);
  });

  await test.step('online: a look at it, the removal, the result as a file', async () => {
    await pressOn(page, remove);
    const dialog = page.getByRole('alertdialog', { name: 'Remove 1 person?' });
    await expect(whatIf(dialog)).toContainText('1 person loses access to 1 app, nobody gains.');
    await pressOn(page, dialog.getByRole('button', { name: 'Remove 1 person' }));
    await expect(toast(page, 'Removed 1 person. The review is saved.')).toBeVisible();
    const { members } = await ada.api.call('members.list', { params: { org_id: ORG } });
    expect(members.map(({ user }) => user.id).sort()).toEqual(['ada', 'grace', 'mary']);
    const file = await savedFile(app, () => pressOn(page, page.getByRole('button', { name: 'Export result' })));
    const lines = file.toString('utf8').split('\r\n');
    expect(lines[0]).toBe('id,name,email,role,last_active_at,decision');
    expect(lines.find((line) => line.startsWith('grace,'))).toMatch(/,keep$/);
    expect(lines.find((line) => line.startsWith('linus,'))).toMatch(/,removed$/);
  });
});
