import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { AnswerOf, InputOf, RouteName } from '../src/contract/api/index.ts';
import { ask, invoke } from './support/bridge.ts';
import { clock } from './support/clock.ts';
import { activeAccount, adaWith, connectByToken, figure, goTo, hasStarted, toast } from './support/journey.ts';
import { readPdf } from './support/pdf.ts';
import { expect, test } from './support/sample.ts';
import { savedFile } from './support/saved-file.ts';

const openTab = async (page: Page, name: string) => {
  await goTo(page, 'Billing$');
  await page.getByRole('tab', { name, exact: true }).click();
};

/** What the API answers to the person who is signed in. */
async function call<N extends RouteName>(page: Page, route: N, input: InputOf<N>): Promise<AnswerOf<N>> {
  const { data } = await invoke(page, 'api.call', { account_id: await activeAccount(page), route, input });
  return data as AnswerOf<N>;
}

test('from what a month cost to the invoice that says so', async ({ sampleApp }) => {
  const { page } = sampleApp;

  await test.step('costs: the total, the groups and the events behind one', async () => {
    await goTo(page, 'Costs');
    await expect(figure(page, 'Change')).toBeVisible();
    const groups = page.getByRole('grid', { name: 'Costs by category' });
    const predictions = groups.getByRole('row').filter({ hasText: 'Predictions' });
    await expect(predictions).toBeVisible();
    await predictions.click();
    await expect(page).toHaveURL(/open=prediction/);
    const events = page.getByRole('list', { name: 'Metered events' });
    await expect(events.getByRole('listitem').first()).toContainText('requests');
    await page.getByRole('button', { name: 'Close details' }).click();
  });

  await test.step('the same as a table, one key away', async () => {
    await page.keyboard.press('t');
    await expect(page.getByRole('grid', { name: 'Costs by date' })).toBeVisible();
  });

  await test.step('an invoice: its lines, and who and what is behind them', async () => {
    await openTab(page, 'Invoices');
    const issued = page
      .getByRole('grid', { name: 'Invoices' })
      .getByRole('row')
      .filter({ hasText: /Paid|Open|Overdue/ });
    await issued.first().click();
    await expect(page.getByRole('table', { name: 'Lines of the invoice' })).toContainText('Total');
    const members = page.getByRole('table', { name: 'Usage by member' });
    await expect(members.getByRole('row')).toHaveCount(21);
    await page.getByRole('button', { name: 'Show more members' }).click();
    await expect.poll(() => members.getByRole('row').count()).toBeGreaterThan(21);
    await page.getByRole('tab', { name: 'Apps' }).click();
    await expect(page.getByRole('table', { name: 'Usage by app' })).toContainText('Chest X-ray triage');
  });

  await test.step('its files: a PDF that people can read, with its annexes, and the same as CSV', async () => {
    const number = (await page.getByRole('complementary').getByRole('heading').first().textContent()) ?? '';
    const pdf = await savedFile(sampleApp, () => page.getByRole('button', { name: 'Save PDF' }).click());
    const pages = readPdf(pdf, `${sampleApp.host}-invoice`);
    expect(pages[0]).toContain(number);
    expect(pages[0]).toContain('Payment by bank transfer');
    expect(pages.length).toBeGreaterThan(3);
    const text = pages.join('\n');
    for (const annex of ['Usage by team', 'Usage by app', 'Usage by member']) expect(text).toContain(annex);
    expect(pages.at(-1)).toContain(`Page ${pages.length} of ${pages.length}`);
    const csv = await savedFile(sampleApp, () => page.getByRole('button', { name: 'Save CSV' }).click());
    expect(csv.toString()).toContain('by member');
  });

  await test.step('the prices that it was made with', async () => {
    await page.getByRole('tab', { name: 'Prices' }).click();
    await expect(page.getByRole('region', { name: 'Terms' })).toContainText('5,000 requests a month are free');
    const prices = page.getByRole('grid', { name: 'Prices' });
    await expect(prices.getByRole('row').filter({ hasText: 'Tokens, output' })).toContainText('$0.0000018');
    await page.getByRole('button', { name: /Remove the filter/ }).click();
    await expect(page).toHaveURL(/prices=all/);
  });
});

test('transfers of a bank statement pay an invoice, in parts; what fits none waits for a person', async ({
  sampleApp,
}) => {
  const { page } = sampleApp;
  await hasStarted(page);
  const org_id = /\/o\/([^/]+)/.exec(page.url())?.[1] ?? '';
  const { invoices } = await call(page, 'invoices.list', { params: { org_id }, query: { status: 'open' } });
  const invoice = invoices.find(({ due_micros }) => due_micros !== '0');
  if (invoice?.number == null) throw new Error('No invoice is open.');
  const due = BigInt(invoice.due_micros);
  const first = due / 3_000_000n;
  const rest = due - first * 1_000_000n;
  const amount = (micros: bigint) => `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, '0')}`;
  const today = clock.timestamp().slice(0, 10);
  const part = `${today};Helix Diagnostics;${invoice.reference};${first},00`;
  const stranger = `${today};Somebody Else;Lunch in October;12,34`;
  const statement = (...lines: string[]) => ({
    name: 'statement.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Date;Payer;Purpose;Amount', ...lines].join('\n')),
  });
  const status = page.getByRole('grid', { name: 'Invoices' }).getByRole('row').filter({ hasText: invoice.number });
  const dialog = page.getByRole('dialog', { name: 'Reconcile a bank statement' });
  const open = async (...lines: string[]) => {
    await openTab(page, 'Payments');
    await page.getByRole('button', { name: 'Reconcile a bank statement…' }).click();
    await dialog.getByLabel(/^Bank statement/).setInputFiles(statement(...lines));
  };
  const row = (text: string) => dialog.getByRole('row').filter({ hasText: text });

  await test.step('the first part is suggested, and the stranger’s transfer is not', async () => {
    await open(part, stranger);
    await expect(row('Helix Diagnostics').getByRole('combobox')).toHaveValue(invoice.id);
    await expect(row('Helix Diagnostics')).toContainText('It pays a part of it.');
    await expect(row('Somebody Else')).toContainText('No invoice found');
    await dialog.getByRole('button', { name: 'Record 1 payment' }).click();
    await expect(toast(page, 'Recorded 1 payment.')).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Payments' })).toContainText(invoice.number ?? '');
    await openTab(page, 'Invoices');
    await expect(status).toContainText(/Open|Overdue/);
  });

  await test.step('the rest pays it; what was recorded is known, and the stranger’s still waits', async () => {
    await open(
      part,
      stranger,
      `${today};Helix Diagnostics;Invoice ${invoice.number};${amount(rest).replace('.', ',')}`,
    );
    await expect(row('Already recorded')).toHaveCount(1);
    await expect(row('It pays it.')).toHaveCount(1);
    await expect(row('Somebody Else')).toContainText('No invoice found');
    await dialog.getByRole('button', { name: 'Record 1 payment' }).click();
    await expect(dialog).toBeHidden();
    await openTab(page, 'Invoices');
    await expect(status).toContainText('Paid');
    await expect(call(page, 'invoices.get', { params: { org_id, invoice_id: invoice.id } })).resolves.toMatchObject({
      invoice: { status: 'paid', due_micros: '0', paid_micros: invoice.total_micros },
    });
  });

  await test.step('a file that is no statement says so, and nothing is recorded', async () => {
    await open();
    await dialog.getByLabel(/^Bank statement/).setInputFiles({ ...statement(), buffer: Buffer.from('hello') });
    await expect(dialog.getByRole('alert')).toContainText('cannot be read');
    await expect(dialog.getByRole('button', { name: /^Record/ })).toBeDisabled();
  });
});

test('a budget that is passed says so once: on its page, to the API, and on the desktop', async ({
  launchApp,
  server,
}) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const org_id = 'analytical-engines';
  const meter = (id: string, hours: number) =>
    ada.api.call('usage.record', {
      params: { org_id },
      body: {
        events: [{ id, timestamp: clock.timestamp(), user_id: 'ada', category: 'compute', quantity: hours }],
      },
    });
  const app = await launchApp();
  const { page } = app;
  await connectByToken(page, server.url, ada.token);
  if (app.electron !== undefined) {
    const account = await activeAccount(page);
    const told = async () => JSON.parse(await readFile(join(app.dataDir, 'notified.json'), 'utf8')).told[account];
    // The first look only learns what is there.
    await expect.poll(() => told().catch(() => undefined), { timeout: 30_000 }).toEqual([]);
    await app.electron.evaluate(({ Notification }) => {
      const shown: string[] = [];
      Object.assign(globalThis, { shown });
      Notification.isSupported = () => true;
      Notification.prototype.show = function show(this: Electron.Notification) {
        shown.push(this.title);
      };
    });
  }
  const shown = async () =>
    app.electron === undefined
      ? null
      : (await app.electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)).filter((title) =>
          title.startsWith('The budget Engines a month'),
        ).length;
  const alerts = page.getByRole('list', { name: 'Alerts' }).getByRole('listitem');
  const noted = async () => (await ada.api.call('budget_alerts.list', { params: { org_id } })).alerts.length;

  await test.step('usage over the API, then a budget of which more than half is spent', async () => {
    await meter('first', 6);
    await openTab(page, 'Budgets');
    await page.getByRole('button', { name: 'Create a budget' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create a budget' });
    await dialog.getByLabel('Name').fill('Engines a month');
    await dialog.getByLabel(/^Amount a month/).fill('10.00');
    await dialog.getByLabel(/^Alert at % spent/).fill('50, 100');
    await dialog.getByLabel(/^Alert at % forecast/).fill('');
    await dialog.getByRole('button', { name: 'Create budget' }).click();
    await expect(page.getByRole('list', { name: 'Budgets' })).toContainText('50% reached');
    await expect(alerts).toHaveCount(1);
    await expect(alerts).toContainText('50%');
    if (app.electron !== undefined) await expect.poll(shown, { timeout: 30_000 }).toBe(1);
  });

  await test.step('more usage passes the budget: one more alert, seen by the server’s job', async () => {
    await meter('second', 5);
    await expect.poll(noted, { timeout: 80_000 }).toBe(2);
    await expect(async () => {
      await page.reload();
      await expect(alerts).toHaveCount(2, { timeout: 5_000 });
    }).toPass({ timeout: 60_000 });
    await expect(page.getByRole('list', { name: 'Budgets' })).toContainText('Over budget');
    await expect(alerts.first()).toContainText('100%');
  });

  await test.step('and none again, whatever is changed', async () => {
    await page.getByRole('button', { name: 'Edit…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit budget Engines a month' });
    await dialog.getByLabel('Also email').fill('cfo@example.com');
    await dialog.getByRole('button', { name: 'Save budget' }).click();
    await expect(dialog).toBeHidden();
    // Any change of the user's own makes Steward look again soon: at the next level, which is news once.
    if (app.electron !== undefined) await expect.poll(shown, { timeout: 30_000 }).toBe(2);
    await ask(page, 'api.call', {
      account_id: await activeAccount(page),
      route: 'users.update',
      input: { params: { user_id: 'me' }, body: { user: { job_title: 'Countess' } } },
    });
    expect(await noted()).toBe(2);
    await expect(alerts).toHaveCount(2);
    if (app.electron !== undefined) expect(await shown()).toBe(2);
  });
});
