import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/processes.ts';
import { DataFolderInUse, lockDataFolder, takeDataFolder } from './data-folder.ts';

/** A process that ended: nobody has its id any more, as good as surely. */
const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;
const holderOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'steward.lock'), 'utf8')) as { pid: number };

it('holds a folder until it is let go, against this process too', async () => {
  const folder = join(await temporaryFolder(), 'deep', 'data');
  const release = lockDataFolder(folder);
  expect(holderOf(folder).pid).toBe(process.pid);
  expect(() => lockDataFolder(folder)).toThrow(DataFolderInUse);
  expect(() => lockDataFolder(folder)).toThrow(`in use by process ${process.pid}`);
  release();
  lockDataFolder(folder)();
  expect(existsSync(join(folder, 'steward.lock'))).toBe(false);
});

it.each([
  ['of a process that ended', () => JSON.stringify({ pid: endedPid(), started: '1' })],
  ['whose process id somebody else has by now', () => JSON.stringify({ pid: process.ppid, started: '1' })],
  ['of an earlier process with this very id', () => JSON.stringify({ pid: process.pid, started: '1' })],
  ['that was cut short', () => '{"pid":'],
  ['that is empty', () => ''],
])('takes over a lock %s', async (_, lock) => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'steward.lock'), lock());
  const release = lockDataFolder(folder);
  expect(holderOf(folder).pid).toBe(process.pid);
  release();
});

it('lets one of two take over a stale lock, and forgets a take-over that died', async () => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'steward.lock'), JSON.stringify({ pid: endedPid(), started: '1' }));
  const guard = join(folder, 'steward.lock.takeover');
  mkdirSync(guard);
  expect(() => lockDataFolder(folder)).toThrow(DataFolderInUse);
  utimesSync(guard, new Date(0), new Date(0));
  lockDataFolder(folder)();
  expect(existsSync(guard)).toBe(false);
});

describe('a holder whose application is gone', () => {
  const gone = () => ({ pid: endedPid(), started: '1' });
  const lockOf = (folder: string, parent: unknown) =>
    writeFileSync(join(folder, 'steward.lock'), JSON.stringify({ pid: process.ppid, started: null, parent }));

  it('is waited for, and the folder taken as soon as it lets go', async () => {
    const folder = await temporaryFolder();
    lockOf(folder, gone());
    expect(() => lockDataFolder(folder)).toThrow(expect.objectContaining({ leaving: true, pid: process.ppid }));
    const taken = takeDataFolder(folder, process.pid);
    rmSync(join(folder, 'steward.lock'));
    const release = await taken;
    expect(holderOf(folder)).toMatchObject({ pid: process.pid, parent: { pid: process.pid } });
    release();
  });

  it.each([
    ['whose application lives', () => ({ pid: process.ppid, started: null })],
    ['that nobody started', () => null],
  ])('is not one %s: that is refused at once', async (_, parent) => {
    const folder = await temporaryFolder();
    lockOf(folder, parent());
    await expect(takeDataFolder(folder, null)).rejects.toMatchObject({ name: 'DataFolderInUse', leaving: false });
  });
});
