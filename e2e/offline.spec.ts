import { ask } from './support/bridge.ts';
import { activeAccount, adaWith, connectByToken, figure, goTo, toast } from './support/journey.ts';
import { hasKeychain } from './support/keychain.ts';
import { expect, test } from './support/sample.ts';

test('the backend goes away and comes back', async ({ app, server }) => {
  test.skip(!(await hasKeychain()), 'there is no Secret Service for the key of what is kept');
  const ada = await adaWith(server, ['Analytical Engines']);
  const org_id = 'analytical-engines';
  const addresses = ['linus@example.com', 'mary@example.com'];
  const invitations = addresses.map((email) => ({ email, role_id: 'organization_user' as const }));
  await ada.api.call('invitations.create', { params: { org_id }, body: { invitations } });
  await connectByToken(app.page, server.url, ada.token);
  await expect(figure(app.page, 'Pending invitations')).toHaveText('2');
  await goTo(app.page, 'Members');
  await expect(app.page.getByRole('grid', { name: 'Members' })).toContainText('Ada Byron');
  await expect(app.page.getByRole('tab', { name: 'Pending 2' })).toBeVisible();
  await app.page.getByRole('tab', { name: 'Pending 2' }).click();
  await expect(app.page.getByRole('grid', { name: 'Pending invitations' })).toContainText('mary@example.com');

  await test.step('killed while the app is open', async () => {
    await server.kill();
    await app.page.reload();
    await expect(app.page.getByText(/^Offline · as of \d\d:\d\d, .+ · changes wait$/)).toBeVisible();
    await expect(app.page.getByRole('grid', { name: 'Pending invitations' })).toContainText('mary@example.com');
    await expect(app.page.getByRole('contentinfo')).toContainText(/As of \d\d:\d\d · offline/);
  });

  const page = await app.restart();
  const banner = page.getByText(/^Offline · as of/);
  await test.step('restarted without it: what was kept is there, with its age', async () => {
    await expect(banner).toHaveText(/as of \d\d:\d\d, (just now|\d+ minutes? ago) · changes wait/);
    await expect(figure(page, 'Members')).toHaveText('1');
    await expect(figure(page, 'Pending invitations')).toHaveText('2');
    await goTo(page, 'Members');
    await expect(page.getByRole('grid', { name: 'Members' })).toContainText('Ada Byron');
    await page.getByRole('tab', { name: 'Pending 2' }).click();
    await expect(page.getByRole('grid', { name: 'Pending invitations' })).toContainText('linus@example.com');
  });
  await test.step('a change is refused with the reason', async () => {
    const invite = page.getByRole('button', { name: 'Invite…' });
    await expect(invite).toHaveAttribute('aria-disabled', 'true');
    await expect(invite).toHaveAccessibleDescription(/You are offline/);
    await page.getByRole('button', { name: 'Actions for linus@example.com' }).click();
    await expect(page.getByRole('menuitem', { name: /^Rescind…/ })).toContainText('You are offline.');
    await page.keyboard.press('Escape');
    // Nor does main let one through.
    const reply = await ask(page, 'api.call', {
      account_id: await activeAccount(page),
      route: 'invitations.create',
      input: { params: { org_id }, body: { invitations: [{ email: 'eve@example.com', role_id: 'admin' }] } },
    });
    expect(reply).toMatchObject({ ok: false, error: { name: 'offline' } });
  });
  await test.step('back again, by itself', async () => {
    await server.start();
    await expect(banner).toBeHidden();
    await page.getByRole('button', { name: 'Invite…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByLabel('E-mail addresses').fill('grace@example.com');
    await dialog.getByRole('button', { name: 'Invite 1 person' }).click();
    await expect(toast(page, 'Invited 1 person.')).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Pending invitations' })).toContainText('grace@example.com');
    const { total_count } = await ada.api.call('invitations.list', {
      params: { org_id },
      query: { include_total: true },
    });
    expect(total_count).toBe(3);
  });
});

test('what was never loaded says so', async ({ app, server }) => {
  const ada = await adaWith(server, ['Analytical Engines', 'Difference Works']);
  await connectByToken(app.page, server.url, ada.token);
  await expect(figure(app.page, 'Members')).toHaveText('1');
  await server.kill();
  await app.page.keyboard.press('ControlOrMeta+2');
  await expect(app.page.getByRole('alert')).toContainText('Not available offline');
  await server.start();
  await expect(figure(app.page, 'Members')).toHaveText('1');
  await expect(app.page.getByRole('alert')).toBeHidden();
});
