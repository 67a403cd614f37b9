import type { Locator, Page } from '@playwright/test';
import papaparse from 'papaparse';
import type { ApiClient } from './support/api.ts';
import type { App } from './support/app.ts';
import { invoke } from './support/bridge.ts';
import { type Gate, openGate } from './support/gate.ts';
import { adaWith, connectByToken, goTo, paste } from './support/journey.ts';
import { expect, test } from './support/sample.ts';
import { savedFile } from './support/saved-file.ts';

const ORG = 'nordlicht-kliniken';
const NAME = 'Nordlicht Kliniken';
const COUNT = 2000;
const CHUNK = 100;

const sending = (page: Page): Locator => page.getByRole('region', { name: 'Sending' });
const chip = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Every invitation of the organization, as the API lists them. */
async function invitationsOf(api: ApiClient) {
  const all = [];
  let cursor: string | undefined;
  do {
    const query = { per_page: 1000, ...(cursor !== undefined && { cursor }) };
    const answer = await api.call('invitations.list', { params: { org_id: ORG }, query });
    all.push(...answer.invitations);
    cursor = answer.next_cursor;
  } while (cursor !== undefined);
  return all;
}

async function openDesk(page: Page): Promise<void> {
  await goTo(page, 'Members');
  await page.getByRole('button', { name: 'More ways to invite' }).click();
  await page.getByRole('menuitem', { name: 'Invite many…' }).click();
}

/** Sends the list that is on the desk: cancelled in the middle, resumed, killed in the middle of a call, resumed. */
async function sendWithTrouble(app: App, gate: Gate, people: number): Promise<void> {
  const { page } = app;
  const text = people.toLocaleString('en-GB');
  await test.step('cancelled while a call is under way', async () => {
    gate.letThrough(5);
    await page.getByRole('button', { name: `Invite ${text} people…` }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: `Invite ${text} people` })
      .click();
    await gate.holding();
    await expect(sending(page)).toContainText(`Inviting: 500 of ${text} sent`);
    await goTo(page, 'Home');
    const bar = page.getByRole('contentinfo');
    await expect(bar).toContainText(`Inviting to ${NAME}: 500 of ${text}`);
    await bar.getByRole('link', { name: /^Inviting to/ }).click();
    const cancel = sending(page).getByRole('button', { name: 'Cancel' });
    await cancel.click();
    await expect(cancel).toHaveAttribute('aria-busy', 'true');
    // Main has heard of it once it answers what it was asked after that: a call that is answered before starts the next.
    await invoke(page, 'invite_jobs.list', {});
    gate.release();
    await expect(sending(page)).toContainText(`Cancelled: 600 of ${text} sent`);
  });
  await test.step('resumed, and killed after the server has invited and before anybody heard of it', async () => {
    gate.letThrough(6);
    await sending(page)
      .getByRole('button', { name: `Resume: 600 of ${text} sent` })
      .click();
    await gate.holding();
    await expect(sending(page)).toContainText(`1,200 of ${text} sent`);
    await app.killAndRestart();
    gate.release();
  });
  await test.step('offered after the crash, and resumed to the end', async () => {
    const { page: after } = app;
    const banner = after
      .getByRole('status')
      .filter({ hasText: `Steward ended while it was inviting people to ${NAME}.` });
    await banner.getByRole('button', { name: `Resume: 1,200 of ${text} sent` }).click();
    await expect(after.getByRole('contentinfo')).toContainText(`Inviting to ${NAME}`);
    await goTo(after, 'Members');
    await after.getByRole('button', { name: 'More ways to invite' }).click();
    await after.getByRole('menuitem', { name: 'Invite many…' }).click();
    await expect(sending(after)).toContainText(`Done: ${text} people invited`);
  });
}

test('2,000 people pasted: cancelled, killed, resumed, each invited exactly once', async ({ app, server }) => {
  const ada = await adaWith(server, [NAME]);
  const before = { email: 'before@guests.example', role_id: 'admin' as const };
  await ada.api.call('invitations.create', { params: { org_id: ORG }, body: { invitations: [before] } });
  const gate = await openGate(server.url);
  const { page } = app;
  await connectByToken(page, gate.url, ada.token);
  await openDesk(page);
  const fresh = Array.from({ length: COUNT - 4 }, (_, index) => `guest.${index}@guests.example`);
  const lines = fresh.map((email, index) => (index % 3 === 0 ? `Guest, No. ${index} <${email}>` : email));

  await test.step('the dry run says what happens to each row', async () => {
    const odd = [`Ada <${ada.email}>`, before.email, 'GUEST.1@guests.example', 'nobody@'];
    await paste(page.getByLabel('People', { exact: true }), [...odd, ...lines].join(',\n'));
    const begun = performance.now();
    await page.getByRole('button', { name: 'Check 2,000 rows' }).click();
    await expect(chip(page, 'New 1,996')).toBeVisible();
    test
      .info()
      .annotations.push({ type: 'checked', description: `2,000 rows in ${(performance.now() - begun).toFixed(0)} ms` });
    for (const name of ['Already members 1', 'Already invited 1', 'Malformed 1', 'Duplicates 1'])
      await expect(chip(page, name)).toBeVisible();
    await chip(page, 'Duplicates 1').click();
    const grid = page.getByRole('grid', { name: 'People to invite' });
    await expect(grid.locator('[data-index]')).toHaveCount(1);
    await chip(page, 'Duplicates 1').click();
  });
  await test.step('a row is mended', async () => {
    await chip(page, 'Malformed 1').click();
    await page.getByRole('button', { name: 'Actions for nobody@' }).click();
    await page.getByRole('menuitem', { name: 'Edit row…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Row 4' });
    await dialog.getByLabel('E-mail').fill('somebody@guests.example');
    await dialog.getByRole('button', { name: 'Save row' }).click();
    await expect(chip(page, 'New 1,997')).toBeVisible();
    await page.getByRole('button', { name: 'Show all rows' }).click();
  });
  await sendWithTrouble(app, gate, 1997);

  const file = await savedFile(app, () => sending(app.page).getByRole('button', { name: 'Export result' }).click());
  const { data } = papaparse.parse<Record<string, string>>(file.toString('utf8').trim(), { header: true });
  expect(data).toHaveLength(1997);
  expect(new Set(data.map(({ result }) => result))).toEqual(new Set(['invited']));
  const all = await invitationsOf(ada.api);
  const expected = [before.email, 'somebody@guests.example', ...fresh];
  expect(all.map(({ email }) => email).sort()).toEqual(expected.sort());
  await gate.close();
});

/** A file as a German Excel saves it: a mark, semicolons, Windows line ends, and quoted fields that hold all of those. */
function germanCsv(people: readonly { email: string; name: string; role: string }[]): Buffer {
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const rows = people.map(({ email, name, role }) =>
    [quoted(name), email, role, quoted('kommt; "bald"\r\nsagt Max')].join(';'),
  );
  return Buffer.from(`\ufeff${['Name;E-Mail-Adresse;Rolle;Notiz', ...rows].join('\r\n')}\r\n`);
}

test('2,000 people from a CSV with roles: cancelled, killed, resumed, each invited exactly once', async ({
  app,
  server,
}) => {
  const ada = await adaWith(server, [NAME]);
  const gate = await openGate(server.url);
  const { page } = app;
  await connectByToken(page, gate.url, ada.token);
  await openDesk(page);
  const people = Array.from({ length: COUNT }, (_, index) => ({
    email: `gast.${index}@kliniken.example`,
    name: `Müller; "Mia"\r\n${index}`,
    role: index % 500 === 0 ? 'Admin' : index % 2 === 0 ? 'organization_contributor' : '',
  }));
  await page.getByLabel('File with people').setInputFiles({
    ...{ name: 'leute.csv', mimeType: 'text/csv', buffer: germanCsv(people) },
  });
  await expect(page.getByText('leute.csv')).toBeVisible();
  await expect(page.getByLabel('Use column 2, E-Mail-Adresse, as')).toHaveValue('email');
  await expect(page.getByLabel('Use column 3, Rolle, as')).toHaveValue('role');
  await page.getByLabel('Use column 1, Name, as').selectOption({ label: 'Not used' });
  await page.getByLabel('Use column 1, Name, as').selectOption({ label: 'Name' });
  await page.getByRole('button', { name: 'Check 2,000 rows' }).click();
  await expect(chip(page, 'New 2,000')).toBeVisible();
  const grid = page.getByRole('grid', { name: 'People to invite' });
  await expect(grid.locator('[data-index="0"]')).toContainText('Müller; "Mia" 0');
  await expect(grid.locator('[data-index="0"]')).toContainText('Can invite and remove people');
  await sendWithTrouble(app, gate, COUNT);
  const all = await invitationsOf(ada.api);
  const roleOf = (role: string) => (role === 'Admin' ? 'admin' : role === '' ? 'organization_user' : role);
  expect(all.map(({ email, role_id }) => `${email} ${role_id}`).sort()).toEqual(
    people.map(({ email, role }) => `${email} ${roleOf(role)}`).sort(),
  );
  expect(all.length / CHUNK).toBe(20);
  await gate.close();
});

test('20,000 rows are refused with what to do, and the window stays quick', async ({ app, server }) => {
  const ada = await adaWith(server, [NAME]);
  const { page } = app;
  await connectByToken(page, server.url, ada.token);
  await openDesk(page);
  await page.getByLabel('People', { exact: true }).evaluate(
    (area, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    Array.from({ length: 20_000 }, (_, i) => `g${i}@guests.example`).join('\n'),
  );
  await expect(page.getByRole('alert')).toContainText(
    'This list has 20,000 rows. Steward invites at most 5,000 at a time',
  );
  const check = page.getByRole('button', { name: 'Check 20,000 rows' });
  await expect(check).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Remove this list' }).click();
  await expect(page.getByLabel('People', { exact: true })).toHaveValue('');
});
