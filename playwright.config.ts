import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import type { HostName } from './e2e/support/launch.ts';
import { memoryEnv } from './scripts/lib/memory.js';
import { testWorkers } from './scripts/lib/workers.js';

// Before anything asks for a temporary folder; the workers get the same.
Object.assign(process.env, memoryEnv());

/** A runner with a read-only checkout says in OUT where it may write. */
const out = process.env.OUT ?? 'test-results';

export default defineConfig<{ host: HostName }>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: join(out, 'artifacts'),
  reporter: [['list'], ['json', { outputFile: join(out, 'report.json') }]],
  // Each has a keychain and a display of its own. Journeys of one file share nothing either: the longest file is not the last.
  workers: testWorkers(),
  fullyParallel: true,
  // A journey that a busy runner lets stumble is tried once more there, and named as flaky in the report.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  // These end what hangs, and nothing else: beside other work a page may take many times as long as alone.
  timeout: 600_000,
  expect: { timeout: 90_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: process.env.STEWARD_TEST_ZONE ?? 'Europe/Berlin',
    actionTimeout: 90_000,
  },
  projects: [
    { name: 'browser', use: { host: 'browser' } },
    { name: 'electron', use: { host: 'electron' } },
  ],
});
