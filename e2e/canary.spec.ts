import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from './support/app.ts';
import { ask, invoke } from './support/bridge.ts';
import { activeAccount, adaWith, connectByToken, figure, goTo, signInByPassword, statusOf } from './support/journey.ts';
import { hasKeychain, storedSecret } from './support/keychain.ts';
import { filesWith, heapOf } from './support/leaks.ts';
import { forgetTraffic, mainHeap, recordTraffic } from './support/main-process.ts';
import { expect, test } from './support/sample.ts';

test.beforeEach(async ({ host }) => {
  test.skip(host !== 'electron', 'main’s own memory is looked at');
  test.skip(!(await hasKeychain()), 'there is no Secret Service to keep tokens in');
});

const electronOf = ({ electron }: App) => {
  if (electron === undefined) throw new Error('This is no Electron.');
  return electron;
};

const clipboardOf = (app: App) => electronOf(app).evaluate(({ clipboard }) => clipboard.readText());

test('a token that went through everything is in the keychain and nowhere else', async ({ app, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const { page } = app;
  const traffic = await recordTraffic(electronOf(app));
  const canaries: string[] = [];

  await test.step('signing in with a token, and reading with it', async () => {
    await connectByToken(page, server.url, ada.token);
    await expect(figure(page, 'Members')).toHaveText('1');
    await goTo(page, 'Members');
    await expect(page.getByRole('grid', { name: 'Members' })).toContainText('Ada Byron');
    canaries.push(ada.token);
  });
  const account = await activeAccount(page);
  let created = '';
  await test.step('creating a token: it is shown once, copied, and gone', async () => {
    const answer = await invoke(page, 'api.call', {
      account_id: account,
      route: 'keys.create',
      input: { params: { user_id: 'me' }, body: { keys: [{ description: 'Canary', scopes: ['read'] }] } },
    });
    const [key] = (answer.data as { keys: { id: string; public_id: string }[] }).keys;
    created = key?.id ?? '';
    expect(created).toMatch(/^stw_/);
    await invoke(page, 'clipboard.copy_secret', { text: created });
    expect(await clipboardOf(app)).toBe(created);
    const listed = await invoke(page, 'api.call', {
      account_id: account,
      route: 'keys.list',
      input: { params: { user_id: 'me' } },
    });
    expect(JSON.stringify(listed)).not.toContain(created);
    // Revoking, and an error on the way.
    const params = { user_id: 'me', key_id: key?.public_id };
    await invoke(page, 'api.call', { account_id: account, route: 'keys.delete', input: { params } });
    expect((await ask(page, 'api.call', { account_id: account, route: 'keys.delete', input: { params } })).ok).toBe(
      false,
    );
  });
  await test.step('a wrong sign-in, an export of what support sees, and a lost server', async () => {
    const wrong = await ask(page, 'accounts.add_with_token', { url: server.url, token: `${ada.token}x` });
    expect(JSON.stringify(wrong)).not.toContain(ada.token);
    expect((await invoke(page, 'diagnostics.text', {})).text).not.toContain(ada.token);
    await server.kill();
    await ask(page, 'api.call', { account_id: account, route: 'keys.list', input: { params: { user_id: 'me' } } });
    await server.start();
    await invoke(page, 'connection.retry', { account_id: account });
  });
  await test.step('the page crashes', async () => {
    await electronOf(app).evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await electronOf(app).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
    await expect.poll(async () => page.url()).toMatch(/^app:/);
  });

  await test.step('what the page was told: the new token in one answer, the other one never', async () => {
    const told = await traffic();
    expect(told).toContain('Analytical Engines');
    expect(told.includes(ada.token), 'the stored token crossed the bridge').toBe(false);
    expect(told.split(created).length - 1, 'the new token crossed the bridge once').toBe(1);
    // The record itself is in main's memory.
    await forgetTraffic(electronOf(app));
  });
  await test.step('files, logs and crash files: none', async () => {
    for (const token of [...canaries, created]) expect(await filesWith(app.dataDir, token)).toEqual([]);
    expect(app.output()).not.toContain(ada.token);
    expect(await readFile(join(app.dataDir, 'logs', 'steward.log'), 'utf8').catch(() => '')).not.toContain(ada.token);
  });
  await test.step('main’s heap, once the minute is over and what is collectable was collected: none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-heap-'));
    try {
      await new Promise((resolve) => setTimeout(resolve, 61_000));
      // A busy machine forgets a little later.
      await expect(async () => {
        const heap = await mainHeap(electronOf(app), folder);
        // A control: what main knows is found.
        expect(heap).toContain('Analytical Engines');
        expect(heap.includes(ada.token), 'the stored token is in main’s heap').toBe(false);
        expect(heap.includes(created), 'the new token is in main’s heap').toBe(false);
      }).toPass({ intervals: [5000], timeout: 60_000 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
  await test.step('the clipboard after its time: empty', async () => {
    expect(await clipboardOf(app)).toBe('');
  });
  await test.step('the keychain: there', async () => {
    expect(await storedSecret(`token:${account}`)).toBe(ada.token);
    expect(await statusOf(server.url, ada.token)).toBe(200);
  });
});

test('a password is nowhere after the sign-in', async ({ app, server }) => {
  const ada = await adaWith(server, ['Analytical Engines']);
  const { page } = app;
  const traffic = await recordTraffic(electronOf(app));
  await signInByPassword(page, server.url, ada.email, ada.password);
  await expect(figure(page, 'Members')).toHaveText('1');
  await page.reload();
  await expect(figure(page, 'Members')).toHaveText('1');
  const token = String(await storedSecret(`token:${await activeAccount(page)}`));
  for (const secret of [ada.password, token]) {
    expect((await traffic()).includes(secret)).toBe(false);
    expect((await heapOf(page)).includes(secret)).toBe(false);
    expect(await filesWith(app.dataDir, secret)).toEqual([]);
  }
});
