import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveProblems, FUSES, unpackedApps } from './check-package.js';
import { icns, ico } from './icon-files.js';
import { inRoot } from './root.js';

const NEEDED = ['/out/main/index.js', '/out/main/server.js', '/out/main/keytar-process.js', '/out/preload/index.cjs'];

test('an archive without a part, or with sources, maps and keys, is said', () => {
  expect(archiveProblems([...NEEDED, '/node_modules/zod/index.js'])).toEqual([]);
  expect(archiveProblems(NEEDED.slice(1))).toEqual(['/out/main/index.js is missing in the archive.']);
  const unwanted = ['/src/main/index.ts', '/out/main/index.js.map', '/update-key.pem', '/.env', '/e2e/x.js'];
  expect(archiveProblems([...NEEDED, ...unwanted])).toHaveLength(unwanted.length);
});

test('what is checked is what the builder is told to flip', () => {
  const [, section = ''] = readFileSync(inRoot('electron-builder.yml'), 'utf8').split('electronFuses:\n');
  const lines = section.split('\n\n')[0].matchAll(/^ {2}(\w)(\w+): (true|false)$/gm);
  const named = [...lines].map(([, first, rest, on]) => [first.toUpperCase() + rest, on === 'true']);
  expect(Object.fromEntries(named)).toEqual(FUSES);
});

test('the apps of every system are found', () => {
  const dist = mkdtempSync(join(tmpdir(), 'steward-dist-'));
  for (const name of ['linux-unpacked', 'linux-arm64-unpacked', 'win-unpacked', 'mac', 'mac-arm64', 'other'])
    mkdirSync(join(dist, name));
  expect(
    unpackedApps(dist)
      .map((path) => path.slice(dist.length + 1))
      .sort(),
  ).toEqual(['linux-arm64-unpacked', 'linux-unpacked', 'mac', 'mac-arm64', 'win-unpacked']);
  expect(unpackedApps(join(dist, 'none'))).toEqual([]);
  rmSync(dist, { recursive: true });
});

test('icons hold every picture where they say', () => {
  const png = (size) => Buffer.from(`picture of ${size}`);
  const windows = ico([16, 256].map((size) => ({ size, png: png(size) })));
  expect(windows.readUInt16LE(4)).toBe(2);
  expect(windows.readUInt8(6 + 16)).toBe(0);
  const offset = windows.readUInt32LE(6 + 16 + 12);
  expect(windows.subarray(offset, offset + windows.readUInt32LE(6 + 16 + 8)).toString()).toBe('picture of 256');
  const mac = icns(new Map([16, 32, 64, 128, 256, 512, 1024].map((size) => [size, png(size)])));
  expect(mac.readUInt32BE(4)).toBe(mac.length);
  expect(mac.toString('latin1')).toContain('ic10');
});
