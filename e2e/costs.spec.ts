import type { Locator, Page } from '@playwright/test';
import Papa from 'papaparse';
import { check } from './support/accessible.ts';
import { apiClient, type Person, registerPerson } from './support/api.ts';
import type { App } from './support/app.ts';
import { ask } from './support/bridge.ts';
import { clock } from './support/clock.ts';
import { activeAccount, adaWith, connectByToken, figure, goTo, join, toast } from './support/journey.ts';
import { hasKeychain } from './support/keychain.ts';
import { expect, test } from './support/sample.ts';
import { savedFile } from './support/saved-file.ts';

const chart = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true });
const events = (page: Page): Locator => page.getByRole('list', { name: 'Metered events' }).getByRole('listitem');
const closeDetails = (page: Page) => page.getByRole('button', { name: 'Close details' }).click();

/** The largest mark of the chart: small ones are no target. */
async function largestBar(page: Page): Promise<Locator> {
  const bars = page.locator('.recharts-bar-rectangle path');
  await expect(bars.first()).toBeAttached();
  const heights = await bars.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  return bars.nth(heights.indexOf(Math.max(...heights)));
}

/** Long enough to hold usage on every day of the year. */
async function lastThreeMonths(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Change the period$/ }).click();
  await page.getByRole('button', { name: 'Last 3 months' }).click();
  await expect(page).toHaveURL(/period=quarter/);
}

async function show(page: Page, menu: RegExp, entry: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

test('from a mark to the events behind it, from many groups to one, beside the previous period', async ({
  sampleApp,
}) => {
  const { page } = sampleApp;
  await goTo(page, 'Costs');
  await expect(figure(page, 'Change')).toBeVisible();
  await lastThreeMonths(page);

  await test.step('a mark, with the keyboard alone', async () => {
    await chart(page, 'Costs by category').focus();
    await page.keyboard.press('Home');
    const said = chart(page, 'Costs by category').getByRole('status');
    await expect(said).toHaveText(/: (US)?\$[\d,.]+$/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await expect(said).toHaveText(/, .+: (US)?\$[\d,.]+ of (US)?\$[\d,.]+$/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/at=\d{4}-\d\d-02/);
    await expect(events(page).first()).toBeVisible();
    await closeDetails(page);
  });

  await test.step('a mark, with the pointer: one group of one day', async () => {
    await (await largestBar(page)).click();
    await expect(page).toHaveURL(/open=\w+.*at=\d{4}-\d\d-\d\d|at=\d{4}-\d\d-\d\d.*open=\w+/);
    await expect(events(page).first()).toBeVisible();
    await closeDetails(page);
  });

  await test.step('a row', async () => {
    await page
      .getByRole('grid', { name: 'Costs by category' })
      .getByRole('row')
      .filter({ hasText: 'Training' })
      .click();
    await expect(page).toHaveURL(/open=training/);
    await expect(events(page).first()).toContainText('hours');
    await closeDetails(page);
  });

  await test.step('the legend narrows to one group, and the filter says so', async () => {
    await page.getByRole('button', { name: 'Show only Predictions' }).click();
    await expect(page.getByRole('button', { name: 'Category is Predictions. Change the filter' })).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Costs by category' })).toHaveAttribute('aria-rowcount', '2');
  });

  await test.step('the previous period is drawn beside it, and stands in the table', async () => {
    await show(page, /^Shown as bars$/, 'Compare with the previous period');
    await expect(page.locator('path.recharts-line-curve')).toHaveCount(1);
    await page.keyboard.press('t');
    const table = page.getByRole('grid', { name: 'Costs by date' });
    await expect(table.getByRole('columnheader', { name: 'Previous period' })).toBeVisible();
    await page.keyboard.press('t');
    await expect(chart(page, 'Costs by category')).toBeVisible();
  });

  await test.step('what changed adds up in each of its lists', async () => {
    await page.getByRole('button', { name: 'What changed' }).click();
    const panel = page.getByRole('complementary', { name: 'What changed' });
    await expect(panel.locator('tfoot td')).toHaveCount(3);
    const sums = await panel.locator('tfoot td').allTextContents();
    const whole = (await panel.getByText('in all. Each list adds up to it.').locator('xpath=..').textContent()) ?? '';
    for (const sum of sums) expect(whole).toContain(sum);
  });
});

interface ShownRow {
  /** From 2: the head is the first. */
  readonly index: number;
  /** What stands in each cell, and the exact amounts of its tooltips. */
  readonly cells: readonly { readonly text: string; readonly exact: readonly string[] }[];
}

const shownRows = (grid: Locator): Promise<ShownRow[]> =>
  grid.evaluate((element) =>
    [...element.querySelectorAll('[role="row"]')]
      .filter((row) => row.querySelector('[role="gridcell"]') !== null)
      .map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')),
        cells: [...row.querySelectorAll('[role="gridcell"]')].map((cell) => ({
          text: cell.textContent ?? '',
          exact: [...cell.querySelectorAll('[title]')].map((one) => one.getAttribute('title') ?? ''),
        })),
      })),
  );

const numberOf = (text: string): number => Number(text.replace(/[^\d.-]/g, ''));

/** Saves the table on screen; answers its cells and what of it is in view, after checking that both are as long. */
async function saveTable(app: App, name: string): Promise<{ head: string[]; file: string[][]; rows: ShownRow[] }> {
  const grid = app.page.getByRole('grid', { name, exact: true });
  const save = app.page.getByRole('button', { name: 'Save as CSV' });
  await expect(save).not.toHaveAttribute('aria-disabled', 'true');
  const text = (await savedFile(app, () => save.click())).toString('utf8');
  const [head = [], ...file] = Papa.parse<string[]>(text.trimEnd()).data;
  expect(String(file.length + 1)).toBe(await grid.getAttribute('aria-rowcount'));
  const rows = await shownRows(grid);
  expect(rows.length).toBeGreaterThan(0);
  return { head, file, rows };
}

test('a file holds exactly what the table shows: rows, order, columns, filters and period', async ({ sampleApp }) => {
  const { page } = sampleApp;
  await goTo(page, 'Costs');
  await lastThreeMonths(page);

  await test.step('groups, the cheapest first, of one category', async () => {
    await show(page, /^By category$/, 'App');
    await page
      .getByRole('button', { name: /^Show only/ })
      .first()
      .waitFor();
    await show(page, /^Filter by category$/, 'Compute');
    await page.getByRole('grid', { name: 'Costs by app' }).getByRole('button', { name: 'Cost', exact: true }).click();
    await expect(page).toHaveURL(/sort=cost/);
    const { head, file, rows } = await saveTable(sampleApp, 'Costs by app');
    expect(head).toEqual([
      ...['App', 'Cost (USD)', 'Share (%)', 'Previous period (USD)', 'Change (USD)', 'Change (%)', 'Events'],
    ]);
    const costs = file.map((row) => Number(row[1]));
    expect(costs).toEqual(costs.toSorted((one, other) => one - other));
    for (const { index, cells } of rows) {
      const [name, cost, share, before, change, , count] = file[index - 2] ?? [];
      expect(cells[0]?.text).toBe(name);
      expect(numberOf(cells[1]?.exact[0] ?? '')).toBe(Number(cost));
      expect(cells[2]?.text).toBe(`${share}%`);
      expect(numberOf(cells[3]?.exact[0] ?? '')).toBe(Number(before));
      expect(numberOf(cells[4]?.exact[0] ?? '')).toBe(Number(change));
      expect(numberOf(cells[5]?.text ?? '')).toBe(Number(count));
    }
  });

  await test.step('days, beside the previous period', async () => {
    await show(page, /^Shown as bars$/, 'Compare with the previous period');
    await page.keyboard.press('t');
    const { head, file, rows } = await saveTable(sampleApp, 'Costs by date');
    expect(head.slice(0, 3)).toEqual(['Date', 'Total (USD)', 'Previous period (USD)']);
    expect(file.map(([day]) => day)).toEqual(file.map(([day]) => day).toSorted());
    for (const { index, cells } of rows) {
      const amounts = cells.slice(1).map(({ exact }) => numberOf(exact[0] ?? ''));
      expect(amounts).toEqual((file[index - 2] ?? []).slice(1).map(Number));
      const [total = 0, , ...groups] = amounts;
      expect(Math.abs(groups.reduce((sum, value) => sum + value, 0) - total)).toBeLessThan(1e-6);
    }
  });

  await test.step('quantities', async () => {
    await page.keyboard.press('t');
    await page.getByRole('tab', { name: 'Usage' }).click();
    const { head, file, rows } = await saveTable(sampleApp, 'Compute by app');
    expect(head).toEqual(['App', 'Quantity (hours)', 'Share (%)', 'Events']);
    for (const { index, cells } of rows) {
      const [name, quantity] = file[index - 2] ?? [];
      expect([cells[0]?.text, cells[1]?.exact[0]]).toEqual([name, `${quantity} hours`]);
    }
  });

  await test.step('every member, also whoever used nothing', async () => {
    await page.getByRole('tab', { name: 'Members' }).click();
    const { file, rows } = await saveTable(sampleApp, 'Member activity');
    expect(file.some((row) => row[1] === '0')).toBe(true);
    for (const { index, cells } of rows) {
      const [name, cost] = file[index - 2] ?? [];
      expect(cells[0]?.text).toContain(name);
      expect(numberOf(cells[1]?.exact[0] ?? '')).toBe(Number(cost));
    }
  });
});

const pinned = (page: Page): Locator => page.getByRole('region', { name: 'Pinned charts' }).getByRole('heading');

test('charts on home stay over a restart, in their order, and lead back to their view', async ({ sampleApp }) => {
  let { page } = sampleApp;
  await goTo(page, 'Costs');
  await lastThreeMonths(page);
  await show(page, /^By category$/, 'App');
  await show(page, /^Shown as bars$/, 'Lines');
  await page.getByRole('button', { name: 'Pin to home' }).click();
  await expect(toast(page, 'Pinned Costs by app to home')).toBeVisible();
  await page.getByRole('tab', { name: 'Usage' }).click();
  await page.getByRole('button', { name: /^Compute/ }).click();
  await show(page, /^By app$/, 'Team');
  await page.getByRole('button', { name: 'Pin to home' }).click();
  await expect(page.getByRole('button', { name: 'Unpin' })).toBeVisible();
  await goTo(page, 'Home');
  await expect(pinned(page)).toHaveText(['Costs by app', 'Compute by team']);
  await page.getByRole('button', { name: 'Actions for Compute by team' }).click();
  await page.getByRole('menuitem', { name: 'Move back' }).click();
  await expect(pinned(page)).toHaveText(['Compute by team', 'Costs by app']);
  await goTo(page, 'Apps');
  await page.getByRole('button', { name: 'Show as cards' }).click();

  page = await sampleApp.restart();
  await goTo(page, 'Apps');
  await expect(page.getByRole('button', { name: 'Show as list' })).toBeVisible();
  await goTo(page, 'Home');
  await expect(pinned(page)).toHaveText(['Compute by team', 'Costs by app']);
  await expect(chart(page, 'Costs by app')).toBeVisible();
  await page.getByRole('link', { name: 'Costs by app' }).click();
  await expect(page).toHaveURL(/\/costs\?(?=.*by=app)(?=.*show=lines)(?=.*period=quarter)/);
  await page.getByRole('button', { name: 'Unpin' }).click();
  await goTo(page, 'Home');
  await expect(pinned(page)).toHaveText(['Compute by team']);
});

test('costs, usage, members and pinned charts have nothing that axe finds, light and dark', async ({ sampleApp }) => {
  const { page } = sampleApp;
  const look = (what: string) => check(sampleApp, what);
  await goTo(page, 'Costs');
  await chart(page, 'Costs by category').focus();
  await page.keyboard.press('End');
  await look('costs, as bars with a mark');
  await page.getByRole('button', { name: 'Pin to home' }).click();
  await expect(toast(page, /^Pinned/)).toBeVisible();
  // While it fades it has no colour of its own.
  await expect(toast(page, /^Pinned/)).toBeHidden();
  await show(page, /^Shown as bars$/, 'Donut');
  await look('costs, as donut');
  await page.keyboard.press('t');
  await look('costs, as table');
  await page.getByRole('tab', { name: 'Usage' }).click();
  await look('usage');
  await page.getByRole('tab', { name: 'Members' }).click();
  const dearest = page.getByRole('grid', { name: 'Member activity' }).getByRole('row').nth(1);
  // Names are there before what each has cost.
  await expect(dearest.getByRole('gridcell').nth(1)).not.toHaveText(/\$0\.00$/);
  await dearest.click();
  await expect(page.getByRole('heading', { name: 'By category' })).toBeVisible();
  await look('what a member used');
  await goTo(page, 'Home');
  await expect(chart(page, 'Costs by category')).toBeVisible();
  await look('home with a pin');
});

const ORG = 'analytical-engines';

/** Usage of yesterday and today by two categories: 10 hours and 1,000 requests. */
async function useSomething(person: Person): Promise<void> {
  const event = (id: string, category: string, quantity: string) => ({
    ...{ id, category, quantity, user_id: person.id },
    timestamp: clock.timestamp(),
  });
  await person.api.call('usage.record', {
    params: { org_id: ORG },
    body: { events: [event('e1', 'compute', '10'), event('e2', 'prediction', '1000')] },
  });
}

test('costs and pinned charts are there without a connection, with their age', async ({ app, server }) => {
  test.skip(!(await hasKeychain()), 'there is no Secret Service for the key of what is kept');
  const ada = await adaWith(server, ['Analytical Engines']);
  await useSomething(ada);
  const { total_micros } = await ada.api.call('costs.list', {
    params: { org_id: ORG },
    query: { from: clock.timestamp().slice(0, 10), to: clock.timestamp().slice(0, 10) },
  });
  expect(BigInt(total_micros)).toBeGreaterThan(0n);
  let { page } = app;
  await connectByToken(page, server.url, ada.token);
  await goTo(page, 'Costs');
  await page.getByRole('button', { name: 'Pin to home' }).click();
  await expect(figure(page, 'Total')).toHaveText(/\$/);
  const total = (await figure(page, 'Total').textContent()) ?? '';
  await goTo(page, 'Home');
  await expect(chart(page, 'Costs by category')).toBeVisible();

  await server.kill();
  page = await app.restart();
  await expect(page.getByText(/^Offline · as of \d\d:\d\d, .+ · changes wait$/)).toBeVisible();
  await expect(chart(page, 'Costs by category')).toBeVisible();
  const card = page.getByRole('region', { name: 'Costs by category' });
  await expect(card).toContainText(/as of \d\d:\d\d, (just now|\d+ minutes? ago)/);
  await expect(card).toContainText(total);
  await goTo(page, 'Costs');
  await expect(figure(page, 'Total')).toHaveText(total);
  await expect(page.getByRole('contentinfo')).toContainText(/As of \d\d:\d\d · offline/);
  const file = await savedFile(app, () => page.getByRole('button', { name: 'Save as CSV' }).click());
  expect(file.toString()).toMatch(/^Category,Cost \(USD\),.*\r\n(Compute|Predictions),/);
});

test('whoever may not see money is told so, and gets none', async ({ app, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  await useSomething(ada);
  const bob = await registerPerson(apiClient(server.url), 'bob', { first: 'Bob', last: 'Hope' });
  await join(ada, ORG, bob, 'team_contributor');
  const { page } = app;
  await connectByToken(page, server.url, bob.token);
  await goTo(page, 'Costs');
  await expect(page.getByRole('heading', { name: 'You may not see costs' })).toBeVisible();
  await expect(page.getByText(/^Your role, Team Contributor, does not show them; .*Financial Manager/)).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('$');
  const day = clock.timestamp().slice(0, 10);
  const reply = await ask(page, 'api.call', {
    account_id: await activeAccount(page),
    route: 'costs.list',
    input: { params: { org_id: ORG }, query: { from: day, to: day } },
  });
  expect(reply).toMatchObject({ ok: false, error: { name: 'forbidden' } });
});
