import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { sampleWorkspace } from '../../scripts/lib/sample.js';
import { type App, test as base } from './app.ts';
import { invoke } from './bridge.ts';
import { startServer, type TestServer } from './server.ts';

/** A folder that is made once for a worker and copied for each test. */
interface Template {
  folder(make: (folder: string) => Promise<void>): Promise<string>;
}

interface TestFixtures {
  /** A data folder of its own with the sample data. Its account and secrets in the keychain are those of all copies. */
  sampleFolder: string;
  /** Steward with the sample data, in a copy of its own. */
  sampleApp: App;
  /** A server of its own, empty. */
  server: TestServer;
}

export const test = base.extend<TestFixtures, { sampleTemplate: Template }>({
  sampleTemplate: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const parent = await mkdtemp(join(tmpdir(), 'steward-sample-'));
      const folder = join(parent, 'data');
      let made: Promise<void> | undefined;
      await use({
        folder: async (make) => {
          made ??= make(folder);
          await made;
          return folder;
        },
      });
      await rm(parent, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
  // The first test of a worker makes the data: that has time of its own.
  sampleFolder: [
    async ({ sampleTemplate, launchApp }, use) => {
      const template = await sampleTemplate.folder(async (dataDir) => {
        const loaded = await sampleWorkspace(`${dataDir}-loaded`);
        await cp(loaded, join(dataDir, 'workspace'), { recursive: true });
        // Opens the copied workspace: each worker has its own account, in its own keychain.
        const app = await launchApp({ dataDir });
        // On a busy machine the server takes longer to start than Steward waits for it at a time.
        await expect(() => invoke(app.page, 'workspace.create', { mode: 'sample' })).toPass({ timeout: 240_000 });
        await app.stop();
      });
      const parent = await mkdtemp(join(tmpdir(), 'steward-e2e-'));
      const folder = join(parent, 'data');
      await cp(template, folder, { recursive: true });
      await use(folder);
      await rm(parent, { recursive: true, force: true, maxRetries: 5 });
    },
    { timeout: 600_000 },
  ],
  sampleApp: async ({ sampleFolder, launchApp }, use, info) => {
    const app = await launchApp({ dataDir: sampleFolder });
    await use(app);
    if (info.status !== info.expectedStatus) await info.attach('output', { body: app.output() });
    // Before its folder goes.
    await app.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  server: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.dispose();
  },
});

export { expect } from '@playwright/test';
