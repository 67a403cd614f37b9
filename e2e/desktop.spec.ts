import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { COMMAND_NAMES } from '../src/contract/commands.ts';
import { apiClient, registerPerson } from './support/api.ts';
import type { App } from './support/app.ts';
import { ask, invoke } from './support/bridge.ts';
import { activeAccount, adaWith, connectByToken, createOrganization, figure, hasStarted } from './support/journey.ts';
import { answerSaveDialog } from './support/main-process.ts';
import { expect, test } from './support/sample.ts';

test.beforeEach(({ host }) => {
  test.skip(host !== 'electron', 'windows, menus and the tray are the desktop’s');
});

const electronOf = ({ electron }: App): ElectronApplication => {
  if (electron === undefined) throw new Error('This is no Electron.');
  return electron;
};

/** Chooses an item of the native menu by its id. */
const choose = (app: App, id: string) =>
  electronOf(app).evaluate(({ Menu }, item) => {
    const found = Menu.getApplicationMenu()?.getMenuItemById(item);
    if (found == null) throw new Error(`There is no ${item} in the menu.`);
    found.click();
  }, id);

/** What the system does for a link, or for a second start: the same event reaches the first one. */
const secondStart = (app: App, ...argv: string[]) =>
  electronOf(app).evaluate(
    ({ app: electron }, args) => void electron.emit('second-instance', {}, ['steward', ...args], '/', null),
    argv,
  );

async function windowAfter(app: App, act: () => Promise<unknown>): Promise<Page> {
  const opened = electronOf(app).waitForEvent('window');
  await act();
  return opened;
}

test('the menu has every action, and each goes to its page where there is one', async ({ sampleApp: app }) => {
  const { page } = app;
  await hasStarted(page);
  const ids = await electronOf(app).evaluate(({ Menu }) => {
    const collect = (menu: Electron.Menu | null): string[] =>
      menu?.items.flatMap((item) => [item.id, ...collect(item.submenu ?? null)]) ?? [];
    return collect(Menu.getApplicationMenu());
  });
  for (const command of COMMAND_NAMES) expect(ids, command).toContain(command);
  await choose(app, 'go_members');
  await expect(page).toHaveURL(/\/o\/[^/]+\/members/);
  await choose(app, 'go_settings');
  await expect(page).toHaveURL(/\/settings/);
  await expect(page.getByRole('heading', { name: 'Appearance' })).toBeVisible();
  await choose(app, 'go_home');
  await expect(page).toHaveURL(/\/o\/[^/]+$/);
});

test('several windows, each in its own organization, told of the same changes', async ({ sampleApp: app }) => {
  const { page } = app;
  await hasStarted(page);
  const second = await windowAfter(app, () => choose(app, 'new_window'));
  await hasStarted(second);
  const organizations = (await invoke(page, 'api.call', {
    account_id: await activeAccount(page),
    route: 'organizations.list',
    input: { params: { user_id: 'me' } },
  }).then(({ data }) => (data as { organizations: { id: string }[] }).organizations)) as { id: string }[];
  const other = organizations.find(({ id }) => !page.url().includes(`/o/${id}`));
  await secondStart(app, `steward://o/${other?.id}/members`);
  await expect(second).toHaveURL(new RegExp(`/o/${other?.id}/members`));
  await expect(page).not.toHaveURL(new RegExp(`/o/${other?.id}`));

  await invoke(page, 'settings.update', { theme: 'dark' });
  for (const each of [page, second]) await expect(each.locator('html')).toHaveClass(/dark/);

  await test.step('both come back, the further one where it was', async () => {
    await app.restart();
    await expect.poll(() => electronOf(app).windows().length).toBe(2);
    const urls = await Promise.all(
      electronOf(app)
        .windows()
        .map(async (each) => each.url()),
    );
    expect(urls.join()).toContain(`/o/${other?.id}/members`);
  });
  await test.step('one that was closed does not', async () => {
    const further = electronOf(app)
      .windows()
      .find((each) => each.url().includes(`/o/${other?.id}`));
    await electronOf(app).evaluate(({ BrowserWindow }, url) => {
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL() === url)
        ?.close();
    }, further?.url() ?? '');
    await expect.poll(() => existsSync(join(app.dataDir, 'window-2.json'))).toBe(false);
    await app.restart();
    expect(electronOf(app).windows()).toHaveLength(1);
  });
});

test('zoom and size are remembered', async ({ app }) => {
  await expect(app.page.getByRole('button', { name: 'Explore with sample data' })).toBeVisible();
  await electronOf(app).evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.setZoomLevel(1.5);
    window?.setSize(1111, 777);
  });
  await app.restart();
  const seen = () =>
    electronOf(app).evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return window?.webContents.getZoomLevel();
    });
  await expect.poll(seen).toBe(1.5);
  const kept = JSON.parse(await readFile(join(app.dataDir, 'window.json'), 'utf8'));
  expect(kept).toMatchObject({ width: 1111, height: 777, zoom: 1.5 });
});

test('a second start shows the first window, and its link leads to the page', async ({ sampleApp: app }) => {
  const { page } = app;
  await hasStarted(page);
  await electronOf(app).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await secondStart(app, 'steward://settings?section=cache');
  await expect(page).toHaveURL(/\/settings\?section=cache/);
  const isMinimized = await electronOf(app).evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.isMinimized(),
  );
  expect(isMinimized).toBe(false);
  expect(electronOf(app).windows()).toHaveLength(1);

  for (const link of ['steward://javascript:alert(1)', 'https://evil.example/', 'steward://o/x/../../account'])
    await secondStart(app, link);
  await expect(page).toHaveURL(/\/settings\?section=cache/);
  await electronOf(app).evaluate(({ app: electron }) => {
    electron.emit('open-url', { preventDefault: () => undefined }, 'steward://invitations');
  });
  await expect(page).toHaveURL(/\/invitations$/);
});

test('a link about another account’s organization opens it in that account', async ({ sampleApp: app, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const { page } = app;
  await hasStarted(page);
  const local = await activeAccount(page);
  await page.goto('app://steward/welcome?add=true');
  await connectByToken(page, server.url, ada.token);
  await expect(figure(page, 'Members')).toHaveText('1');
  const added = await activeAccount(page);
  // The watch has to have seen which account has which organization.
  await app.restart();
  const again = app.page;
  await invoke(again, 'accounts.activate', { account_id: local });
  await expect
    .poll(
      async () => {
        await secondStart(app, 'steward://o/analytical-engines/members');
        return activeAccount(again);
      },
      { intervals: [2000] },
    )
    .toBe(added);
  await expect(again).toHaveURL(/\/o\/analytical-engines\/members/);
});

test('a spreadsheet that is dropped onto the window reaches the invite desk, and opens nothing', async ({
  sampleApp: app,
}) => {
  const { page } = app;
  await hasStarted(page);
  const drop = (name: string, text: string) =>
    page.evaluate(
      ([file, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([content ?? ''], file ?? ''));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [name, text],
    );
  await drop('people.xlsx', 'x');
  await expect(page.getByText('“people.xlsx” is not a CSV or text file.')).toBeVisible();
  await drop('people.csv', 'grace@navy.example\nalan@bletchley.example');
  await expect(page.getByRole('button', { name: 'Check 2 rows' })).toBeVisible();
  expect(page.url()).toMatch(/^app:\/\/steward\/o\/[^/]+\/members\/invite$/);
});

test('what waits in every account is counted and told once, and a click leads there', async ({ launchApp, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const app = await launchApp();
  await connectByToken(app.page, server.url, ada.token);
  const account = await activeAccount(app.page);
  const told = () =>
    readFile(join(app.dataDir, 'notified.json'), 'utf8').then(
      (text) => (JSON.parse(text) as { told: Record<string, string[]> }).told[account],
      () => undefined,
    );
  // The first look, a few seconds after the start, only learns what is there.
  await expect.poll(told).toEqual([]);
  await electronOf(app).evaluate(({ Notification }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    // There is nobody here to show them.
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push(this.title);
      Object.assign(globalThis, { lastNotice: this });
    };
  });
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  const org_id = await createOrganization(grace.api, 'Second Place');
  await grace.api.call('invitations.create', {
    params: { org_id },
    body: { invitations: [{ email: ada.email, role_id: 'organization_user' }] },
  });
  // Any change of the user's own makes Steward look again soon.
  await ask(app.page, 'api.call', {
    account_id: account,
    route: 'users.update',
    input: { params: { user_id: 'me' }, body: { user: { job_title: 'Countess' } } },
  });
  const shown = () => electronOf(app).evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  await expect.poll(shown).toEqual(['Invitation to Second Place']);
  await electronOf(app).evaluate(() => {
    (globalThis as unknown as { lastNotice: Electron.Notification }).lastNotice.emit('click');
  });
  await expect(app.page).toHaveURL(/\/invitations$/);
});

test('a page that is marked is printed into a file', async ({ sampleApp: app }) => {
  const { page } = app;
  await hasStarted(page);
  await test.step('and nothing around it', async () => {
    // The figures replace their placeholders, and a mark on those would go with them.
    await expect(figure(page, 'Members')).toBeVisible();
    await page
      .locator('main dl')
      .first()
      .evaluate((figures) => figures.setAttribute('data-printable', ''));
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(figure(page, 'Members')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Profile and pages' })).toBeHidden();
    await expect(page.getByRole('contentinfo')).toBeHidden();
    await page.screenshot({ path: join(process.env.OUT ?? 'test-results', 'print.png') });
    await page.emulateMedia({ media: 'screen' });
    await expect(page.getByRole('navigation', { name: 'Profile and pages' })).toBeVisible();
  });
  const folder = await mkdtemp(join(tmpdir(), 'steward-print-'));
  const filePath = join(folder, 'bill.pdf');
  try {
    await answerSaveDialog(electronOf(app), filePath);
    expect(await invoke(page, 'window.print', { to: 'pdf' })).toEqual({ printed: true });
    expect((await readFile(filePath)).subarray(0, 5).toString()).toBe('%PDF-');
    await answerSaveDialog(electronOf(app), null);
    expect(await invoke(page, 'window.print', { to: 'pdf' })).toEqual({ printed: false });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the settings page shows and keeps what is chosen', async ({ sampleApp: app }) => {
  const { page } = app;
  await hasStarted(page);
  await choose(app, 'go_settings');
  await page.getByLabel('Numbers and dates').selectOption('de-DE');
  await page.getByRole('checkbox', { name: 'Invitations' }).click();
  await expect
    .poll(async () => (await invoke(page, 'app.state', {})).settings)
    .toMatchObject({ locale: 'de-DE', notifications: { invitations: false, membership: true, billing: true } });
  const diagnostics = page.getByRole('region', { name: 'Diagnostics' });
  await expect(diagnostics).toContainText('Keychain: ready');
  await expect(diagnostics).not.toContainText(homedir().startsWith('/tmp/') ? '/home/' : 'root@');
  await page.getByRole('button', { name: 'Clear…' }).click();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(page.getByText('Nothing is kept.')).toBeVisible();
  await writeFile(join(app.dataDir, 'window.json'), 'not JSON');
  const again = await app.restart();
  expect((await invoke(again, 'app.state', {})).settings.locale).toBe('de-DE');
});
