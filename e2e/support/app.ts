import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test as base, chromium, type ElectronApplication, type Page } from '@playwright/test';
import { startSession } from '../../scripts/lib/session.js';
import { type Env, type HostName, launch, type Running } from './launch.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Steward on a data folder of its own, in the host of the project. */
export interface App {
  readonly host: HostName;
  readonly dataDir: string;
  /** The window's page; another one after `restart`. */
  readonly page: Page;
  readonly electron: ElectronApplication | undefined;
  /** What Steward has printed since it started. */
  output(): string;
  /** Ends it and starts it again on the same data folder. */
  restart(): Promise<Page>;
  /** Kills it in the middle of whatever it does, and starts it again on the same data folder. */
  killAndRestart(): Promise<Page>;
  /** Ends it; what it keeps stays until the test is over. */
  stop(): Promise<void>;
}

interface Fixtures {
  /** Which host the project runs in. */
  host: HostName;
  /** Starts Steward with fresh data; ended and removed when the test is over. */
  app: App;
  /** Starts further ones, each with data of its own. */
  launchApp: (options?: { args?: readonly string[]; dataDir?: string; env?: Env }) => Promise<App>;
}

interface WorkerFixtures {
  /** Gives this worker, and everything it starts, a keychain and a display of its own. */
  session: undefined;
  /** Opens Chromium once and only where a test needs it; each start of Steward has a context of its own. */
  sharedBrowser: () => Promise<Browser>;
}

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export const test = base.extend<Fixtures, WorkerFixtures>({
  host: ['browser', { option: true }],
  session: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use, info) => {
      const { env, stop } = await startSession({ display: info.project.name === 'electron' });
      Object.assign(process.env, env);
      await use(undefined);
      await stop();
    },
    { scope: 'worker', auto: true, timeout: 60_000 },
  ],
  sharedBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      let browser: Promise<Browser> | undefined;
      await use(() => {
        browser ??= chromium.launch({ executablePath: process.env.STEWARD_CHROMIUM ?? CHROMIUM, args: sandbox });
        return browser;
      });
      await (await browser)?.close();
    },
    { scope: 'worker' },
  ],
  launchApp: async ({ host, sharedBrowser }, use) => {
    const started: App[] = [];
    const folders: string[] = [];
    await use(async (options = {}) => {
      const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'steward-e2e-')));
      if (options.dataDir === undefined) folders.push(dataDir);
      const start = () => launch({ host, dataDir, browser: sharedBrowser, args: options.args, env: options.env });
      const app = appAround(host, dataDir, await start(), start);
      started.push(app);
      return app;
    });
    for (const app of started) await app.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  app: async ({ launchApp }, use, info) => {
    const app = await launchApp();
    await use(app);
    if (info.status === info.expectedStatus) return;
    await info.attach('output', { body: app.output() });
    const picture = await app.page.screenshot().catch(() => undefined);
    if (picture !== undefined) await info.attach('page', { body: picture, contentType: 'image/png' });
  },
});

function appAround(host: HostName, dataDir: string, first: Running, start: () => Promise<Running>): App {
  let running: Running = first;
  let isUp = true;
  const stop = async () => {
    if (!isUp) return;
    isUp = false;
    await running.stop();
  };
  return {
    host,
    dataDir,
    get page() {
      return running.page;
    },
    get electron() {
      return running.electron;
    },
    output: () => running.output(),
    stop,
    killAndRestart: async () => {
      await running.kill();
      running = await start();
      return running.page;
    },
    restart: async () => {
      await stop();
      running = await start();
      isUp = true;
      return running.page;
    },
  };
}

export { expect } from '@playwright/test';
