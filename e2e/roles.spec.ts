import type { Locator, Page } from '@playwright/test';
import { ORGANIZATION_PAGES, type OrganizationPage, organizationPath } from '../src/contract/pages.ts';
import { ROLE_IDS, ROLES, type RoleId } from '../src/contract/permissions.ts';
import { apiClient, type Person, registerPerson } from './support/api.ts';
import { adaWith, connectByToken, join } from './support/journey.ts';
import {
  APP,
  isAllowed,
  mayInApp,
  mayInOrganization,
  OFFERS,
  type Offer,
  ORG,
  PAGE_ACTIONS,
  PERMISSION,
  rolesWith,
  TEAM,
} from './support/offers.ts';
import { expect, test } from './support/sample.ts';

/** Instead of a page or a part of one. */
const CLOSED = /^(You may not see|Your role does not show|Only )/;
const closed = (page: Page): Locator => page.getByRole('main').getByRole('heading', { name: CLOSED });

/** Goes to an address of the app as a link inside it does. */
const visit = (page: Page, address: string): Promise<void> =>
  page.evaluate((path) => {
    history.pushState({}, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);

async function arrange(ada: Person, who: Person, role: RoleId): Promise<void> {
  const params = { org_id: ORG };
  const team = { id: TEAM, name: 'Radiology', default_permission_id: PERMISSION } as const;
  await ada.api.call('apps.create', { params: { user_id: ORG }, body: { apps: [{ id: APP, name: 'Chest X-ray' }] } });
  await ada.api.call('teams.create', { params, body: { teams: [team] } });
  const at = { params: { ...params, team_id: TEAM } };
  await ada.api.call('team_apps.add', { ...at, body: { apps: [{ app_id: APP }] } });
  await join(ada, ORG, who, role);
  // The team gives it to whom the role gives nothing; the others have what their role has.
  if (role === 'team_contributor') await ada.api.call('team_members.add', { ...at, body: { user_ids: [who.id] } });
}

/** What is not allowed is there, and says why. */
async function isExplained(control: Locator, label: string): Promise<void> {
  await expect(control).toBeVisible();
  if ((await control.getAttribute('role')) === 'menuitem') {
    await expect(control).toHaveAttribute('aria-disabled', 'true');
    expect(((await control.textContent()) ?? '').length).toBeGreaterThan(label.length + 10);
  } else {
    await expect(control).toBeDisabled();
    if ((await control.getAttribute('aria-disabled')) !== null)
      await expect(control).toHaveAccessibleDescription(/\w{3}/);
  }
}

async function check(page: Page, role: RoleId, { seenWith, needs, control }: Offer): Promise<void> {
  const main = page.getByRole('main');
  if (seenWith !== undefined && !isAllowed(role, seenWith)) {
    // Whoever may not see everybody's access still sees their own.
    const own = control.name === 'Look by' ? page.getByText(/^What you can reach\./) : closed(page);
    await expect(own).toBeVisible();
    await expect(main.getByRole(control.kind, { name: control.name })).toHaveCount(0);
    return;
  }
  if (control.menu !== undefined) await main.getByRole('button', { name: control.menu, exact: true }).click();
  const within = control.menu === undefined ? main : page.getByRole('menu');
  // An item that is not offered carries its reason in its name.
  const exact = control.menu === undefined;
  const shown = within.getByRole(control.kind, { name: control.name, exact }).first();
  if (isAllowed(role, needs)) {
    await expect(shown).toBeVisible();
    await expect(shown).toBeEnabled();
  } else await isExplained(shown, String(control.name));
  if (control.menu !== undefined) await page.keyboard.press('Escape');
}

/** The page itself: open, or an explanation that names the roles for which it is. */
async function checkPage(page: Page, role: RoleId, name: OrganizationPage): Promise<boolean> {
  const action = PAGE_ACTIONS[name];
  if (action === null || mayInOrganization(role, action)) return true;
  await expect(closed(page)).toBeVisible();
  const text = page.getByRole('main').getByText(ROLES[role].name);
  await expect(text).toBeVisible();
  for (const other of rolesWith(action)) await expect(text).toContainText(ROLES[other].name);
  return false;
}

for (const role of ROLE_IDS)
  test(`${ROLES[role].name}: every page offers exactly what the role may do`, async ({ app, server }) => {
    const { page } = app;
    const ada = await adaWith(server, ['Analytical Engines']);
    const who = await registerPerson(apiClient(server.url), 'rae', { first: 'Rae', last: 'Tester' });
    await arrange(ada, who, role);
    await connectByToken(page, server.url, who.token);
    for (const name of ORGANIZATION_PAGES)
      await test.step(name, async () => {
        await visit(page, organizationPath(ORG, name));
        if (!(await checkPage(page, role, name))) {
          if (name === 'costs' || name === 'billing')
            await expect(page.getByRole('main').locator('table')).toHaveCount(0);
          return;
        }
        await expect(closed(page)).toHaveCount(0);
        for (const offer of OFFERS.filter((one) => one.page === name)) {
          if (offer.needs.in === 'app' && !mayInApp(role, 'view_apps')) continue;
          const address = `${organizationPath(ORG, name)}${offer.at ?? ''}`;
          await test.step(`${offer.at ?? ''} ${offer.control.name}`, async () => {
            await visit(page, address);
            await check(page, role, offer);
          });
        }
      });
    await test.step('and the server refuses what is not offered', async () => {
      const refused = OFFERS.filter(({ needs }) => !isAllowed(role, needs));
      for (const { call, control } of refused)
        if (call !== undefined)
          await expect(call(who.api), `${ROLES[role].name}: ${control.name}`).rejects.toThrow(/: (403|404) /);
    });
  });
