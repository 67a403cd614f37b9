import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NodeHttpExecutor } from 'builder-util/out/nodeHttpExecutor.js';
import { configureRequestUrl, type DownloadOptions } from 'builder-util-runtime';
import type { AppUpdater } from 'electron-updater';
import { AppImageUpdater } from 'electron-updater/out/AppImageUpdater.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { UpdateState } from '../../contract/ipc.ts';
import { recordingLogger, temporaryFolder } from '../lib/testing/fixtures.ts';
import { createWork } from '../lib/work.ts';
import { createElectronUpdates } from './electron-updates.ts';
import { isSigned, parseFeed } from './feed.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const publicText = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const installer = Buffer.from('the new version, as an AppImage');

const listOf = (version: string, bytes: Buffer) => {
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  const file = `Steward-${version}-linux-x64.AppImage`;
  return `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: ${sha512}\n    size: ${bytes.length}\npath: ${file}\nsha512: ${sha512}\nreleaseDate: '2026-11-24T12:00:00.000Z'\n`;
};
const signed = (text: string, key = privateKey) => sign(null, Buffer.from(text), key).toString('base64');

/** A feed on a web server, with what each path answers. */
async function serve(files: Record<string, string | Buffer>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    asked.push(path);
    const body = files[path];
    response.writeHead(body === undefined ? 404 : 200);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked, stop };
}

/** Electron's executor without Electron: the check of what is downloaded is the library's own in both. */
class Executor extends NodeHttpExecutor {
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const request = { headers: options.headers ?? undefined };
      configureRequestUrl(url, request);
      const callback = (error: Error | null) => (error == null ? resolve(destination) : reject(error));
      this.doDownload(request, { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }
}

/** The real updater of Linux, with an app of this test's own around it. */
async function updaterIn(folder: string): Promise<AppUpdater> {
  const app = {
    ...{ version: '1.0.0', name: 'steward', isPackaged: true, appUpdateConfigPath: `${folder}/app-update.yml` },
    ...{ userDataPath: folder, baseCachePath: folder },
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  };
  const updater = new AppImageUpdater(null, app);
  Object.assign(updater, {
    httpExecutor: new Executor(),
    forceDevUpdateConfig: true,
    disableDifferentialDownload: true,
  });
  Object.assign(updater, { configOnDisk: { value: Promise.resolve({ updaterCacheDirName: 'steward-updater' }) } });
  return updater as unknown as AppUpdater;
}

async function setUp(url: string) {
  const folder = await temporaryFolder();
  const { log, lines } = recordingLogger();
  const states: UpdateState['state'][] = [];
  // As the AppImage's own start sets it: what would be replaced.
  process.env.APPIMAGE = `${folder}/Steward.AppImage`;
  onTestFinished(() => void Reflect.deleteProperty(process.env, 'APPIMAGE'));
  const updates = createElectronUpdates({
    loadUpdater: () => updaterIn(folder),
    feed: parseFeed(JSON.stringify({ url, public_key: publicText })),
    log,
    onChange: ({ state }) => states.push(state),
  });
  onTestFinished(updates.close);
  return { updates, states, lines };
}

const feedOf = (
  version: string,
  { text = listOf(version, installer), signature = signed(text), file = installer } = {},
) => ({
  '/latest-linux.yml': text,
  '/latest-linux.yml.sig': signature,
  [`/Steward-${version}-linux-x64.AppImage`]: file,
});

describe('a feed of one’s own', () => {
  test('with a newer version: it is fetched, checked, and waits to be installed', async () => {
    const { url } = await serve(feedOf('1.1.0'));
    const { updates, states } = await setUp(url);
    const seen = await updates.check();
    expect(seen).toEqual({ state: 'ready', version: '1.1.0', problem: null });
    expect(states).toEqual(['checking', 'downloading', 'ready']);
  });

  test.each(['1.0.0', '0.9.9'])('with %s, which is not newer, offers nothing', async (version) => {
    const { url, asked } = await serve(feedOf(version));
    const { updates } = await setUp(url);
    expect(await updates.check()).toEqual({ state: 'idle', version: null, problem: null });
    expect(asked.some((path) => path.endsWith('.AppImage'))).toBe(false);
    await expect(updates.install()).rejects.toThrow('no new version');
  });

  test('with another file than was announced refuses it', async () => {
    const { url } = await serve(feedOf('1.1.0', { file: Buffer.from('something else, of the same name') }));
    const { updates } = await setUp(url);
    expect(await updates.check()).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/damaged on the way/),
    });
    await expect(updates.install()).rejects.toThrow();
  });

  test.each([
    ['a stranger’s', signed(listOf('1.1.0', installer), stranger.privateKey)],
    ['another list’s', signed(listOf('1.2.0', installer))],
    ['an empty', ''],
    ['a nonsensical', 'not base64 at all'],
  ])('with %s signature downloads nothing', async (_whose, signature) => {
    const { url, asked } = await serve(feedOf('1.1.0', { signature }));
    const { updates } = await setUp(url);
    expect(await updates.check()).toMatchObject({ state: 'failed', problem: expect.stringMatching(/not signed/) });
    expect(asked.some((path) => path.endsWith('.AppImage'))).toBe(false);
  });

  test('that is down, or has nothing, is quiet, and is asked again', async () => {
    const gone = await serve({});
    const { updates, lines } = await setUp(gone.url);
    expect(await updates.check()).toEqual({ state: 'idle', version: null, problem: null });
    gone.stop();
    expect(await updates.check()).toEqual({ state: 'idle', version: null, problem: null });
    expect(lines.some((line) => line.startsWith('no update'))).toBe(true);
  });
});

test.each([
  ['no https', { url: 'http://updates.example/', public_key: publicText }],
  ['no key', { url: 'https://updates.example/' }],
  ['a key of another kind', { url: 'https://updates.example/', public_key: Buffer.from('x').toString('base64') }],
  ['more', { url: 'https://updates.example/', public_key: publicText, allow_unsigned: true }],
])('a configuration with %s is refused', (_what, given) => {
  expect(() => parseFeed(JSON.stringify(given))).toThrow();
});

test('a signature is for every byte', () => {
  const text = listOf('1.1.0', installer);
  const signature = signed(text);
  expect(isSigned(text, `${signature}\n`, publicKey)).toBe(true);
  for (let at = 0; at < text.length; at += 7)
    expect(isSigned(`${text.slice(0, at)}~${text.slice(at + 1)}`, signature, publicKey)).toBe(false);
});

test('an end waits for the changes that are under way, and for no other', async () => {
  const work = createWork();
  const order: string[] = [];
  let finish: () => void = () => undefined;
  const change = work.during(
    () =>
      new Promise<void>((resolve) => {
        finish = () => {
          order.push('changed');
          resolve();
        };
      }),
  );
  const ended = work.idle().then(() => order.push('ended'));
  expect(work.running()).toBe(1);
  finish();
  await Promise.all([change, ended]);
  expect(order).toEqual(['changed', 'ended']);
  await expect(work.during(async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await work.idle();
  expect(work.running()).toBe(0);
});
