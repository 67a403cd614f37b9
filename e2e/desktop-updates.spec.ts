import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, invoke } from './support/bridge.ts';
import { hasStarted } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

test.beforeEach(({ host }) => {
  test.skip(host !== 'electron' || process.platform !== 'linux', 'the updater of Linux is looked at');
});

const VERSION = '99.0.0';
const FILE = `Steward-${VERSION}-linux-x64.AppImage`;

function listOf(bytes: Buffer): string {
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  const files = `files:\n  - url: ${FILE}\n    sha512: ${sha512}\n    size: ${bytes.length}\n`;
  return `version: ${VERSION}\n${files}path: ${FILE}\nsha512: ${sha512}\nreleaseDate: '2026-11-24T12:00:00.000Z'\n`;
}

/** A feed on this machine, and a folder with an app that it can replace: a program that leaves a mark. */
async function makeFeed() {
  const folder = await mkdtemp(join(tmpdir(), 'steward-updates-'));
  const mark = join(folder, 'started');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const installer = Buffer.from(`#!/bin/sh\ntouch ${mark}\n`);
  const list = listOf(installer);
  const files = new Map<string, string | Buffer>([
    ['/latest-linux.yml', list],
    ['/latest-linux.yml.sig', sign(null, Buffer.from(list), privateKey).toString('base64')],
    [`/${FILE}`, installer],
  ]);
  const server = createServer((request, response) => {
    const body = files.get(request.url?.split('?')[0] ?? '');
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const public_key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const configuration = join(folder, 'updates.json');
  await writeFile(configuration, JSON.stringify({ url, public_key }));
  await writeFile(join(folder, 'app-update.yml'), 'updaterCacheDirName: updater\n');
  const appImage = join(folder, 'Steward.AppImage');
  await writeFile(appImage, 'the old version', { mode: 0o755 });
  const env = { STEWARD_UPDATES: configuration, APPIMAGE: appImage, XDG_CACHE_HOME: folder };
  return {
    ...{ env, files, mark, installer },
    dispose: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

test('a new version is fetched and checked, waits until it is wanted, and is then there', async ({
  sampleFolder,
  launchApp,
}) => {
  const feed = await makeFeed();
  try {
    const app = await launchApp({ dataDir: sampleFolder, env: feed.env });
    await hasStarted(app.page);
    await app.page.goto('app://steward/settings?section=updates');
    await app.page.getByRole('button', { name: 'Look now' }).click();
    await expect(app.page.getByText(`Version ${VERSION} is ready.`)).toBeVisible();
    expect(existsSync(feed.mark)).toBe(false);
    await app.page.getByRole('button', { name: 'Install and restart' }).click();
    await expect.poll(() => existsSync(feed.mark)).toBe(true);
  } finally {
    await feed.dispose();
  }
});

test('one that is another than was signed is refused, and says so', async ({ launchApp }) => {
  const feed = await makeFeed();
  try {
    const app = await launchApp({ env: feed.env });
    feed.files.set(`/${FILE}`, Buffer.from(feed.installer.toString().replace('touch', 'chmod')));
    expect(await invoke(app.page, 'updates.check', {})).toMatchObject({ state: 'failed' });
    feed.files.set('/latest-linux.yml', `${feed.files.get('/latest-linux.yml')}# more\n`);
    expect((await invoke(app.page, 'updates.check', {})).problem).toMatch(/not signed/);
    expect((await ask(app.page, 'updates.install', {})).ok).toBe(false);
    feed.files.clear();
    expect(await invoke(app.page, 'updates.check', {})).toMatchObject({ state: 'idle', problem: null });
    expect(existsSync(feed.mark)).toBe(false);
  } finally {
    await feed.dispose();
  }
});
