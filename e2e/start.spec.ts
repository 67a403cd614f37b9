import { expect, test } from './support/app.ts';
import { invoke } from './support/bridge.ts';

test('a first start asks how to begin', { tag: '@quick' }, async ({ app }) => {
  await expect(app.page).toHaveTitle(/Steward/);
  await expect(app.page.getByRole('button', { name: 'Explore with sample data' })).toBeVisible();
});

test('the page has no way out: no Node, no network, no other page', async ({ app }) => {
  const inside = await app.page.evaluate(async () => ({
    node: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    bridge: Object.keys((globalThis as { steward?: object }).steward ?? {}),
    network: await fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    ),
    opened: window.open('https://example.com/') === null,
    permission: (await navigator.permissions.query({ name: 'geolocation' })).state,
  }));
  expect(inside).toMatchObject({ node: 'undefined', process: 'undefined', network: 'refused' });
  if (app.host === 'electron') expect(inside).toMatchObject({ opened: true, permission: 'denied' });
  if (app.host === 'electron') expect(inside.bridge.sort()).toEqual(['invoke', 'subscribe']);
});

test('a setting stays over a restart', { tag: '@quick' }, async ({ app }) => {
  await invoke(app.page, 'settings.update', { theme: 'dark' });
  const page = await app.restart();
  expect((await invoke(page, 'app.state', {})).settings.theme).toBe('dark');
  expect(await page.evaluate(() => document.title)).toContain('Steward');
});
