import type { Page } from '@playwright/test';
import { ORGANIZATION_PAGES, organizationPath, PERSON_PAGES } from '../src/contract/pages.ts';
import { THEMES, takePicture, useTheme } from './support/accessible.ts';
import { apiClient, registerPerson } from './support/api.ts';
import type { App } from './support/app.ts';
import { invoke } from './support/bridge.ts';
import { activeAccount, adaWith, connectByToken, figure, join } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

/** Goes to an address of the app as a link inside it does, and waits until nothing is on its way any more. */
async function visit(page: Page, address: string): Promise<void> {
  await page.evaluate((path) => {
    history.pushState({}, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  // A page that is read for the first time takes the old one's place a moment later, and what waits shows so after 100 ms.
  await page.waitForTimeout(250);
  await expect(page.locator('main .skeleton, main [aria-busy=true]')).toHaveCount(0);
}

const pagesOf = (org: string): readonly (readonly [name: string, path: string])[] => [
  ['home', organizationPath(org)],
  ...ORGANIZATION_PAGES.map((name) => [name, organizationPath(org, name)] as const),
];

async function takeAll(app: App, kind: string, pages: readonly (readonly [string, string])[]): Promise<void> {
  for (const theme of THEMES) {
    await useTheme(app.page, theme);
    for (const [name, path] of pages) {
      await visit(app.page, path);
      await takePicture(app, `page ${name} ${kind}`, theme);
    }
  }
}

test('pictures of every page, with much and with no data', async ({ sampleApp }) => {
  const { page } = sampleApp;
  await expect(figure(page, 'Members')).toHaveText('1,200');
  const mine = Object.entries(PERSON_PAGES).map(([name, path]) => [`my ${name}`, path] as const);
  await takeAll(sampleApp, 'much', [...pagesOf('helix-diagnostics'), ...mine]);
  const organization = { id: 'empty', name: 'Empty', billing_email: 'bills@empty.example' };
  await invoke(page, 'api.call', {
    account_id: await activeAccount(page),
    route: 'organizations.create',
    input: { params: { user_id: 'me' }, body: { organizations: [organization] } },
  });
  await page.reload();
  await takeAll(sampleApp, 'none', pagesOf('empty'));
});

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter';

test('pictures of small windows, long and foreign names, and without a connection', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, []);
  const org = { id: 'names', name: `${LONG.slice(0, 60)} 🏥`, billing_email: 'bills@names.example' };
  await ada.api.call('organizations.create', { params: { user_id: 'me' }, body: { organizations: [org] } });
  const api = apiClient(server.url);
  const people = [
    await registerPerson(api, 'long', { first: LONG.slice(0, 40), last: LONG.slice(0, 40) }),
    await registerPerson(api, 'arabic', { first: 'محمد', last: 'عبد الرحمن الفارسي' }),
    await registerPerson(api, 'emoji', { first: '👩🏽‍🔬 Zoë', last: '🧪🧬' }),
  ];
  for (const person of people) await join(ada, 'names', person, 'team_contributor');
  const params = { org_id: 'names' };
  const names = [LONG.slice(0, 60), 'فريق الأشعة', '🩻 Röntgen'];
  const teams = names.map((name, index) => ({
    id: `team-${index}`,
    name,
    default_permission_id: 'model_trainer' as const,
  }));
  await ada.api.call('teams.create', { params, body: { teams } });
  const apps = names.map((name, index) => ({ id: `app-${index}`, name, compliance_labels: ['HIPAA', 'GDPR'] }));
  await ada.api.call('apps.create', { params: { user_id: 'names' }, body: { apps } });
  for (const { id } of teams) {
    const at = { params: { ...params, team_id: id } };
    await ada.api.call('team_members.add', { ...at, body: { user_ids: people.map((person) => person.id) } });
    await ada.api.call('team_apps.add', { ...at, body: { apps: apps.map((one) => ({ app_id: one.id })) } });
  }
  await connectByToken(page, server.url, ada.token);
  const places = [
    ...pagesOf('names'),
    ['team', '/o/names/teams/team-0'],
    ['app', '/o/names/apps/app-0'],
    ['access by person', '/o/names/access?by=person&of=long'],
    ['what if', '/o/names/access?view=try&change=remove_team_member&person=long&team=team-0'],
    ['my organizations', PERSON_PAGES.organizations],
  ] as const;
  await useTheme(page, 'light');
  // The second is what a window of 1,024 by 700 shows at 150 %.
  for (const [kind, width, height] of [
    ['small', 1024, 700],
    ['zoomed', 683, 467],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const [name, path] of places) {
      await visit(page, path);
      await takePicture(app, `page ${name} ${kind}`, 'light');
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await server.stop();
  // Somebody asks the server; from then on every page says that it is away.
  await invoke(page, 'connection.retry', { account_id: await activeAccount(page) });
  for (const [name, path] of [...pagesOf('names'), ['never loaded', '/o/names/teams/team-2?tab=apps']] as const) {
    await page.evaluate((to) => {
      history.pushState({}, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
    await expect(page.getByText(/^Offline/).first()).toBeVisible();
    await takePicture(app, `page ${name} offline`, 'light');
  }
});
