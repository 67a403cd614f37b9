import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { silentLogger } from '../lib/logger.ts';
import { temporaryFolder, until } from '../lib/testing/fixtures.ts';
import { createNodeLauncher } from './node-launcher.ts';
import type { Progress } from './server-link.ts';
import { openWorkspace } from './workspace.ts';

const entry = join(import.meta.dirname, 'testing', 'fake-server.mjs');

async function setUp(behaviour = 'well', graceMs = 600_000) {
  const dataDir = join(await temporaryFolder(), behaviour);
  const pids: number[] = [];
  const events: string[] = [];
  const progress: Progress[] = [];
  const fork = createNodeLauncher({ entry, log: silentLogger });
  const launch: typeof fork = (options) => {
    const child = fork(options);
    child.onMessage((message) => pids.push((message as { pid?: number }).pid ?? 0));
    events.push('launch');
    return child;
  };
  const open = () =>
    openWorkspace({
      ...{ dataDir, launch, log: silentLogger, onProgress: (step) => progress.push(step) },
      onStarting: () => void events.push('starting'),
      onReady: () => void events.push('ready'),
      onDown: () => void events.push('down'),
      limits: { backoffMs: 1, graceMs, waitMs: 600_000 },
    });
  const workspace = await open();
  onTestFinished(() => workspace.stop());
  return { workspace, open, events, progress, dataDir, pid: () => pids.findLast((pid) => pid > 0) ?? 0 };
}

const failed = (name: string) => expect.objectContaining({ error: expect.objectContaining({ name }) });
const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the embedded server', () => {
  test('starts when it is needed, once for all who need it', async () => {
    const { workspace, events } = await setUp();
    expect(events).toEqual([]);
    await Promise.all([workspace.url(), workspace.url(), workspace.hasOwner()]);
    expect(events.filter((event) => event === 'launch')).toHaveLength(1);
    expect(await workspace.url()).toBe('http://127.0.0.1:9');
  });

  test('gives tokens, and is known to have an owner from then on', async () => {
    const { workspace } = await setUp();
    expect(await workspace.hasOwner()).toBe(false);
    expect(await workspace.provisionOwner()).toMatchObject({ user_id: 'ada' });
    expect(await workspace.hasOwner()).toBe(true);
  });

  test('tells its progress and its own words for an error', async () => {
    const { workspace, progress } = await setUp();
    await expect(workspace.loadSampleData()).rejects.toThrow('The workspace is not empty.');
    expect(progress).toMatchObject([{ step: 'members', done: 1, total: 2 }]);
  });

  test('that is killed starts again, and what it was asked fails', async () => {
    const { workspace, events, pid } = await setUp();
    await workspace.url();
    const first = pid();
    process.kill(first, 'SIGKILL');
    await until(() => events.filter((event) => event === 'ready').length === 2);
    expect(pid()).not.toBe(first);
    expect(events).toContain('down');
    const dies = await setUp('dies');
    await expect(dies.workspace.loadSampleData()).rejects.toEqual(failed('workspace_failed'));
  });

  test('that keeps ending is given up after three times, until it is tried again', async () => {
    const { workspace, events } = await setUp('broken');
    for (let at = 0; at < 5; at++) await expect(workspace.url()).rejects.toEqual(failed('workspace_failed'));
    await until(() => events.filter((event) => event === 'down').length === 3);
    expect(events.filter((event) => event === 'launch')).toHaveLength(3);
    await expect(workspace.url()).rejects.toThrow(/three times/);
    workspace.retry();
    await expect(workspace.url()).rejects.toEqual(failed('workspace_failed'));
    expect(events.filter((event) => event === 'launch')).toHaveLength(4);
  });

  test('says that the folder is in use, however often it is asked', async () => {
    const { workspace, events } = await setUp('busy');
    for (let at = 1; at <= 5; at++) {
      await expect(workspace.url()).rejects.toEqual(failed('workspace_busy'));
      await until(() => events.filter((event) => event === 'down').length === at);
    }
    await expect(workspace.url()).rejects.toThrow('Process 7 has it open.');
  });

  test.each(['well', 'stubborn'])('(%s) is gone after stop, and starts again when needed', async (behaviour) => {
    const { workspace, pid, events } = await setUp(behaviour, behaviour === 'well' ? 600_000 : 50);
    await workspace.url();
    const first = pid();
    expect(isRunning(first)).toBe(true);
    await workspace.stop();
    expect(isRunning(first)).toBe(false);
    await workspace.url();
    expect(pid()).not.toBe(first);
    // Once for each time that it was needed: the one that ended was not started anew by itself.
    expect(events.filter((event) => event === 'launch')).toHaveLength(2);
  });

  test('exists where its folder holds something', async () => {
    const { workspace, open, dataDir } = await setUp();
    expect(workspace.exists()).toBe(false);
    await mkdir(join(dataDir, 'workspace'), { recursive: true });
    expect((await open()).exists()).toBe(false);
    await writeFile(join(dataDir, 'workspace', 'PG_VERSION'), '');
    expect((await open()).exists()).toBe(true);
  });
});
