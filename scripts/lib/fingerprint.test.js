import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint, hasStamp, writeStamp } from './fingerprint.js';

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'steward-fingerprint-'));
  mkdirSync(join(root, 'src', 'deep'), { recursive: true });
  writeFileSync(join(root, 'src', 'a.ts'), 'a');
  writeFileSync(join(root, 'src', 'deep', 'b.ts'), 'b');
});
afterEach(() => rmSync(root, { recursive: true }));

const now = () => fingerprint(root, ['src', 'package.json']);

test('content, names and further files change it; tests and the order do not', () => {
  const before = now();
  expect(now()).toBe(before);
  expect(fingerprint(root, ['package.json', 'src', 'src/a.ts'])).toBe(before);
  writeFileSync(join(root, 'src', 'a.test.ts'), 'test');
  expect(now()).toBe(before);
  writeFileSync(join(root, 'package.json'), '{}');
  const withManifest = now();
  expect(withManifest).not.toBe(before);
  writeFileSync(join(root, 'src', 'deep', 'b.ts'), 'c');
  expect(now()).not.toBe(withManifest);
});

test('a stamp is what was written last', () => {
  const file = join(root, 'cache', 'stamp');
  expect(hasStamp(file, 'x')).toBe(false);
  writeStamp(file, 'x');
  expect(hasStamp(file, 'x')).toBe(true);
  writeStamp(file, 'y');
  expect(hasStamp(file, 'x')).toBe(false);
});
